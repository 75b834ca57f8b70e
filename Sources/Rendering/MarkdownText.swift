/// Text inside a cell of a Markdown table, so that it is shown and does nothing.
enum MarkdownText {
  /// A text with its markup escaped and its hidden characters made visible, on one line.
  ///
  /// Angle brackets and ampersands become entities, so that no HTML, entity or autolink in brackets is read; characters
  /// that mark emphasis, code, links, images, formulas and cells get a backslash. An underscore within a word marks
  /// nothing and stays bare, as in `per_million`.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: needsCare) else { return text }
    let scalars = Array(VisibleText.of(text).unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "|", "\\", "`", "*", "[", "]", "~", "$":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "_":
        if !isWithinWord(index, scalars) { result += "\\" }
        result += "_"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a byte is markup, or part of a character that might be hidden.
  private static func needsCare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ","),
      UInt8(ascii: "-"):
      false
    default: true
    }
  }

  private static func isWithinWord(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard index > 0, index + 1 < scalars.count else { return false }
    return isWordPart(scalars[index - 1]) && isWordPart(scalars[index + 1])
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
