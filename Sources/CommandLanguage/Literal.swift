/// A constant in an expression.
public enum Literal: Sendable, Hashable {
  /// Text between quotes, after escapes were resolved.
  case string(String)
  /// A whole number. `2021` is one: whether it means a year is decided by the field it is compared with, see `date`.
  case integer(Int)
  /// A finite number with a fraction or an exponent.
  case decimal(Double)
  /// `2021-12` or `2021-12-16`.
  case date(PartialDate)

  /// The constant as a date, for a comparison with a field of dates; nil where it is none.
  ///
  /// A whole number from 1 to 9999 is a year, and a string is read as `PartialDate` reads it. So `date = 2021` is the
  /// whole year: a date compares by the precision of the constant.
  public var date: PartialDate? {
    switch self {
    case .date(let date): date
    case .integer(let year): PartialDate(year: year)
    case .string(let text): PartialDate(text)
    case .decimal: nil
    }
  }

  /// The constant as a number, for a comparison with a field of numbers; nil where it is none.
  public var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .decimal(let number): number
    case .string, .date: nil
    }
  }
}
