/// UTF-32 of either byte order; read only where a byte order mark says so.
enum DecodingUTF32 {
  /// The text as UTF-8, and how many units that are no scalar value, or cut off, became U+FFFD.
  static func decode(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> (bytes: [UInt8], replacements: Int) {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count / 4 + bytes.count / 8)
    var replacements = 0
    var code: UInt32 = 0
    var held: UInt32 = 0
    for byte in bytes {
      code = isBigEndian ? code << 8 | UInt32(byte) : code | UInt32(byte) << (held * 8)
      held += 1
      if held == 4 {
        if !output.appendUTF8(code) { replacements += 1 }
        (code, held) = (0, 0)
      }
    }
    if held > 0 {
      output.append(contentsOf: DecodingUTF8.replacement)
      replacements += 1
    }
    return (output, replacements)
  }
}
