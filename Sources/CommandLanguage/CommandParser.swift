/// Parses lines of the command language against a grammar.
///
///     line      = NAME "=" pipeline | pipeline
///     pipeline  = [source "|"] stage { "|" stage }
///     stage     = verb operand… --option value | --option=value | --flag
///
/// `#` at the start of a token starts a comment, in raw text only with space after it. A backslash at the end of a line
/// continues it. `--` ends the options. An exact verb goes before a source of the same name; a quoted first word is
/// always a source. Parsing takes time in proportion to the text and does not recurse.
public struct CommandParser {
  /// The most bytes of a line: 1 MiB.
  public static let lengthLimit = 1 << 20

  /// What the parser knows of the session.
  public let grammar: any Grammar

  /// Makes a parser.
  public init(grammar: any Grammar) {
    self.grammar = grammar
  }

  /// Parses one command; nil where the text holds only white space and comments.
  ///
  /// Throws `SyntaxError` with a span in the text. A second command on a further line is an error: `ScriptReader` splits
  /// a text into commands.
  public func parse(_ text: String) throws(SyntaxError) -> CommandLine? {
    guard text.utf8.count <= Self.lengthLimit else {
      throw SyntaxError(.textTooLong(bytes: text.utf8.count, limit: Self.lengthLimit), at: Span(0, 0))
    }
    var parser = LineParser(SourceText(text), grammar: grammar)
    let line = try parser.parse()
    guard parser.scanner.skipBlankLines() == .end else { throw parser.secondCommand() }
    return line
  }

  /// Whether the text goes on in the next line: it ends in a backslash, or a quote or a bracket is open.
  ///
  /// Brackets count only where the verb reads raw text. A text with another error is complete, to be reported at once.
  public func isIncomplete(_ text: String) -> Bool {
    guard text.utf8.count <= Self.lengthLimit else { return false }
    let source = SourceText(text)
    var parser = LineParser(source, grammar: grammar)
    do {
      while try parser.parse() != nil {}
      return parser.scanner.endsInContinuation
    } catch {
      return error.isOpenEnded || Self.endsInBackslash(source)
    }
  }

  /// Whether the text goes on in the next line, as far as can be said without a grammar.
  ///
  /// Here brackets count for every verb. Where a grammar is at hand the method of the same name is exact.
  public static func isIncomplete(_ text: String) -> Bool {
    guard text.utf8.count <= lengthLimit else { return false }
    var scanner = Scanner(SourceText(text))
    while true {
      switch scanner.skipBlankLines() {
      case .end: return scanner.endsInContinuation
      case .pipe: scanner.position += 1
      case .token, .newline:
        let raw = scanner.raw(until: .afterDoubleDash)
        if raw.openQuote != nil || raw.openBracket != nil { return true }
      }
      if scanner.isAtEnd, scanner.endsInContinuation { return true }
    }
  }

  /// Whether the last line, if it is no comment, ends in a backslash that is not itself escaped.
  private static func endsInBackslash(_ source: SourceText) -> Bool {
    var scanner = Scanner(source)
    guard scanner.skipBlankLines() != .end else { return scanner.endsInContinuation }
    var end = source.count
    if end > 0, source[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > 0, source[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    let backslashes = source.bytes[..<end].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    return backslashes % 2 == 1
  }
}

extension SyntaxError {
  /// The error for a quote that is opened at an offset and never closed.
  static func unterminated(quote offset: Int, in source: SourceText) -> SyntaxError {
    let span = Span(offset, offset + 1)
    return SyntaxError(.unterminatedQuote(source.string(span)), at: span)
  }

  /// The error for a bracket that is opened at an offset and never closed.
  static func unterminated(bracket offset: Int, in source: SourceText) -> SyntaxError {
    let span = Span(offset, offset + 1)
    return SyntaxError(.unterminatedBracket(source.string(span)), at: span)
  }

  /// Whether more text could put it right: a quote or a bracket is open.
  var isOpenEnded: Bool {
    switch kind {
    case .unterminatedQuote, .unterminatedBracket: true
    default: false
    }
  }
}
