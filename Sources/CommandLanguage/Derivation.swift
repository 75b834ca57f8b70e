/// A field to make and the value it gets: `period = bin(year, 50)`.
public struct Derivation: Sendable, Hashable {
  /// The name of the new field.
  public let field: Located<String>
  /// Its value.
  public let value: Expression

  /// Makes a derivation.
  public init(field: Located<String>, value: Expression) {
    self.field = field
    self.value = value
  }
}
