import TextProcessing

/// Hashes the paragraphs of a document while it is cut into tokens, so that those that recur can be counted.
///
/// A paragraph is its forms in their order: spaces, line ends and where pieces were cut make no difference.
struct ParagraphDigests {
  /// An odd number without pattern, the base of the polynomial that a paragraph's forms are the coefficients of.
  private static let base: UInt64 = 0xD6E8_FEB8_6659_FD93
  private static let (base2, base3, base4) = (base &* base, base &* base &* base, base &* base &* base &* base)
  /// A paragraph of fewer tokens is a mark or a rule, not text.
  private static let leastTokens = 3

  private var digest: UInt64 = 0
  private var tokens = 0
  private var start = 0
  private var end = 0

  /// Takes the tokens of a piece, with the hash of each one's form.
  mutating func add(
    _ piece: TokenBuffer, hashes: UnsafePointer<UInt64>, of text: UnsafeBufferPointer<UInt8>, to batch: ParagraphBatch
  ) {
    var from = 0
    for next in piece.paragraphStarts {
      extend(hashes, piece, from..<next)
      close(text, to: batch)
      from = next
    }
    extend(hashes, piece, from..<piece.count)
  }

  /// Ends the document.
  mutating func endDocument(_ text: UnsafeBufferPointer<UInt8>, to batch: ParagraphBatch) {
    close(text, to: batch)
    batch.documents += 1
  }

  @inline(__always)
  private mutating func extend(_ hashes: UnsafePointer<UInt64>, _ piece: TokenBuffer, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    if tokens == 0 { start = piece.starts[range.lowerBound] }
    end = piece.ends[range.upperBound - 1]
    tokens += range.count
    let (base, base2, base3) = (ParagraphDigests.base, ParagraphDigests.base2, ParagraphDigests.base3)
    let base4 = ParagraphDigests.base4
    var sum = digest
    var index = range.lowerBound
    // Four at once, as each product would else wait for the one before.
    while index &+ 4 <= range.upperBound {
      let first = hashes[index] &* base3 &+ hashes[index &+ 1] &* base2
      sum = sum &* base4 &+ (first &+ (hashes[index &+ 2] &* base &+ hashes[index &+ 3]))
      index &+= 4
    }
    while index < range.upperBound {
      sum = sum &* base &+ hashes[index]
      index &+= 1
    }
    digest = sum
  }

  private mutating func close(_ text: UnsafeBufferPointer<UInt8>, to batch: ParagraphBatch) {
    if tokens >= ParagraphDigests.leastTokens {
      batch.append(digest, UnsafeBufferPointer(rebasing: text[start..<end]))
    }
    digest = 0
    tokens = 0
  }
}
