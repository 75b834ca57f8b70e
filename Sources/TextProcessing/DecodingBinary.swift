extension TextDecoder {
  /// How much of a file's beginning is looked at to tell text from other data, in bytes.
  public static let headLength = 8192

  /// Whether the beginning of a file looks like anything but text.
  ///
  /// Text is what starts with a byte order mark, looks like UTF-16, or holds hardly a control: of C0 controls other
  /// than tab, line ends, backspace, escape and substitute, NUL among them, at most three, or one in 32 bytes.
  /// The known signatures of PDF, archives and compressed files are told too, however short the file. Looks at
  /// `headLength` bytes at most.
  public func looksBinary(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(Self.headLength)
    if byteOrderMark(of: head) != nil { return false }
    if Self.signature(of: head) != nil { return true }
    if encoding?.isWide == true || DecodingUnmarked.encoding(of: head) != nil { return false }
    let controls = head.withUnsafeBufferPointer(Self.controls)
    return controls > 3 && controls * 32 > head.count
  }

  /// What a file is by its first bytes, where they are a known signature of data that is no text: `a PDF document`.
  public static func signature(of bytes: ArraySlice<UInt8>) -> String? {
    signatures.first { bytes.starts(with: $0.start) }?.name
  }

  /// The controls that text has, a bit each.
  private static let textControls: UInt32 = 0x3F << 0x08 | 0x03 << 0x1A

  /// How many controls there are that text does not have; eight bytes without any control are passed over together.
  private static func controls(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    let (high, ones) = (0x8080_8080_8080_8080 as UInt64, 0x0101_0101_0101_0101 as UInt64)
    var (count, index) = (0, 0)
    while index < bytes.count {
      if bytes.count - index >= 8 {
        let eight = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        // Taking 0x20 away sets the highest bit of what is less: of others only behind such a one.
        if (eight &- ones &* 0x20) & ~eight & high == 0 {
          index += 8
          continue
        }
      }
      let end = min(index + 8, bytes.count)
      for byte in bytes[index..<end] where byte < 0x20 && textControls &>> UInt32(byte) & 1 == 0 { count += 1 }
      index = end
    }
    return count
  }

  private static let signatures: [(start: [UInt8], name: String)] = [
    (Array("%PDF-".utf8), "a PDF document"),
    ([0x50, 0x4B, 0x03, 0x04], "a zip archive, or a document kept as one (docx, odt, epub)"),
    ([0x1F, 0x8B, 0x08], "a gzip file"),
    (Array("BZh".utf8) + [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], "a bzip2 file"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz file"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a zstd file"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Office document"),
    (Array("SQLite format 3".utf8) + [0], "an SQLite database"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
  ]
}
