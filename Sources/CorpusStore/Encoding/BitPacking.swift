/// Numbers of one fixed width, packed without gaps, the lowest bits first: any one can be read alone.
enum BitPacking {
  /// How many bits the numbers need, 1…32.
  static func width(of largest: UInt32) -> Int { max(1, 32 - largest.leadingZeroBitCount) }

  /// How many bytes `count` numbers take.
  static func bytes(_ count: Int, width: Int) -> Int { (count * width + 7) / 8 }

  /// Appends the numbers to the writer.
  static func pack(_ numbers: UnsafeBufferPointer<UInt32>, width: Int, into writer: inout ByteWriter) {
    var held: UInt64 = 0
    var bits = 0
    for number in numbers {
      held |= UInt64(number) << UInt64(bits)
      bits += width
      if bits >= 32 {
        writer.low(held, bytes: 4)
        held >>= 32
        bits -= 32
      }
    }
    if bits > 0 { writer.low(held, bytes: (bits + 7) / 8) }
  }

  /// Reads `count` numbers from a bit on.
  ///
  /// The memory must reach 8 bytes beyond the last number's first byte.
  @inline(__always)
  static func unpack(
    _ base: UnsafeRawPointer, fromBit first: Int, count: Int, width: Int, into target: UnsafeMutablePointer<UInt32>
  ) {
    let mask: UInt64 = (1 << UInt64(width)) - 1
    var bit = first
    for index in 0..<count {
      let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self))
      target[index] = UInt32(truncatingIfNeeded: (word &>> UInt64(truncatingIfNeeded: bit & 7)) & mask)
      bit = bit &+ width
    }
  }
}
