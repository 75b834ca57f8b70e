/// Says what can be typed at a place in a line.
public struct Completer {
  /// What is known of the session.
  public let grammar: any Grammar

  /// Makes a completer.
  public init(grammar: any Grammar) {
    self.grammar = grammar
  }

  /// The completion point at a cursor, which is an offset in UTF-8 bytes; what stands after it is ignored.
  ///
  /// A cursor outside the line or inside a character is moved back to where one starts. Never fails: where the line is
  /// wrong before the cursor, the context is `nothing`.
  public func point(of line: String, at cursor: Int) -> CompletionPoint {
    let whole = SourceText(line)
    let end = whole.scalarStart(atOrBefore: cursor)
    var walk = CompletionWalk(scanner: Scanner(whole.limited(to: end)), grammar: grammar)
    if end <= CommandParser.lengthLimit, let found = walk.line() {
      return CompletionPoint(
        context: found.context, span: found.span, source: walk.sourceName, verbsBefore: walk.verbsBefore,
        operandsBefore: walk.operands)
    }
    return CompletionPoint(context: .nothing, span: Span(end, end))
  }

  /// The context alone; see `point(of:at:)`.
  public func context(of line: String, at cursor: Int) -> CompletionContext {
    point(of: line, at: cursor).context
  }
}
