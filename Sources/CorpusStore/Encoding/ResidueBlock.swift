import CZstd

/// A block of kept text as `ResidueWriter` lays it out: what its documents' tokens leave of their text.
struct ResidueBlock {
  /// The first byte of such a block; the blocks of older versions begin as zstd frames do.
  static let mark: UInt8 = 1
  private static let headerBytes = 21
  /// A block is closed soon after it has reached half as much.
  private static let mostBytes = 2 * TextResidue.blockBytes

  /// The hash of the block's whole text.
  let hash: ContentHash
  /// Its sections, in the order of the text.
  let sections: [ResidueSection]
  /// Where the text of each section begins in that of the block, and where that of the last one ends.
  let starts: [Int]
  /// What its frame holds.
  let content: [UInt8]
  /// Where the bytes of each different literal are in the content.
  private let literals: [Range<Int>]
  /// For each literal in its place, how many tokens are before it, and which it is: doubled, plus 1 if it stands for a form.
  private let places: [(plain: Int, literal: Int)]
  /// Where the places of each section begin.
  private let firstPlaces: [Int]

  /// Reads a block; nil when it is not well formed.
  init?(_ packed: UnsafeRawBufferPointer) {
    guard packed.count > ResidueBlock.headerBytes, packed[0] == ResidueBlock.mark,
      let hash = ContentHash(bytes: Array(packed[1..<17]))
    else { return nil }
    let size = Int(UInt32(littleEndian: packed.loadUnaligned(fromByteOffset: 17, as: UInt32.self)))
    guard size <= ResidueBlock.mostBytes else { return nil }
    let frame = UnsafeRawBufferPointer(rebasing: packed[ResidueBlock.headerBytes...])
    let content = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      filled = ZSTD_decompress(buffer.baseAddress, size, frame.baseAddress, frame.count) == size ? size : 0
    }
    var parser = Parser(content)
    guard content.count == size, let sections = parser.sections(), let literals = parser.literals(),
      let places = parser.places(sections.reduce(0) { $0 + $1.literals }, of: literals.count)
    else { return nil }
    var firstPlaces: [Int] = []
    var starts = [0]
    var next = 0
    for section in sections {
      firstPlaces.append(next)
      var tokens = 0
      // Every token has a byte at least: nobody is made to read more of them than the text can have.
      let end = starts[starts.count - 1] + section.textBytes
      guard section.tokens <= section.textBytes, end <= ResidueBlock.mostBytes else { return nil }
      starts.append(end)
      for place in places[next..<next + section.literals] { tokens += place.plain + place.literal & 1 }
      guard tokens <= section.tokens else { return nil }
      next += section.literals
    }
    (self.hash, self.sections, self.starts) = (hash, sections, starts)
    (self.content, self.literals) = (content, literals)
    (self.places, self.firstPlaces) = (places, firstPlaces)
  }

  /// How many bytes of text the block stands for.
  var textBytes: Int { starts[sections.count] }

  /// The first section whose text ends behind a place in the block's text; how many there are when none does.
  ///
  /// Logarithmic.
  func section(endingAfter place: Int) -> Int {
    sections.indices.partitionPoint { starts[$0 + 1] > place }
  }

  /// The bytes of a form, which live as long as the vocabulary.
  typealias FormBytes = UnsafeBufferPointer<UInt8>

  /// The text of a section, which must have as many forms, and marks of white space, as tokens; nil when it is not as long as it says.
  func text(_ index: Int, forms: [FormBytes], spaces: [Bool]) -> [UInt8]? {
    let section = sections[index]
    guard forms.count == section.tokens, spaces.count == section.tokens else { return nil }
    var isWhole = false
    let text = [UInt8](unsafeUninitializedCapacity: section.textBytes) { target, filled in
      var joiner = Joiner(target: target, hasBlank: section.blanks != 0)
      var token = 0
      for place in places[firstPlaces[index]..<firstPlaces[index] + section.literals] {
        for next in token..<token + place.plain { joiner.add(forms[next], hasSpace: spaces[next]) }
        token += place.plain
        content.withUnsafeBufferPointer { content in
          let literal = UnsafeBufferPointer(rebasing: content[literals[place.literal >> 1]])
          if place.literal & 1 != 0 {
            joiner.add(literal, hasSpace: spaces[token])
            token += 1
          } else {
            joiner.replaceBlank(by: literal)
          }
        }
      }
      for next in token..<section.tokens { joiner.add(forms[next], hasSpace: spaces[next]) }
      filled = joiner.count
      isWhole = joiner.count == section.textBytes && !joiner.isTooLong
    }
    return isWhole ? text : nil
  }

  /// Puts forms and literals one after the other, as far as there is room for them.
  private struct Joiner {
    let target: UnsafeMutableBufferPointer<UInt8>
    /// Whether the last token stands for a blank behind it.
    var hasBlank: Bool
    private(set) var count = 0
    private(set) var isTooLong = false

    init(target: UnsafeMutableBufferPointer<UInt8>, hasBlank: Bool) {
      (self.target, self.hasBlank) = (target, hasBlank)
    }

    @inline(__always)
    mutating func add(_ form: FormBytes, hasSpace: Bool) {
      if hasBlank { withUnsafeBytes(of: UInt8(0x20)) { append($0.bindMemory(to: UInt8.self)) } }
      append(form)
      hasBlank = hasSpace
    }

    mutating func replaceBlank(by literal: FormBytes) {
      append(literal)
      hasBlank = false
    }

    @inline(__always)
    private mutating func append(_ bytes: FormBytes) {
      guard bytes.count <= target.count - count else {
        isTooLong = true
        return
      }
      if let source = bytes.baseAddress, let start = target.baseAddress {
        (start + count).initialize(from: source, count: bytes.count)
        count += bytes.count
      }
    }
  }

  /// Goes through the content of a block.
  private struct Parser {
    let content: [UInt8]
    private var offset = 0

    init(_ content: [UInt8]) { self.content = content }

    /// The next number of at most 5 bytes; nil when there is none.
    private mutating func number() -> Int? {
      var result = 0
      for shift in stride(from: 0, to: 35, by: 7) {
        guard offset < content.count else { return nil }
        let byte = content[offset]
        offset += 1
        result |= Int(byte & 0x7F) << shift
        if byte < 0x80 { return result }
      }
      return nil
    }

    mutating func sections() -> [ResidueSection]? {
      guard let count = number(), count <= content.count else { return nil }
      var result: [ResidueSection] = []
      for _ in 0..<count {
        guard let text = number(), let first = number(), let tokens = number(), let literals = number(),
          literals <= content.count
        else { return nil }
        var section = ResidueSection(firstToken: first, blanks: text & 1)
        (section.textBytes, section.tokens, section.literals) = (text >> 1, tokens, literals)
        result.append(section)
      }
      return result
    }

    mutating func literals() -> [Range<Int>]? {
      guard let count = number(), count <= content.count else { return nil }
      var result: [Range<Int>] = []
      for _ in 0..<count {
        guard let length = number(), length <= content.count - offset else { return nil }
        result.append(offset..<offset + length)
        offset += length
      }
      return result
    }

    mutating func places(_ count: Int, of literals: Int) -> [(plain: Int, literal: Int)]? {
      guard let bytes = number(), bytes <= content.count - offset, count <= bytes else { return nil }
      let end = offset + bytes
      var plain: [Int] = []
      for _ in 0..<count {
        guard let tokens = number() else { return nil }
        plain.append(tokens)
      }
      guard offset == end else { return nil }
      var result: [(plain: Int, literal: Int)] = []
      for tokens in plain {
        guard let literal = number(), literal >> 1 < literals else { return nil }
        result.append((tokens, literal))
      }
      return offset == content.count ? result : nil
    }
  }
}
