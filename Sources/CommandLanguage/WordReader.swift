/// Collects the text of a word and, beside it, the word as a glob pattern.
struct WordReader {
  var isQuoted = false
  private var text: [UInt8] = []
  private var glob: [UInt8] = []
  private var hasLiveWildcard = false

  /// Appends a byte from outside quotes, where wildcards are live.
  mutating func appendLive(_ byte: UInt8) {
    text.append(byte)
    glob.append(byte)
    if Self.isWildcard(byte) { hasLiveWildcard = true }
  }

  /// Appends a byte that was quoted or escaped.
  mutating func appendLiteral(_ byte: UInt8) {
    isQuoted = true
    text.append(byte)
    if Self.isWildcard(byte) || byte == UInt8(ascii: "\\") { glob.append(UInt8(ascii: "\\")) }
    glob.append(byte)
  }

  func word(span: Span) -> Word {
    Word(
      text: String(decoding: text, as: UTF8.self), isQuoted: isQuoted,
      glob: hasLiveWildcard ? String(decoding: glob, as: UTF8.self) : nil, span: span)
  }

  private static func isWildcard(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "[")
  }
}
