import Rendering

/// Text of any origin, made safe to show at a terminal.
enum ShownText {
  /// The text with its lines and tabs kept and every other control character made visible.
  static func lines(of text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x09 }
    if isPlain { return text }
    // By scalars, because CR LF is one character.
    return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let body = line.last == "\r" ? line.dropLast() : line
      return body.split(separator: "\t", omittingEmptySubsequences: false).map { VisibleText.of(String($0)) }
        .joined(separator: "\t")
    }.joined(separator: "\n")
  }
}
