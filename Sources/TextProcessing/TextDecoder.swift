/// Makes valid UTF-8 of the bytes of a file, and says how.
///
/// In this order: a byte order mark decides; then UTF-16 and UTF-32 where the bytes look like it; then strict UTF-8; then the
/// user's word; then what XML and HTML declare of themselves; then ICU's detector. Where nothing tells, the text is taken
/// as UTF-8, and each maximal subpart of an invalid sequence becomes U+FFFD and is counted.
public struct TextDecoder: Sendable {
  /// The user's word, for text without a byte order mark that is not valid UTF-8; text in an encoding that does not contain
  /// ASCII as it is (ISO-2022-JP, EBCDIC) follows it even if it is.
  public var encoding: TextEncoding?
  /// Whether the encoding that XML and HTML declare of themselves is to be looked for.
  public var readsDeclaration: Bool

  /// A decoder that follows the user's word where the bytes do not tell.
  public init(encoding: TextEncoding? = nil, readsDeclaration: Bool = false) {
    self.encoding = encoding
    self.readsDeclaration = readsDeclaration
  }

  /// The text as UTF-8.
  ///
  /// Linear; valid UTF-8 is not copied, only checked, at more than 1 GB a second.
  public func decode(_ bytes: [UInt8]) -> DecodedText {
    if isPlainUTF8(bytes) { return DecodedText(bytes: bytes) }
    let stream = TextDecodingStream(self)
    var text = stream.decode(bytes)
    text += stream.finish()
    return DecodedText(
      bytes: text, encoding: stream.encoding, replacements: stream.replacements, isGuessed: stream.isGuessed,
      confidence: stream.confidence)
  }

  private func isPlainUTF8(_ bytes: [UInt8]) -> Bool {
    if let encoding, !encoding.isASCIIBased { return false }
    if byteOrderMark(of: bytes.prefix(4)) != nil || DecodingUnmarked.encoding(of: bytes[...]) != nil { return false }
    return bytes.withUnsafeBytes { DecodingUTF8.validEnd(of: $0, from: 0) } == bytes.count
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

    var encoding: TextEncoding {
      switch self {
      case .utf8: .utf8
      case .utf16LE: .utf16LE
      case .utf16BE: .utf16BE
      case .utf32LE: .utf32LE
      case .utf32BE: .utf32BE
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
}
