import TextProcessing

/// Gathers what the tokens of a chunk's documents leave of their text, so that the text can be made of its tokens again, byte for byte.
///
/// A token stands for its form, and for a blank behind it if white space follows; whatever is otherwise is kept as a literal, see
/// `ResidueCoding`. A document is cut where its block is full.
final class TextResidue {
  /// How many bytes of text, or of what is kept of it, a block holds before it is closed.
  static let blockBytes = 1 << 20
  /// A longer literal is cut in several; a block is full after one more literal or token of that length at the latest.
  private static let literalBytes = 1 << 16

  /// A block on its way to the store.
  struct Block: Sendable {
    /// Where its text begins in the text of its chunk.
    let start: Int
    /// How many bytes of text it stands for.
    let bytes: Int
    /// What is stored.
    let packed: [UInt8]
  }

  // One thread writes, a few bytes at a time: checks of exclusive access are off.
  @exclusivity(unchecked) private var writer = ResidueWriter()
  private let hasher = ContentHasher()
  /// Where the block begins in the text of the chunk, and how many bytes its finished sections stand for.
  private var start = 0
  private var blockText = 0
  private var finished: [Block] = []

  /// What the open section stands for so far, without what may follow its last token.
  @exclusivity(unchecked) private var covered = 0..<0
  @exclusivity(unchecked) private var section = ResidueSection()
  /// How many tokens of the document were taken before the piece that is being taken.
  @exclusivity(unchecked) private var taken = 0
  /// How many tokens stand for themselves since the literal before.
  @exclusivity(unchecked) private var plain = 0
  /// How many blanks, 0 or 1, the last token stands for besides its form.
  @exclusivity(unchecked) private var blanks = 0

  /// Where the next document will begin in the text of the chunk.
  var end: Int { start + blockText }

  /// Begins a chunk.
  func begin() {
    (start, blockText, finished) = (0, 0, [])
    writer.removeAll()
    hasher.reset()
  }

  /// Begins a document.
  func beginDocument() {
    (covered, section, taken, plain, blanks) = (0..<0, ResidueSection(), 0, 0, 0)
  }

  /// Takes the next tokens of the document; `irregular` has a byte a token, not 0 where its form is not its bytes in the text.
  func add(_ tokens: TokenBuffer, irregular: UnsafePointer<UInt8>, of text: UnsafeBufferPointer<UInt8>) throws {
    let count = tokens.count
    try tokens.starts.withUnsafeBufferPointer { starts in
      try tokens.ends.withUnsafeBufferPointer { ends in
        try tokens.spaceAfter.withUnsafeBufferPointer { spaces in
          var (position, plain, blanks) = (covered.upperBound, plain, blanks)
          var limit = fullEnd(of: covered)
          for token in 0..<count {
            let (start, end) = (starts[token], ends[token])
            if start &- position == blanks, blanks == 0 || text[position] == 0x20, irregular[token] == 0,
              end <= limit
            {
              (position, plain, blanks) = (end, plain &+ 1, spaces[token] ? 1 : 0)
              continue
            }
            (covered, self.plain, self.blanks) = (covered.lowerBound..<position, plain, blanks)
            try take(token, start..<end, isIrregular: irregular[token] != 0, hasSpace: spaces[token], text)
            (position, plain, blanks) = (covered.upperBound, self.plain, self.blanks)
            limit = fullEnd(of: covered)
          }
          (covered, self.plain, self.blanks) = (covered.lowerBound..<position, plain, blanks)
        }
      }
    }
    taken += count
    try closeIfFull(text, tokens: taken)
  }

  /// Where in the text of the document the block is full, when its open section begins there.
  private func fullEnd(of section: Range<Int>) -> Int { section.lowerBound + TextResidue.blockBytes - blockText }

  /// Takes a token that does not stand for all that is there, or fills the block; it begins where the one before ends, or later.
  @inline(never)
  private func take(
    _ token: Int, _ bytes: Range<Int>, isIrregular: Bool, hasSpace: Bool, _ text: UnsafeBufferPointer<UInt8>
  ) throws {
    let gap = covered.upperBound..<bytes.lowerBound
    if gap.count != blanks || blanks == 1 && text[gap.lowerBound] != 0x20 {
      try literals(gap, text, tokens: taken + token)
    }
    if isIrregular || bytes.count > TextResidue.literalBytes {
      let first = bytes.prefix(TextResidue.literalBytes)
      literal(first.startIndex..<first.endIndex, replacesForm: true, text)
      blanks = hasSpace ? 1 : 0
      if first.endIndex < bytes.upperBound {
        try literals(first.endIndex..<bytes.upperBound, text, tokens: taken + token + 1)
      }
    } else {
      (covered, plain, blanks) = (covered.lowerBound..<bytes.upperBound, plain + 1, hasSpace ? 1 : 0)
    }
    try closeIfFull(text, tokens: taken + token + 1)
  }

  /// Ends the document.
  func endDocument(_ text: UnsafeBufferPointer<UInt8>) throws {
    // What the last token may stand for behind itself is not there at the end of a document.
    if covered.upperBound < text.count {
      try literals(covered.upperBound..<text.count, text, tokens: taken)
    }
    endSection(text, tokens: taken)
    try closeIfFull(text, tokens: taken)
  }

  /// Keeps what stands behind a token, or before the first, in place of what the token stands for.
  private func literals(_ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, tokens: Int) throws {
    var rest = range
    repeat {
      let end = min(rest.upperBound, rest.lowerBound + TextResidue.literalBytes)
      literal(rest.lowerBound..<end, replacesForm: false, text)
      rest = end..<rest.upperBound
      blanks = 0
      try closeIfFull(text, tokens: tokens)
    } while !rest.isEmpty
  }

  private func literal(_ range: Range<Int>, replacesForm: Bool, _ text: UnsafeBufferPointer<UInt8>) {
    writer.append(UnsafeBufferPointer(rebasing: text[range]), replacesForm: replacesForm, after: plain)
    section.literals += 1
    plain = 0
    covered = covered.lowerBound..<range.upperBound
  }

  /// Closes the block if it is full; a document that is open goes on in the next, `tokens` of its tokens being taken.
  private func closeIfFull(_ text: UnsafeBufferPointer<UInt8>, tokens: Int) throws {
    guard blockText + covered.count >= TextResidue.blockBytes || writer.count >= TextResidue.blockBytes else { return }
    endSection(text, tokens: tokens)
    try close()
  }

  private func endSection(_ text: UnsafeBufferPointer<UInt8>, tokens: Int) {
    section.textBytes = covered.count
    section.tokens = tokens - section.firstToken
    if section.tokens > 0 || section.literals > 0 { writer.append(section) }
    hasher.add(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[covered]))
    blockText += covered.count
    covered = covered.upperBound..<covered.upperBound
    section = ResidueSection(firstToken: tokens, blanks: blanks)
    plain = 0
  }

  /// Completes the last block.
  func close() throws {
    // A chunk may have no text.
    if blockText > 0 {
      finished.append(Block(start: start, bytes: blockText, packed: try writer.finish(hasher.finish())))
    }
    start += blockText
    blockText = 0
    writer.removeAll()
    hasher.reset()
  }

  /// Hands the complete blocks over.
  func take() -> [Block] {
    defer { finished = [] }
    return finished
  }
}
