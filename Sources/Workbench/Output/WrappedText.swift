import Rendering

/// Text broken into lines between words.
enum WrappedText {
  /// The lines of a paragraph, each at most so many columns wide unless it is a single word.
  static func lines(of text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(whereSeparator: \.isWhitespace) {
      let needed = DisplayWidth.of(word)
      if !line.isEmpty, used + 1 + needed > width {
        lines.append(line)
        (line, used) = ("", 0)
      }
      if !line.isEmpty { (line, used) = (line + " ", used + 1) }
      line += word
      used += needed
    }
    return lines + [line]
  }

  /// A text with those of its lines broken that are wider; the others stay as they are.
  static func of(_ text: String, to width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      DisplayWidth.of(line) <= width ? String(line) : lines(of: String(line), to: width).joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
