/// Reads code points from bytes that should be UTF-8; wrong bytes give U+FFFD, one byte at a time, never a trap.
enum UTF8Reader {
  /// The code point that starts at `at` (less than `end`), and where the next one starts.
  @inline(__always)
  static func decode(_ bytes: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> (scalar: UInt32, next: Int) {
    let first = bytes[at]
    if first < 0x80 { return (UInt32(first), at + 1) }
    if first >= 0xC2, first < 0xE0, at + 1 < end {
      return (UInt32(first & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F), at + 2)
    }
    if first >= 0xE0, first < 0xF0, at + 2 < end {
      let middle = UInt32(bytes[at + 1] & 0x3F) << 6
      return (UInt32(first & 0x0F) << 12 | middle | UInt32(bytes[at + 2] & 0x3F), at + 3)
    }
    if first >= 0xF0, first < 0xF5, at + 3 < end {
      let high = UInt32(first & 0x07) << 18 | UInt32(bytes[at + 1] & 0x3F) << 12
      return (high | UInt32(bytes[at + 2] & 0x3F) << 6 | UInt32(bytes[at + 3] & 0x3F), at + 4)
    }
    return (0xFFFD, at + 1)
  }

  /// The code point that ends before `at` (more than `start`), and where it starts.
  @inline(__always)
  static func decodeBackward(
    _ bytes: UnsafePointer<UInt8>, _ at: Int, _ start: Int
  ) -> (scalar: UInt32, first: Int) {
    var first = at - 1
    while first > start, at - first < 4, bytes[first] & 0xC0 == 0x80 { first -= 1 }
    let (scalar, next) = decode(bytes, first, at)
    return next == at ? (scalar, first) : (0xFFFD, at - 1)
  }

  /// Whether all bytes are ASCII.
  @inline(__always)
  static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = bytes.baseAddress else { return true }
    var all: UInt64 = 0
    var at = 0
    while at &+ 8 <= bytes.count {
      all |= UnsafeRawPointer(start).loadUnaligned(fromByteOffset: at, as: UInt64.self)
      at &+= 8
    }
    while at < bytes.count {
      all |= UInt64(start[at])
      at &+= 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }

  /// Whether any of the bytes, all of which are ASCII, is in a range of ASCII.
  @inline(__always)
  static func hasASCII(_ bytes: UnsafeBufferPointer<UInt8>, from first: UInt8, to last: UInt8) -> Bool {
    guard let start = bytes.baseAddress else { return false }
    // Added to a byte below 0x80, they set its highest bit from `first` on, and from behind `last` on.
    let ones: UInt64 = 0x0101_0101_0101_0101
    let (reached, passed) = (ones &* UInt64(0x80 &- first), ones &* UInt64(0x7F &- last))
    var found: UInt64 = 0
    var at = 0
    while at &+ 8 <= bytes.count {
      let eight = UnsafeRawPointer(start).loadUnaligned(fromByteOffset: at, as: UInt64.self)
      found |= (eight &+ reached) & ~(eight &+ passed)
      at &+= 8
    }
    while at < bytes.count {
      let one = UInt64(start[at])
      found |= (one &+ reached) & ~(one &+ passed) & 0x80
      at &+= 1
    }
    return found & 0x8080_8080_8080_8080 != 0
  }
}
