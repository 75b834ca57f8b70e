/// Tells UTF-16 and UTF-32 without a byte order mark by the look of the first bytes.
enum DecodingUnmarked {
  /// The encoding that the beginning of a text looks like; nil for all others.
  ///
  /// Looks at `TextDecoder.headLength` bytes at most.
  static func encoding(of bytes: ArraySlice<UInt8>) -> TextEncoding? {
    let head = Array(bytes.prefix(TextDecoder.headLength))
    if let order = order32(head) { return order ? .utf32BE : .utf32LE }
    if let order = DecodingUTF16.guessedOrder(head[...]) { return order ? .utf16BE : .utf16LE }
    if let order = orderOfIdeographs(head) { return order ? .utf16BE : .utf16LE }
    return nil
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
  /// Nine in ten units must be of these scripts or ASCII, no surrogate unpaired among them, and one byte in a hundred below 09,
  /// as half of the ideographic punctuation has it; no text in a legacy encoding has such bytes.
  private static func orderOfIdeographs(_ head: [UInt8]) -> Bool? {
    let units = head.count / 2
    let low = head.count { $0 < 0x09 }
    guard units >= 8, low > 0, low * 100 >= head.count else { return nil }
    let fits = [false, true].map { isBigEndian in
      (0..<units).count { unit in
        let pair = (UInt16(head[unit * 2]), UInt16(head[unit * 2 + 1]))
        return isOfScript(isBigEndian ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0)
      }
    }
    let best = max(fits[0], fits[1])
    guard best * 10 >= units * 9, min(fits[0], fits[1]) * 2 < best else { return nil }
    return fits[1] > fits[0]
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
