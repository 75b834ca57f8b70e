import AnalyzerKit

/// Where sentences start in a segment, as a bit a token, with sums that make counting quick.
///
/// It belongs to its reader and thread.
public final class SentenceMarks {
  private let bits: CheckedBlob
  private let tokens: Int
  /// How many sentences start before each block of 512 tokens.
  private let before: [UInt32]

  private static let blockTokens = 512

  /// Takes the bits of a segment; all of them must have been loaded.
  init(_ bits: CheckedBlob, tokens: Int) {
    self.bits = bits
    self.tokens = tokens
    var before: [UInt32] = []
    var sum = 0
    for block in 0...(tokens / SentenceMarks.blockTokens) {
      before.append(UInt32(truncatingIfNeeded: sum))
      let start = block * SentenceMarks.blockTokens
      for word in stride(from: start, to: min(start + SentenceMarks.blockTokens, tokens), by: 64) {
        sum += SentenceMarks.word(bits, word, below: tokens).nonzeroBitCount
      }
    }
    self.before = before
  }

  /// The bits of 64 tokens from one that is a multiple of 64 on; those from `limit` on are 0.
  private static func word(_ bits: CheckedBlob, _ token: Int, below limit: Int) -> UInt64 {
    // The padding makes whole words of the last bytes.
    let word = UInt64(littleEndian: bits.base.loadUnaligned(fromByteOffset: token >> 3, as: UInt64.self))
    let inside = limit - token
    return inside >= 64 ? word : inside <= 0 ? 0 : word & ((1 << UInt64(inside)) - 1)
  }

  /// How many sentences start before a position.
  public func count(before position: Int) -> Int {
    let end = min(max(position, 0), tokens)
    let block = end / SentenceMarks.blockTokens
    var sum = Int(before[block])
    for token in stride(from: block * SentenceMarks.blockTokens, to: end, by: 64) {
      sum += SentenceMarks.word(bits, token, below: end).nonzeroBitCount
    }
    return sum
  }

  /// Appends the positions in a range at which sentences start, ascending, each with a shift added.
  public func appendStarts(in range: Range<Int>, shiftedBy shift: Int, to starts: inout GrowingBuffer<Int>) {
    let end = min(range.upperBound, tokens)
    var token = max(range.lowerBound, 0) & ~63
    while token < end {
      var word = SentenceMarks.word(bits, token, below: end)
      if token < range.lowerBound { word &= ~((1 << UInt64(range.lowerBound - token)) - 1) }
      if word != 0 {
        let base = token + shift
        starts.append(count: word.nonzeroBitCount) { (target: UnsafeMutableBufferPointer<Int>) in
          for index in target.indices {
            target[index] = base &+ word.trailingZeroBitCount
            word &= word &- 1
          }
        }
      }
      token += 64
    }
  }

  /// The first position from one on at which a sentence starts; nil when there is none.
  public func firstStart(notBefore position: Int) -> Int? {
    let from = max(position, 0)
    var token = from & ~63
    while token < tokens {
      var word = SentenceMarks.word(bits, token, below: tokens)
      if token < from { word &= ~((1 << UInt64(from - token)) - 1) }
      if word != 0 { return token + word.trailingZeroBitCount }
      token += 64
    }
    return nil
  }
}
