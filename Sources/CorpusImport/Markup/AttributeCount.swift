/// Counts the attributes of each element of XML or HTML on its way to libxml2, which compares each with all before it: a tag with
/// a million of them would take it hours.
///
/// XML with too many is refused; of HTML, which browsers read whatever it holds, the surplus ones are taken out.
/// It follows tags, comments and scripts as far as that takes; where it sees markup otherwise than libxml2, it only counts otherwise.
struct AttributeCount {
  /// How many attributes an element may have.
  static let most = 1_000

  private enum State: Equatable {
    /// Outside of tags.
    case text
    /// After `<`.
    case opened
    /// After `<!`, of which a comment or a section of character data may come.
    case declaration
    /// Within what ends with these bytes.
    case until(Word)
    /// In the name of an element.
    case name
    /// In a tag, between attributes.
    case tag
    /// In the name of an attribute.
    case attribute
    /// After `=`.
    case value
    /// In a value without quotes.
    case bareValue
    /// In a value with these quotes.
    case quoted(UInt8)
  }

  /// Up to eight bytes, the last ones of more.
  private struct Word: Equatable {
    var bits: UInt64 = 0
    var length = 0

    init() {}

    init(_ text: StaticString) {
      text.withUTF8Buffer { for byte in $0 { append(byte) } }
    }

    mutating func append(_ byte: UInt8) {
      bits = bits << 8 | UInt64(byte)
      length += 1
    }

    func ends(with other: Word) -> Bool {
      length >= other.length && (other.length >= 8 ? bits : bits & (1 << (8 * UInt64(other.length)) - 1)) == other.bits
    }
  }

  private let isHTML: Bool
  private var state = State.text
  private var count = 0
  /// What has come of the name, or of the declaration or what must end somehow.
  private var seen = Word()
  /// How many elements had too many attributes.
  private(set) var surplusElements = 0

  init(isHTML: Bool) { self.isHTML = isHTML }

  /// Takes the next bytes; false where an element has too many attributes.
  mutating func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var at = 0
    while at < bytes.count {
      if state == .text {
        while at < bytes.count, bytes[at] != 0x3C { at += 1 }
        if at == bytes.count { return true }
      }
      take(bytes[at])
      if count > AttributeCount.most { return false }
      at += 1
    }
    return true
  }

  /// Takes the next bytes; gives them without the attributes that are too many.
  mutating func pruned(_ bytes: [UInt8]) -> [UInt8] {
    var kept: [UInt8]?
    for (place, byte) in bytes.enumerated() {
      if state == .text, byte != 0x3C {
        kept?.append(byte)
        continue
      }
      let before = count
      take(byte)
      if count > AttributeCount.most {
        if before == AttributeCount.most { surplusElements += 1 }
        if kept == nil { kept = Array(bytes[..<place]) }
      }
      if !isSurplus(byte) { kept?.append(byte) }
    }
    return kept ?? bytes
  }

  /// Whether the byte that was taken last belongs to an attribute that is too many; ends of lines, by which lines are counted, do not,
  /// nor does what may end the tag.
  private func isSurplus(_ byte: UInt8) -> Bool {
    guard count > AttributeCount.most, byte != 0x0A else { return false }
    return switch state {
    case .tag: byte != 0x2F
    case .attribute, .value, .bareValue, .quoted: true
    case .text, .opened, .declaration, .until, .name: false
    }
  }

  private mutating func take(_ byte: UInt8) {
    let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    switch state {
    case .text: state = .opened
    case .opened: open(byte)
    case .declaration: declare(byte)
    case .until(let end):
      seen.append(isHTML ? AttributeCount.folded(byte) : byte)
      if seen.ends(with: end) { state = .text }
    case .quoted(let quote): if byte == quote { state = .tag }
    case _ where byte == 0x3E: close()
    case .name: if isBlank || byte == 0x2F { state = .tag } else { seen.append(AttributeCount.folded(byte)) }
    case .value: if byte == 0x22 || byte == 0x27 { state = .quoted(byte) } else if !isBlank { state = .bareValue }
    case .bareValue: if isBlank { state = .tag }
    case .tag, .attribute:
      if byte == 0x3D {
        state = .value
      } else if isBlank || byte == 0x2F {
        state = .tag
      } else if state == .tag {
        count += 1
        state = .attribute
      }
    }
  }

  private mutating func open(_ byte: UInt8) {
    seen = Word()
    count = 0
    switch byte {
    case 0x21: state = .declaration
    case 0x3F: state = .until(isHTML ? Word(">") : Word("?>"))
    case 0x3C: break
    case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x3A, 0x80...:
      seen.append(AttributeCount.folded(byte))
      state = .name
    default: state = .text
    }
  }

  private mutating func declare(_ byte: UInt8) {
    seen.append(byte)
    if seen == Word("--") {
      state = .until(Word("-->"))
      // An HTML comment may end at once: `<!-->`.
      if !isHTML { seen = Word() }
    } else if !isHTML, seen == Word("[CDATA[") {
      state = .until(Word("]]>"))
      seen = Word()
    } else if byte == 0x3C {
      state = .opened
    } else if byte == 0x3E || seen.length == 7 {
      state = .text
    }
  }

  /// Ends a tag; what follows that of a script is no markup.
  private mutating func close() {
    state = .text
    guard isHTML else { return }
    if seen == Word("script") {
      state = .until(Word("</script"))
    } else if seen == Word("style") {
      state = .until(Word("</style"))
    }
    seen = Word()
  }

  private static func folded(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte | 0x20 : byte }
}
