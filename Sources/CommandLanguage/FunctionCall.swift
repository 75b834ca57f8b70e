/// A function with its arguments, as in `recode("A":"B")` or `bin(year, 50)`.
public struct FunctionCall: Sendable, Hashable {
  /// One argument.
  public enum Argument: Sendable, Hashable {
    /// A value.
    case value(Expression)
    /// A constant and what becomes of it: `"A":"B"`.
    case pair(Located<Literal>, Located<Literal>)

    /// Where the argument was written.
    public var span: Span {
      switch self {
      case .value(let value): value.span
      case .pair(let old, let new): old.span.union(new.span)
      }
    }
  }

  /// The function's name.
  public let name: Located<String>
  /// The arguments in order; there may be none.
  public let arguments: [Argument]
  /// From the name to the closing parenthesis.
  public let span: Span

  /// Makes a call.
  public init(name: Located<String>, arguments: [Argument], span: Span) {
    self.name = name
    self.arguments = arguments
    self.span = span
  }
}
