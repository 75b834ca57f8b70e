/// A condition (`where`, `filter`) or a value to derive, with the place of every part for carets.
///
/// `and` and `or` hold all their parts in one node, so that the depth of a tree is bounded by its parentheses and
/// recursion over it is safe. In a comparison a constant is always on the right.
public indirect enum Expression: Sendable, Hashable {
  /// A constant.
  case literal(Located<Literal>)
  /// A field; as a condition it holds where the field is true, as in `not duplicate`.
  case field(Field)
  /// A function.
  case call(FunctionCall)
  /// Two values compared. The right side of `~` is a string; otherwise a field, a function or a constant.
  case comparison(Expression, Located<ComparisonOperator>, Expression)
  /// Whether a value is one of a list of constants, of which there is at least one. The span covers all of it.
  case membership(Expression, of: [Located<Literal>], Span)
  /// Whether a field has no value. `is not missing` is this inside `not`. The span covers all of it.
  case missing(Expression, Span)
  /// The contrary. `not in` and `is not missing` are read as this too.
  case not(Expression, Span)
  /// All of at least two conditions.
  case and([Expression])
  /// One of at least two conditions.
  case or([Expression])

  /// Where the expression was written, without parentheses around it.
  public var span: Span {
    switch self {
    case .literal(let literal): literal.span
    case .field(let field): field.span
    case .call(let call): call.span
    case .comparison(let left, let sign, let right): left.span.union(sign.span).union(right.span)
    case .membership(_, _, let span), .missing(_, let span), .not(_, let span): span
    case .and(let parts), .or(let parts):
      parts.dropFirst().reduce(parts.first?.span ?? Span(0, 0)) { $0.union($1.span) }
    }
  }
}
