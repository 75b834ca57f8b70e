/// A blob that is a bitmap, the lowest bits first.
extension CheckedBlob {
  /// A bit of a bitmap; its byte must have been loaded.
  @inline(__always)
  func bit(_ index: Int) -> Bool {
    base.load(fromByteOffset: index >> 3, as: UInt8.self) >> UInt8(truncatingIfNeeded: index & 7) & 1 != 0
  }

  /// The positions of all bits that are set; all bytes must have been loaded.
  func setBits() -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(count / 2)
    var byte = 0
    // The padding makes whole words of the last bytes.
    while byte < count {
      var word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: byte, as: UInt64.self))
      while word != 0 {
        result.append(UInt32(truncatingIfNeeded: byte * 8 + word.trailingZeroBitCount))
        word &= word - 1
      }
      byte += 8
    }
    return result
  }
}
