import AnalyzerKit

/// How the real numbers of one column are shown to a reader: all with the same decimals.
///
/// The largest magnitude of the column decides: 2 decimals from 100 on, 3 from 10, 4 from 0.1, 5 from 0.01, else 6; but
/// never more than the values have. A number that would then look like zero without being zero, and one of 10^15 or
/// more, is in scientific notation with 3 digits instead.
struct NumberStyle: Equatable {
  private static let mostDecimals = 6
  private static let scientificDigits = 3
  /// The power of ten from which a number is in scientific notation.
  private static let largestPower = 15

  /// The decimals of every real number in the column.
  private(set) var decimals = 0

  /// Finds the style for the first so many values of a column.
  init(_ values: some Sequence<Value>) {
    var largest: Int?
    var needed = 0
    for case .real(let number) in values where number.isFinite {
      let digits = DecimalDigits(number)
      guard let power = digits.magnitude, power < Self.largestPower else { continue }
      largest = max(largest ?? power, power)
      needed = max(needed, digits.decimals)
    }
    decimals = min(needed, largest.map(Self.decimals(forPower:)) ?? 0)
  }

  /// A real number, or nothing when it is not finite.
  func text(_ number: Double) -> String {
    guard number.isFinite else { return "" }
    let digits = DecimalDigits(number)
    if let power = digits.magnitude, power >= Self.largestPower || digits.isZero(decimals: decimals) {
      return digits.scientific(digits: Self.scientificDigits)
    }
    return digits.fixed(decimals: decimals)
  }

  /// A whole number, with zeros for decimals when real numbers stand beside it.
  func text(_ number: Int) -> String {
    decimals == 0 ? String(number) : "\(number)." + String(repeating: "0", count: decimals)
  }

  private static func decimals(forPower power: Int) -> Int {
    switch power {
    case 2...: 2
    case 1: 3
    case -1...0: 4
    default: min(mostDecimals, 3 - power)
    }
  }
}
