/// JSON strings (RFC 8259).
///
/// Escaped are quote, backslash, all control characters (also DEL and U+0080–U+009F, which JSON would allow raw but a
/// terminal may obey) and the line and paragraph separators U+2028 and U+2029, which JavaScript once refused.
enum JSONText {
  /// A text as a JSON string with its quotes.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if let escape = escape(scalar) { result += escape } else { result.unicodeScalars.append(scalar) }
    }
    return result + "\""
  }

  /// Appends a text as a JSON string with its quotes.
  static func append(_ text: String, to output: inout OutputBuffer) {
    if text.utf8.contains(where: mayNeedEscape) { return output.append(quoted(text)) }
    output.append(byte: UInt8(ascii: "\""))
    output.append(text)
    output.append(byte: UInt8(ascii: "\""))
  }

  /// Whether a byte is to be escaped, or starts a scalar that may be: U+0080–U+00BF or U+2000–U+2FFF.
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F || byte == 0xC2
      || byte == 0xE2
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\u{8}": "\\b"
    case "\u{C}": "\\f"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": hexadecimal(scalar)
    default: nil
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
