/// The value of a metadata field, typed.
public enum FieldValue: Sendable, Hashable {
  /// Text.
  case text(String)
  /// A whole number.
  case int(Int)
  /// A finite number.
  case real(Double)
  /// A year, a month or a day.
  case date(PartialDate)
}
