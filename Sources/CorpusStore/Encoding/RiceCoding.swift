/// Ascending positions as Rice-coded gaps: about a quarter smaller than bytes of seven bits.
///
/// A gap (less one) is written as its quotient by 2^k in unary (zeros and a one) and its remainder in k bits, the lowest bits first.
/// The parameter k is not stored: it follows from how many positions there are in how many tokens, as about log2(0.69 · mean gap), which
/// is the best for gaps of a geometric distribution (Golomb 1966, Rice 1979).
enum RiceCoding {
  /// The parameter for `count` positions among `tokens`.
  static func parameter(count: Int, tokens: Int) -> Int {
    let mean = tokens * 11 / (16 * max(count, 1))
    return mean < 1 ? 0 : min(31, Int.bitWidth - 1 - mean.leadingZeroBitCount)
  }

  /// Appends the positions, ascending without repetition, ending on a whole byte.
  static func encode(_ positions: UnsafeBufferPointer<UInt32>, tokens: Int, into writer: inout ByteWriter) {
    guard let last = positions.last else { return }
    let parameter = UInt64(parameter(count: positions.count, tokens: tokens))
    let mask = (UInt64(1) &<< parameter) &- 1
    // The quotients' sum is not above the quotient of the sum; whole words are stored, so there must be room for one more.
    let bits = positions.count * (1 + Int(parameter)) + Int(UInt64(last) >> parameter)
    writer.write(most: bits / 8 + 16) { start in
      var target = UnsafeMutableRawPointer(start)
      var held: UInt64 = 0
      // Below 8 before each number.
      var bits: UInt64 = 0
      var next: UInt32 = 0
      for position in positions {
        let gap = UInt64(position &- next)
        next = position &+ 1
        var zeros = gap &>> parameter
        while zeros > 24 {
          bits &+= 24
          zeros &-= 24
          flush(&held, &bits, &target)
        }
        // At most 7 + 24 + 1 + 31 bits.
        held |= ((gap & mask) &<< 1 | 1) &<< (bits &+ zeros)
        bits &+= zeros &+ 1 &+ parameter
        flush(&held, &bits, &target)
      }
      if bits > 0 {
        target.storeBytes(of: UInt8(truncatingIfNeeded: held), as: UInt8.self)
        target += 1
      }
      return target.assumingMemoryBound(to: UInt8.self)
    }
  }

  /// Writes the whole bytes of what is held.
  @inline(__always)
  private static func flush(_ held: inout UInt64, _ bits: inout UInt64, _ target: inout UnsafeMutableRawPointer) {
    target.storeBytes(of: held.littleEndian, as: UInt64.self)
    target += Int(truncatingIfNeeded: bits &>> 3)
    held = held &>> (bits & ~7)
    bits &= 7
  }

  /// Appends `count` positions that stand in the bytes `start..<end`; false when the bytes are not such a list.
  ///
  /// The memory must reach 16 bytes beyond `end`.
  static func decode(
    _ base: UnsafeRawPointer, _ start: Int, _ end: Int, count: Int, tokens: Int, into positions: inout [UInt32]
  ) -> Bool {
    let parameter = parameter(count: count, tokens: tokens)
    let mask = (UInt64(1) << UInt64(parameter)) - 1
    var bit = start * 8
    let endBit = end * 8
    var next = 0
    positions.reserveCapacity(positions.count + min(count, tokens))
    for _ in 0..<count {
      var quotient = 0
      while true {
        guard bit < endBit else { return false }
        let word =
          UInt64(littleEndian: base.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self)) >> UInt64(bit & 7)
        let available = 64 - (bit & 7)
        let zeros = word.trailingZeroBitCount
        if zeros < available {
          quotient += zeros
          bit += zeros + 1
          break
        }
        quotient += available
        bit += available
      }
      let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self)) >> UInt64(bit & 7)
      bit += parameter
      guard bit <= endBit, quotient <= tokens else { return false }
      next += (quotient << parameter) | Int(word & mask)
      guard next < tokens else { return false }
      positions.append(UInt32(truncatingIfNeeded: next))
      next += 1
    }
    return true
  }
}
