/// Makes valid UTF-8 of a text that comes in pieces, as `TextDecoder` does of a whole one.
///
/// As long as all is ASCII nothing is decided and the text passes through. From the first other byte on, `windowLength` bytes
/// are held, and decide for the rest. So it holds at most these, whatever the length of the text.
public final class TextDecodingStream {
  /// How many bytes from the first that is not ASCII decide on the encoding.
  public static let windowLength = 1 << 20

  /// What the bytes are decoded as; `utf-8` as long as all is ASCII.
  public private(set) var encoding = "utf-8"
  /// Whether that was told by the look of the bytes alone.
  public private(set) var isGuessed = false
  /// How sure the detector is, 0…100; nil where none was asked.
  public private(set) var confidence: Int?
  /// How many invalid sequences have been replaced by U+FFFD so far.
  public var replacements: Int { replaced + (converter?.replacements ?? 0) }

  private static let contextLength = 64

  private enum State {
    case head, ascii, window, utf8, utf16(isBigEndian: Bool), utf32(isBigEndian: Bool), windows1252, converter
  }

  private let decoder: TextDecoder
  private var state = State.head
  /// Bytes that are not decoded yet: the head or the window, or the beginning of a character.
  private var held: [UInt8] = []
  /// The last bytes before the window.
  private var context: [UInt8] = []
  private var converter: DecodingConverter?
  private var declared: TextEncoding?
  private var replaced = 0

  /// A stream before its first byte.
  public init(_ decoder: TextDecoder) { self.decoder = decoder }

  /// Takes the next bytes, and gives the text that can be told by now.
  public func decode(_ bytes: [UInt8]) -> [UInt8] { take(bytes, isLast: false) }

  /// Gives the rest of the text; no bytes follow.
  public func finish() -> [UInt8] { take([], isLast: true) }

  private func take(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    switch state {
    case .head:
      held += bytes
      if held.count < TextDecoder.headLength, !isLast { return [] }
      return begin(isLast: isLast)
    case .ascii:
      let end = bytes.withUnsafeBytes { DecodingUTF8.asciiEnd(of: $0, from: 0) }
      // What stands before the first other byte helps to tell it.
      context = Array((context + bytes[max(0, end - Self.contextLength)..<end]).suffix(Self.contextLength))
      if end == bytes.count { return bytes }
      state = .window
      return Array(bytes[..<end]) + take(Array(bytes[end...]), isLast: isLast)
    case .window:
      held += bytes
      if held.count < Self.windowLength, !isLast { return [] }
      decide(isLast: isLast)
      return released(isLast: isLast)
    case .utf8: return decodeUTF8(bytes, isLast: isLast)
    case .utf16(let isBigEndian): return decodeUTF16(bytes, isBigEndian, isLast: isLast)
    case .utf32(let isBigEndian): return decodeUTF32(bytes, isBigEndian, isLast: isLast)
    case .windows1252: return DecodingWindows1252.decode(bytes[...])
    case .converter: return converter?.decode(bytes, isLast: isLast) ?? []
    }
  }

  /// What is held, in the state that has been decided on.
  private func released(isLast: Bool) -> [UInt8] {
    let bytes = held
    held = []
    return take(bytes, isLast: isLast)
  }

  /// Decides by the first bytes, as far as they tell.
  private func begin(isLast: Bool) -> [UInt8] {
    if let mark = decoder.byteOrderMark(of: held.prefix(4)) {
      held.removeFirst(mark.length)
      use(mark.encoding)
      if mark == .utf8 { encoding = "utf-8-bom" }
    } else if let word = decoder.encoding, !word.isASCIIBased, !word.isWide {
      use(word)
    } else if let unmarked = DecodingUnmarked.encoding(of: held[...]) {
      let word = decoder.encoding
      use(word.map { $0.isWide && $0 != .utf16 && $0 != .utf32 ? $0 : unmarked } ?? unmarked)
      isGuessed = word?.isWide != true
    } else {
      if decoder.readsDeclaration { declared = DecodingDeclaration.encoding(of: held[...]) }
      state = decoder.encoding?.isWide == true ? .window : .ascii
    }
    return released(isLast: isLast)
  }

  /// Decides by the window.
  private func decide(isLast: Bool) {
    let window = held.prefix(Self.windowLength)
    let (isValid, count) = window.withUnsafeBytes { bytes in
      let end = DecodingUTF8.validEnd(of: bytes, from: 0)
      let isCut = !(isLast && window.count == held.count) && bytes.count - end == DecodingUTF8.incompleteEnd(of: bytes)
      let isValid = end == bytes.count || isCut
      return (isValid, isValid ? (0, 0, 0) : DecodingUTF8.count(of: bytes))
    }
    if isValid, decoder.encoding?.isWide != true || !window.contains(0) { return use(.utf8) }
    if let word = decoder.encoding { return use(word) }
    if let declared { return use(declared) }
    if isDamaged(count) { return use(.utf8) }
    guard let told = DecodingDetector.encoding(of: context + window) else { return use(.utf8) }
    use(told.encoding)
    isGuessed = true
    confidence = told.confidence
  }

  /// Whether a text is UTF-8 though it holds invalid sequences: bytes in other encodings make few characters of UTF-8 by chance, and
  /// of those with three bytes hardly one to sixteen invalid sequences, EUC-JP the most.
  private func isDamaged(_ count: (valid: Int, long: Int, invalid: Int)) -> Bool {
    count.valid > count.invalid || count.long >= 8 && count.long * 8 > count.invalid
  }

  private func use(_ encoding: TextEncoding) {
    self.encoding = encoding.name
    switch encoding {
    case .utf8: state = .utf8
    case .utf16, .utf16LE:
      self.encoding = TextEncoding.utf16LE.name
      state = .utf16(isBigEndian: false)
    case .utf16BE: state = .utf16(isBigEndian: true)
    case .utf32, .utf32LE:
      self.encoding = TextEncoding.utf32LE.name
      state = .utf32(isBigEndian: false)
    case .utf32BE: state = .utf32(isBigEndian: true)
    case .windows1252: state = .windows1252
    default:
      converter = DecodingConverter(encoding)
      // ICU knew the name, so this is a lack of memory.
      if converter == nil { return use(.utf8) }
      state = .converter
    }
  }

  private func decodeUTF8(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    var text = held.isEmpty ? bytes : held + bytes
    let cut = isLast ? 0 : text.withUnsafeBytes { DecodingUTF8.incompleteEnd(of: $0) }
    held = Array(text.suffix(cut))
    text.removeLast(cut)
    let end = text.withUnsafeBytes { DecodingUTF8.validEnd(of: $0, from: 0) }
    if end == text.count { return text }
    let repaired = text.withUnsafeBytes { DecodingUTF8.repair($0, validEnd: end) }
    replaced += repaired.replacements
    return repaired.bytes
  }

  private func decodeUTF16(_ bytes: [UInt8], _ isBigEndian: Bool, isLast: Bool) -> [UInt8] {
    let text = held.isEmpty ? bytes : held + bytes
    let cut = isLast ? 0 : DecodingUTF16.incompleteEnd(of: text, isBigEndian: isBigEndian)
    held = Array(text.suffix(cut))
    let decoded = DecodingUTF16.decode(text.dropLast(cut), isBigEndian: isBigEndian)
    replaced += decoded.replacements
    return decoded.bytes
  }

  private func decodeUTF32(_ bytes: [UInt8], _ isBigEndian: Bool, isLast: Bool) -> [UInt8] {
    let text = held.isEmpty ? bytes : held + bytes
    let cut = isLast ? 0 : text.count % 4
    held = Array(text.suffix(cut))
    let decoded = DecodingUTF32.decode(text.dropLast(cut), isBigEndian: isBigEndian)
    replaced += decoded.replacements
    return decoded.bytes
  }
}
