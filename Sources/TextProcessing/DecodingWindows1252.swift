/// Windows-1252 as the WHATWG Encoding Standard has it: every byte is a character.
enum DecodingWindows1252 {
  /// The text as UTF-8.
  static func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 16)
    for byte in bytes {
      if byte < 0x80 {
        output.append(byte)
      } else if byte < 0xA0 {
        _ = output.appendUTF8(special[Int(byte) - 0x80])
      } else {
        _ = output.appendUTF8(UInt32(byte))
      }
    }
    return output
  }

  /// The characters of bytes 80…9F (WHATWG index windows-1252); the five without a character are C1 controls.
  private static let special: [UInt32] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
    0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x009D, 0x017E, 0x0178,
  ]
}
