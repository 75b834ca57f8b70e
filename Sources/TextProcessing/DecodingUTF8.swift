/// Strict UTF-8 over raw bytes (Unicode 15.0, section 3.9, table 3-7).
///
/// The one place of decoding that reads through raw pointers: every read is below `bytes.count`, which the
/// loops check before they read.
enum DecodingUTF8 {
  /// The bytes of U+FFFD.
  static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// Where the valid text that starts at `start` ends: the first byte of an invalid sequence, or the end.
  static func validEnd(of bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let count = bytes.count
    var index = start
    while index < count {
      index = asciiEnd(of: bytes, from: index)
      // Texts in other scripts have long runs without ASCII, so that going back to words each time would not pay.
      while index < count, bytes[index] >= 0x80 {
        let length = sequenceLength(of: bytes, at: index)
        if length < 0 { return index }
        index += length
      }
    }
    return count
  }

  /// The length of the sequence at `index`, or if it is invalid, minus the length of its maximal subpart.
  ///
  /// The maximal subpart is what one U+FFFD replaces (Unicode 15.0, section 3.9, "U+FFFD Substitution of
  /// Maximal Subparts"; the practice of the WHATWG decoder too).
  @inline(__always)
  static func sequenceLength(of bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
    let lead = bytes[index]
    let left = bytes.count - index
    if lead < 0x80 { return 1 }
    if lead < 0xC2 { return -1 }
    if lead < 0xE0 { return left > 1 && isContinuation(bytes[index + 1]) ? 2 : -1 }
    if lead > 0xF4 { return -1 }
    guard left > 1, isSecond(bytes[index + 1], after: lead) else { return -1 }
    guard left > 2, isContinuation(bytes[index + 2]) else { return -2 }
    if lead < 0xF0 { return 3 }
    return left > 3 && isContinuation(bytes[index + 3]) ? 4 : -3
  }

  /// The text with each maximal subpart of an invalid sequence replaced, and how many there were.
  ///
  /// `validEnd` is where the first invalid sequence starts. Linear in the bytes.
  static func repair(_ bytes: UnsafeRawBufferPointer, validEnd: Int) -> (bytes: [UInt8], replacements: Int) {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 16)
    var replacements = 0
    var start = 0
    var end = validEnd
    while true {
      output.append(contentsOf: bytes[start..<end])
      if end >= bytes.count { break }
      output.append(contentsOf: replacement)
      replacements += 1
      start = end + max(1, -sequenceLength(of: bytes, at: end))
      end = self.validEnd(of: bytes, from: start)
    }
    return (output, replacements)
  }

  /// How many of the last bytes may be the beginning of a character whose rest is still to come.
  static func incompleteEnd(of bytes: UnsafeRawBufferPointer) -> Int {
    for length in 1...3 where length <= bytes.count {
      let lead = bytes[bytes.count - length]
      if isContinuation(lead) { continue }
      let isCut = (0xC2...0xF4).contains(lead) && sequenceLength(of: bytes, at: bytes.count - length) == -length
      return isCut ? length : 0
    }
    return 0
  }

  /// How many valid characters of several bytes there are, how many of these have three or four, and how many invalid sequences.
  static func count(of bytes: UnsafeRawBufferPointer) -> (valid: Int, long: Int, invalid: Int) {
    var count = (valid: 0, long: 0, invalid: 0)
    var index = asciiEnd(of: bytes, from: 0)
    while index < bytes.count {
      let length = sequenceLength(of: bytes, at: index)
      if length < 0 { count.invalid += 1 } else { count.valid += 1 }
      if length > 2 { count.long += 1 }
      index = asciiEnd(of: bytes, from: index + abs(length))
    }
    return count
  }

  /// Where the ASCII that starts at `start` ends.
  @inline(__always)
  static func asciiEnd(of bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let high: UInt64 = 0x8080_8080_8080_8080
    var index = start
    while bytes.count - index >= 32 {
      let first = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let second = bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
      let third = bytes.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self)
      let fourth = bytes.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self)
      if (first | second | third | fourth) & high != 0 { break }
      index += 32
    }
    while bytes.count - index >= 8 {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) & high
      if word != 0 { return index + word.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    return index
  }

  @inline(__always)
  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// Whether a byte may come second: not overlong, no surrogate, not above U+10FFFF.
  @inline(__always)
  private static func isSecond(_ byte: UInt8, after lead: UInt8) -> Bool {
    switch lead {
    case 0xE0: byte >= 0xA0 && byte <= 0xBF
    case 0xED: byte >= 0x80 && byte <= 0x9F
    case 0xF0: byte >= 0x90 && byte <= 0xBF
    case 0xF4: byte >= 0x80 && byte <= 0x8F
    default: isContinuation(byte)
    }
  }
}

extension [UInt8] {
  /// Appends a code point as UTF-8; anything that is no Unicode scalar value becomes U+FFFD, and false is returned.
  @inline(__always)
  mutating func appendUTF8(_ code: UInt32) -> Bool {
    if code < 0x80 {
      append(UInt8(truncatingIfNeeded: code))
    } else if code < 0x800 {
      append(UInt8(truncatingIfNeeded: 0xC0 | code >> 6))
      append(UInt8(truncatingIfNeeded: 0x80 | code & 0x3F))
    } else if code < 0x10000 {
      if code >= 0xD800, code < 0xE000 {
        append(contentsOf: DecodingUTF8.replacement)
        return false
      }
      append(UInt8(truncatingIfNeeded: 0xE0 | code >> 12))
      append(UInt8(truncatingIfNeeded: 0x80 | code >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | code & 0x3F))
    } else if code < 0x110000 {
      append(UInt8(truncatingIfNeeded: 0xF0 | code >> 18))
      append(UInt8(truncatingIfNeeded: 0x80 | code >> 12 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | code >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | code & 0x3F))
    } else {
      append(contentsOf: DecodingUTF8.replacement)
      return false
    }
    return true
  }
}
