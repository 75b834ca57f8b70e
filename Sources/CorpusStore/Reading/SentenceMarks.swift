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
    var before: [UInt32] = [0]
    before.reserveCapacity(tokens / SentenceMarks.blockTokens + 1)
    var sum = 0
    for block in 0..<tokens / SentenceMarks.blockTokens {
      sum += SentenceMarks.ones(bits.base + block * SentenceMarks.blockTokens / 8)
      before.append(UInt32(truncatingIfNeeded: sum))
    }
    self.before = before
  }

  /// How many bits of a block are 1.
  ///
  /// Byte by byte for all its words first, since each byte has at most 64, and only then in all: not every processor counts bits itself.
  @inline(__always)
  private static func ones(_ block: UnsafeRawPointer) -> Int {
    var bytes: UInt64 = 0
    for offset in stride(from: 0, to: blockTokens / 8, by: 8) {
      var word = block.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      word &-= word &>> 1 & 0x5555_5555_5555_5555
      word = word & 0x3333_3333_3333_3333 &+ word &>> 2 & 0x3333_3333_3333_3333
      bytes &+= (word &+ word &>> 4) & 0x0F0F_0F0F_0F0F_0F0F
    }
    let pairs = (bytes & 0x00FF_00FF_00FF_00FF) &+ (bytes &>> 8 & 0x00FF_00FF_00FF_00FF)
    return Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) &>> 48)
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
