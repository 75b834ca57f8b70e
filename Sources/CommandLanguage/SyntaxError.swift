/// An error in what was typed: what is wrong, where, the nearest name, and where to look.
public struct SyntaxError: Error, Sendable, Hashable {
  /// What is wrong.
  public let kind: SyntaxErrorKind
  /// The culprit; empty where something is missing at the end.
  public let span: Span
  /// A name or a spelling that was probably meant.
  public let suggestion: String?
  /// The command that tells more, such as `help frequency`.
  public let help: String?

  /// Makes a syntax error.
  public init(_ kind: SyntaxErrorKind, at span: Span, suggestion: String? = nil, help: String? = nil) {
    self.kind = kind
    self.span = span
    self.suggestion = suggestion
    self.help = help
  }

  /// What is wrong, in one line that is safe to print.
  public var message: String { kind.message }

  /// The nearest name and where to look, in one line that is safe to print; nil where there is neither.
  public var advice: String? {
    let parts = [
      suggestion.map { "Did you mean \(VisibleText.quoted($0))?" }, help.map { "See: \(VisibleText.clipped($0))" },
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// The whole error over several lines, the last without a line end: message, line, caret, advice.
  ///
  /// Safe to print at a terminal whatever the text holds. The text must be the one that was parsed.
  public func rendered(in text: String, width: Int = SourceExcerpt.defaultWidth) -> String {
    let excerpt = SourceExcerpt(of: text, at: span, width: width)
    return ([message] + excerpt.lines.map { "  " + $0 } + [advice].compactMap { $0 }).joined(separator: "\n")
  }
}

extension SyntaxError: CustomStringConvertible {
  /// The message and the advice without the excerpt.
  public var description: String { [message, advice].compactMap { $0 }.joined(separator: ". ") }
}
