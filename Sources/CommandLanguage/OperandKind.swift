/// How the operands of a verb are read.
public enum OperandKind: Sendable, Hashable {
  /// The verb takes no operands.
  case none
  /// Words, bare or quoted as in a shell.
  case words
  /// A condition, read raw up to ` --` or a `|` outside quotes, brackets and parentheses; see `ExpressionParser`.
  case expression
  /// A query, read raw up to ` --` or a `|` outside quotes, brackets and parentheses.
  case query
  /// `FIELD = VALUE`, read raw as an expression is; see `ExpressionParser.parseDerivation`.
  case assignment
  /// Everything up to the end of the line, pipes and `--` included.
  case raw

  /// Whether the operand is kept as it was written instead of being split into words.
  public var isRaw: Bool {
    switch self {
    case .none, .words: false
    case .expression, .query, .assignment, .raw: true
    }
  }
}
