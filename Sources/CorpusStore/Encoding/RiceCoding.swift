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
    // Each takes a bit at least.
    guard count >= 0, count <= tokens, count <= (end - start) * 8 else { return false }
    let first = positions.count
    positions.append(contentsOf: repeatElement(0, count: count))
    return positions.withUnsafeMutableBufferPointer { all in
      decode(
        base, start * 8, end * 8, parameter: parameter(count: count, tokens: tokens), tokens: tokens,
        into: UnsafeMutableBufferPointer(rebasing: all[first...]))
    }
  }

  private static func decode(
    _ base: UnsafeRawPointer, _ start: Int, _ end: Int, parameter: Int, tokens: Int,
    into positions: UnsafeMutableBufferPointer<UInt32>
  ) -> Bool {
    let mask = (UInt64(1) << UInt64(parameter)) - 1
    var bit = start
    var next = 0
    for index in positions.indices {
      var word = self.word(base, bit)
      var quotient = word.trailingZeroBitCount
      if quotient <= 24 {
        // At most 24 + 1 + 31 bits, and 57 are there.
        word = word &>> UInt64(truncatingIfNeeded: quotient &+ 1)
        bit &+= quotient &+ 1 &+ parameter
      } else {
        quotient = 0
        while true {
          guard bit < end else { return false }
          let (zeros, available) = (self.word(base, bit).trailingZeroBitCount, 64 - (bit & 7))
          if zeros < available {
            quotient += zeros
            bit += zeros + 1
            break
          }
          quotient += available
          bit += available
        }
        guard bit <= end else { return false }
        word = self.word(base, bit)
        bit += parameter
      }
      guard bit <= end, quotient <= tokens else { return false }
      next &+= (quotient << parameter) | Int(truncatingIfNeeded: word & mask)
      guard next < tokens else { return false }
      positions[index] = UInt32(truncatingIfNeeded: next)
      next &+= 1
    }
    return true
  }

  /// The bits from one on: 57 or more.
  @inline(__always)
  private static func word(_ base: UnsafeRawPointer, _ bit: Int) -> UInt64 {
    UInt64(littleEndian: base.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self))
      &>> UInt64(truncatingIfNeeded: bit & 7)
  }
}
