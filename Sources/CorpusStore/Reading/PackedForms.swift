import AnalyzerKit

/// The numbers of some tokens as a segment packs them: any one can be read alone, so that nothing need be unpacked.
///
/// It lives until its segment is read again.
@frozen
public struct PackedForms {
  @usableFromInline let base: UnsafeRawPointer
  @usableFromInline let firstBit: Int
  /// How many bits a number has.
  public let width: Int
  @usableFromInline let mask: UInt64

  /// The memory must reach 8 bytes beyond the last number's first byte.
  init(_ base: UnsafeRawPointer, firstBit: Int, width: Int) {
    self.base = base
    self.firstBit = firstBit
    self.width = width
    mask = (1 << UInt64(width)) - 1
  }

  /// The number of a token by its place among these, which must be there: it is not checked.
  @inlinable @inline(__always)
  public func number(at index: Int) -> UInt32 { number(atBit: bit(of: index)) }

  /// Where the number of a token begins; that of the next one is `width` further.
  @inlinable @inline(__always)
  public func bit(of index: Int) -> Int { firstBit &+ index &* width }

  /// The number that begins at a bit.
  @inlinable @inline(__always)
  public func number(atBit bit: Int) -> UInt32 {
    let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self))
    return UInt32(truncatingIfNeeded: (word &>> UInt64(truncatingIfNeeded: bit & 7)) & mask)
  }
}

extension SegmentReader {
  /// The word forms of a range of positions as they are packed.
  ///
  /// Numbers are below the number of forms unless the store is damaged in a way that its checksums do not show.
  public func packedForms(_ tokens: Range<Int>) throws(StoreError) -> PackedForms {
    try check(tokens)
    let (base, width) = try packedBytes(tokens, of: .word)
    return PackedForms(base, firstBit: tokens.lowerBound * width & 7, width: width)
  }
}
