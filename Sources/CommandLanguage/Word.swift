/// One word of a command: bare, quoted, or pieces of both joined, as in a shell.
///
/// Outside quotes a backslash takes the next character as it is. Single quotes keep everything as it is. Between double
/// quotes a backslash acts before `"` and `\` only and is kept elsewhere, so that `"\d+"` stays a regular expression.
public struct Word: Sendable, Hashable {
  /// The text after quotes and escapes were resolved.
  public let text: String
  /// Whether any part of the word was quoted or escaped.
  public let isQuoted: Bool
  /// The word as a glob pattern, or nil where it holds no wildcard outside quotes and is to be taken literally.
  ///
  /// Wildcards are `*`, `?` and `[`. Those that were quoted or escaped have a backslash before them here, and so has
  /// every backslash of the text.
  public let glob: String?
  /// Where the word was written, its quotes included.
  public let span: Span

  /// Makes a word.
  public init(text: String, isQuoted: Bool = false, glob: String? = nil, span: Span) {
    self.text = text
    self.isQuoted = isQuoted
    self.glob = glob
    self.span = span
  }

  /// Writes a text so that it is read back as one operand with exactly that text.
  ///
  /// A text that needs no quotes is returned as it is. Others are put between single quotes, or between double quotes
  /// where they hold a single quote. O(length).
  public static func spelling(of text: String) -> String {
    if canStandBare(text) { return text }
    if !text.utf8.contains(UInt8(ascii: "'")) { return "'" + text + "'" }
    var spelling = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { spelling.unicodeScalars.append("\\") }
      spelling.unicodeScalars.append(scalar)
    }
    return spelling + "\""
  }

  /// Whether the text reads back as itself without quotes, wherever a word may stand.
  private static func canStandBare(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first != "-", first != "#" else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "'", "\"", "\\", "|", "*", "?", "[", "=", "(", ")", "]": false
      default: !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
      }
    }
  }
}
