/// Tells UTF-16 and UTF-32 without a byte order mark by the look of the first bytes.
enum DecodingUnmarked {
  /// The encoding that the beginning of a text looks like; nil for all others.
  ///
  /// Looks at `TextDecoder.headLength` bytes at most.
  static func encoding(of bytes: ArraySlice<UInt8>) -> TextEncoding? {
    let start = bytes.prefix(TextDecoder.headLength)
    // What all of them need, and hardly any other text has.
    guard leastByte(of: start) < lowBytes else { return nil }
    let head = Array(start)
    if let order = order32(head) { return order ? .utf32BE : .utf32LE }
    if let order = DecodingUTF16.guessedOrder(head[...]) { return order ? .utf16BE : .utf16LE }
    if let order = orderOfIdeographs(head) { return order ? .utf16BE : .utf16LE }
    return nil
  }

  /// Bytes below are the sign of such a text: NUL, and half of ideographic punctuation.
  private static let lowBytes: UInt8 = 0x09

  /// The least byte; 255 where there is none.
  private static func leastByte(of bytes: ArraySlice<UInt8>) -> UInt8 {
    bytes.withUnsafeBufferPointer { bytes in
      var least = UInt8.max
      for byte in bytes { least = min(least, byte) }
      return least
    }
  }

  /// The order of text in UTF-32: true for big endian.
  ///
  /// Every unit must be a scalar value other than NUL: in no other encoding does every fourth byte of a text stay 0.
  private static func order32(_ head: [UInt8]) -> Bool? {
    let units = head.count / 4
    guard units >= 2, head[0] == 0 || head[3] == 0 else { return nil }
    let isBigEndian = head[0] == 0
    for unit in 0..<units {
      let bytes = head[(unit * 4)..<(unit * 4 + 4)]
      let code = (isBigEndian ? Array(bytes) : bytes.reversed()).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if code == 0 || Unicode.Scalar(code) == nil { return nil }
    }
    return isBigEndian
  }

  /// The order of Chinese, Japanese or Korean text in UTF-16, which hardly has a byte 0: true for big endian.
  ///
  /// Nine in ten units must be of these scripts or ASCII, and one byte in a hundred below 09, as half of the ideographic
  /// punctuation, blanks and line ends have it; no text in a legacy encoding has such bytes. These marks tell the order.
  private static func orderOfIdeographs(_ head: [UInt8]) -> Bool? {
    let units = head.count / 2
    let low = head.count { $0 < lowBytes }
    guard units >= 8, low > 0, low * 100 >= head.count else { return nil }
    var fits = (little: 0, big: 0)
    var marks = (little: 0, big: 0)
    for unit in 0..<units {
      let little = UInt16(head[unit * 2 + 1]) << 8 | UInt16(head[unit * 2])
      if isOfScript(little) { fits.little += 1 }
      if isOfScript(little.byteSwapped) { fits.big += 1 }
      if isMark(little) { marks.little += 1 }
      if isMark(little.byteSwapped) { marks.big += 1 }
    }
    guard marks.little != marks.big else { return nil }
    let isBigEndian = marks.big > marks.little
    return (isBigEndian ? fits.big : fits.little) * 10 >= units * 9 ? isBigEndian : nil
  }

  /// Line feed, blank, ideographic comma and full stop, full-width comma.
  private static func isMark(_ unit: UInt16) -> Bool {
    unit == 0x000A || unit == 0x0020 || unit == 0x3001 || unit == 0x3002 || unit == 0xFF0C
  }

  private static func isOfScript(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x2010...0x2027, 0x3000...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3,
      0xFF00...0xFFEF:
      true
    default: false
    }
  }
}
