/// UTF-16 of either byte order.
enum DecodingUTF16 {
  /// The text as UTF-8, and how many unpaired surrogates and odd last bytes became U+FFFD.
  static func decode(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> (bytes: [UInt8], replacements: Int) {
    bytes.withUnsafeBytes { decode($0, isBigEndian: isBigEndian) }
  }

  private static func decode(
    _ bytes: UnsafeRawBufferPointer, isBigEndian: Bool
  ) -> (bytes: [UInt8], replacements: Int) {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count / 2 + bytes.count / 8)
    var replacements = 0
    var index = 0
    while index + 1 < bytes.count {
      let unit = UInt32(self.unit(of: bytes, at: index, isBigEndian: isBigEndian))
      index += 2
      var code = unit
      if unit & 0xFC00 == 0xD800, index + 1 < bytes.count {
        let low = UInt32(self.unit(of: bytes, at: index, isBigEndian: isBigEndian))
        if low & 0xFC00 == 0xDC00 {
          code = 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
          index += 2
        }
      }
      if !output.appendUTF8(code) { replacements += 1 }
    }
    if index < bytes.count {
      output.append(contentsOf: DecodingUTF8.replacement)
      replacements += 1
    }
    return (output, replacements)
  }

  /// How many of the last bytes may be the beginning of a character whose rest is still to come.
  static func incompleteEnd(of bytes: [UInt8], isBigEndian: Bool) -> Int {
    let odd = bytes.count & 1
    guard bytes.count >= 2 else { return odd }
    let high = bytes[bytes.count - odd - (isBigEndian ? 2 : 1)]
    return high & 0xFC == 0xD8 ? odd + 2 : odd
  }

  @inline(__always)
  private static func unit(of bytes: UnsafeRawBufferPointer, at index: Int, isBigEndian: Bool) -> UInt16 {
    let first = UInt16(bytes[index])
    let second = UInt16(bytes[index + 1])
    return isBigEndian ? first << 8 | second : second << 8 | first
  }

  /// The byte order of text that looks like UTF-16 without a byte order mark: true for big endian; nil if it does not.
  ///
  /// In scripts that use spaces and line ends, the high bytes of many units are zero while hardly any low byte is.
  /// At least two units and one in sixteen must have a zero high byte, at most a sixteenth as many a zero low
  /// byte. Read as UTF-16, seven in eight characters must be of an alphabet (below U+2100: other text with
  /// a few NULs is told apart by that), none an unpaired surrogate and hardly one a control (numbers of 16 bits in
  /// binary files are). Chinese and Japanese without a mark need the user's word. Looks at
  /// `TextDecoder.headLength` bytes at most.
  static func guessedOrder(_ bytes: ArraySlice<UInt8>) -> Bool? {
    let head = bytes.prefix(TextDecoder.headLength)
    guard head.contains(0) else { return nil }
    var zeros = (even: 0, odd: 0)
    var isEven = true
    for byte in head {
      if byte == 0 { if isEven { zeros.even += 1 } else { zeros.odd += 1 } }
      isEven.toggle()
    }
    let isBigEndian = zeros.even > zeros.odd
    let (high, low) = isBigEndian ? (zeros.even, zeros.odd) : (zeros.odd, zeros.even)
    let units = head.count / 2
    guard high >= 2, high * 16 >= units, low * 16 <= high else { return nil }
    return isPlausible(head, units: units, isBigEndian: isBigEndian) ? isBigEndian : nil
  }

  private static func isPlausible(_ head: ArraySlice<UInt8>, units: Int, isBigEndian: Bool) -> Bool {
    head.withUnsafeBytes { bytes in
      var controls = 0
      var letters = 0
      var pending = false
      for index in 0..<units {
        let unit = self.unit(of: bytes, at: index * 2, isBigEndian: isBigEndian)
        let isLow = unit & 0xFC00 == 0xDC00
        if isLow != pending { return false }
        pending = unit & 0xFC00 == 0xD800
        if unit < 0x20, unit != 0x09, unit != 0x0A, unit != 0x0C, unit != 0x0D { controls += 1 }
        if unit < 0x2100 { letters += 1 }
      }
      return controls * 32 <= units && letters * 8 >= units * 7
    }
  }
}
