/// Makes valid UTF-8 of the bytes of a file, and says how.
///
/// A byte order mark decides; then UTF-16 where the bytes look like it; then strict UTF-8; then the user's word. Where
/// there is none, the text is taken as UTF-8, and each maximal subpart of an invalid sequence becomes U+FFFD
/// and is counted.
public struct TextDecoder: Sendable {
  /// The user's word, for text without a byte order mark that is not valid UTF-8.
  public var encoding: TextEncoding?

  /// A decoder that follows the user's word where the bytes do not tell.
  public init(encoding: TextEncoding? = nil) {
    self.encoding = encoding
  }

  /// The text as UTF-8.
  ///
  /// Linear; valid UTF-8 is not copied, only checked, at more than 1 GB a second.
  public func decode(_ bytes: [UInt8]) -> DecodedText {
    if let mark = byteOrderMark(of: bytes.prefix(4)) { return decode(bytes, after: mark) }
    if let text = decodeUnmarkedUTF16(bytes) { return text }
    let validEnd = bytes.withUnsafeBytes { DecodingUTF8.validEnd(of: $0, from: 0) }
    if validEnd == bytes.count { return DecodedText(bytes: bytes) }
    switch encoding {
    case .windows1252:
      return DecodedText(
        bytes: DecodingWindows1252.decode(bytes[...]), encoding: TextEncoding.windows1252.rawValue)
    case .utf16, .utf16LE, .utf16BE:
      return decodeUTF16(bytes[...], isBigEndian: encoding == .utf16BE, isGuessed: false)
    case .utf8, nil:
      let repaired = bytes.withUnsafeBytes { DecodingUTF8.repair($0, validEnd: validEnd) }
      return DecodedText(bytes: repaired.bytes, replacements: repaired.replacements)
    }
  }

  /// A byte order mark: the encoding it stands for.
  enum ByteOrderMark {
    case utf8, utf16LE, utf16BE, utf32LE, utf32BE

    var length: Int {
      switch self {
      case .utf8: 3
      case .utf16LE, .utf16BE: 2
      case .utf32LE, .utf32BE: 4
      }
    }
  }

  /// The mark that the bytes start with.
  ///
  /// FF FE 00 00 is UTF-32, as no text starts with a NUL in UTF-16.
  func byteOrderMark(of bytes: ArraySlice<UInt8>) -> ByteOrderMark? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if bytes.starts(with: [0xFF, 0xFE, 0x00, 0x00]) { return .utf32LE }
    if bytes.starts(with: [0x00, 0x00, 0xFE, 0xFF]) { return .utf32BE }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LE }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BE }
    return nil
  }

  private func decode(_ bytes: [UInt8], after mark: ByteOrderMark) -> DecodedText {
    if mark == .utf8 {
      let rest = Array(bytes.dropFirst(mark.length))
      let validEnd = rest.withUnsafeBytes { DecodingUTF8.validEnd(of: $0, from: 0) }
      if validEnd == rest.count { return DecodedText(bytes: rest, encoding: "utf-8-bom") }
      let repaired = rest.withUnsafeBytes { DecodingUTF8.repair($0, validEnd: validEnd) }
      return DecodedText(bytes: repaired.bytes, encoding: "utf-8-bom", replacements: repaired.replacements)
    }
    let rest = bytes.dropFirst(mark.length)
    switch mark {
    case .utf16LE: return decodeUTF16(rest, isBigEndian: false, isGuessed: false)
    case .utf16BE: return decodeUTF16(rest, isBigEndian: true, isGuessed: false)
    default:
      let decoded = DecodingUTF32.decode(rest, isBigEndian: mark == .utf32BE)
      return DecodedText(
        bytes: decoded.bytes, encoding: mark == .utf32BE ? "utf-32be" : "utf-32le", replacements: decoded.replacements)
    }
  }

  /// UTF-16 without a mark, which must come before UTF-8: "a" is 61 00 there, and valid UTF-8 too.
  private func decodeUnmarkedUTF16(_ bytes: [UInt8]) -> DecodedText? {
    guard let isBigEndian = DecodingUTF16.guessedOrder(bytes.prefix(Self.headLength)) else { return nil }
    switch encoding {
    case .utf16LE: return decodeUTF16(bytes[...], isBigEndian: false, isGuessed: false)
    case .utf16BE: return decodeUTF16(bytes[...], isBigEndian: true, isGuessed: false)
    default: return decodeUTF16(bytes[...], isBigEndian: isBigEndian, isGuessed: encoding != .utf16)
    }
  }

  private func decodeUTF16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool, isGuessed: Bool) -> DecodedText {
    let decoded = DecodingUTF16.decode(bytes, isBigEndian: isBigEndian)
    let encoding: TextEncoding = isBigEndian ? .utf16BE : .utf16LE
    return DecodedText(
      bytes: decoded.bytes, encoding: encoding.rawValue, replacements: decoded.replacements, isGuessed: isGuessed)
  }
}
