/// A value and the place in the text where it was written.
public struct Located<Value> {
  /// The value, after quotes, escapes and abbreviations were resolved.
  public var value: Value
  /// Where it was written.
  public var span: Span

  /// Pairs a value with its place.
  public init(_ value: Value, _ span: Span) {
    self.value = value
    self.span = span
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
