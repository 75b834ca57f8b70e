/// A value to bind to a statement.
public enum SQLValue: Sendable, Hashable, ExpressibleByNilLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral
{
  /// SQL NULL.
  case null
  /// A 64-bit integer.
  case integer(Int)
  /// A double.
  case real(Double)
  /// Text, stored as UTF-8.
  case text(String)
  /// Bytes.
  case blob([UInt8])

  /// NULL.
  public init(nilLiteral: ()) { self = .null }
  /// An integer.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// The text, or NULL.
  public init(_ text: String?) { self = text.map(SQLValue.text) ?? .null }
  /// The integer, or NULL.
  public init(_ integer: Int?) { self = integer.map(SQLValue.integer) ?? .null }
  /// The double, or NULL; a value that is not a number is NULL too, as SQLite has none.
  public init(_ real: Double?) { self = real.map(SQLValue.real) ?? .null }
}
