/// Numbers of one fixed width, packed without gaps, the lowest bits first: any one can be read alone.
enum BitPacking {
  /// How many bits the numbers need, 1…32.
  static func width(of largest: UInt32) -> Int { max(1, 32 - largest.leadingZeroBitCount) }

  /// How many bytes `count` numbers take.
  static func bytes(_ count: Int, width: Int) -> Int { (count * width + 7) / 8 }

  /// Appends the numbers to the writer.
  static func pack(_ numbers: UnsafeBufferPointer<UInt32>, width: Int, into writer: inout ByteWriter) {
    // Whole words are stored, so there must be room for one more.
    writer.write(most: bytes(numbers.count, width: width) + 8) { start in
      var target = UnsafeMutableRawPointer(start)
      var held: UInt64 = 0
      var bits: UInt64 = 0
      let width = UInt64(truncatingIfNeeded: width)
      for number in numbers {
        held |= UInt64(number) &<< bits
        bits &+= width
        if bits >= 32 {
          target.storeBytes(of: UInt32(truncatingIfNeeded: held).littleEndian, as: UInt32.self)
          target += 4
          held = held &>> 32
          bits &-= 32
        }
      }
      target.storeBytes(of: held.littleEndian, as: UInt64.self)
      return (target + Int(bits &+ 7) / 8).assumingMemoryBound(to: UInt8.self)
    }
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
