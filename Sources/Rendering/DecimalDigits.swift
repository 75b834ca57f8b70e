/// A finite number as its shortest decimal digits, for rounding without a locale.
///
/// Rounding acts on the shortest decimal that reads back as the number, half away from zero: 1.005, which `Double` holds
/// as slightly less, becomes 1.01 with two decimals, as a reader of 1.005 expects.
struct DecimalDigits {
  private let isNegative: Bool
  /// The digits as an integer, without zeros at the end; 17 digits at most.
  private var significand: UInt64 = 0
  /// The power of ten that the significand is multiplied by.
  private var exponent = 0

  /// Takes the number apart; one that is not finite counts as zero.
  init(_ number: Double) {
    isNegative = number < 0
    guard number.isFinite else { return }
    var hasPoint = false
    var power: Int?
    var isPowerNegative = false
    for byte in number.magnitude.description.utf8 {
      switch byte {
      case UInt8(ascii: "e"): power = 0
      case UInt8(ascii: "."): hasPoint = true
      case UInt8(ascii: "-"): isPowerNegative = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if let sofar = power {
          power = sofar * 10 + Int(digit)
        } else {
          significand = significand * 10 + UInt64(digit)
          if hasPoint { exponent -= 1 }
        }
      default: break
      }
    }
    if let power { exponent += isPowerNegative ? -power : power }
    strip()
  }

  /// How many decimals the number has.
  var decimals: Int { max(0, -exponent) }

  /// The power of ten of the first digit: 2 for 123, −2 for 0.05; nil for zero.
  var magnitude: Int? { significand == 0 ? nil : String(significand).utf8.count - 1 + exponent }

  /// Whether nothing but zeros is left with so many decimals.
  func isZero(decimals: Int) -> Bool { rounded(toPower: -decimals).significand == 0 }

  /// The number with exactly so many decimals.
  func fixed(decimals: Int) -> String {
    let rounded = rounded(toPower: -decimals)
    let places = rounded.decimals
    var digits = String(rounded.significand)
    digits += Self.zeros(rounded.significand == 0 ? 0 : rounded.exponent)
    digits = Self.zeros(places + 1 - digits.utf8.count) + digits
    let sign = isNegative && rounded.significand > 0 ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    return sign + digits.dropLast(places) + "." + digits.suffix(places) + Self.zeros(decimals - places)
  }

  /// The number in scientific notation with at most so many digits, as `1.23e-07`.
  func scientific(digits count: Int) -> String {
    guard let first = magnitude else { return "0" }
    let rounded = rounded(toPower: first - max(1, count) + 1)
    guard let power = rounded.magnitude else { return "0" }
    let digits = String(rounded.significand)
    let mantissa = digits.utf8.count > 1 ? digits.prefix(1) + "." + digits.dropFirst() : digits
    let exponent = String(power.magnitude)
    return (isNegative ? "-" : "") + mantissa + (power < 0 ? "e-" : "e+")
      + Self.zeros(2 - exponent.utf8.count) + exponent
  }

  /// The number rounded so that no digit stands below a power of ten.
  private func rounded(toPower power: Int) -> DecimalDigits {
    let dropped = power - exponent
    guard dropped > 0 else { return self }
    var result = self
    result.exponent = power
    // 17 digits at most: when more are dropped, less than half of one is left.
    guard dropped <= 17 else {
      result.significand = 0
      result.strip()
      return result
    }
    let divisor = (0..<dropped).reduce(UInt64(1)) { power, _ in power * 10 }
    let (quotient, rest) = significand.quotientAndRemainder(dividingBy: divisor)
    result.significand = quotient + (rest >= divisor - rest ? 1 : 0)
    result.strip()
    return result
  }

  private mutating func strip() {
    if significand == 0 { return exponent = 0 }
    while significand.isMultiple(of: 10) {
      significand /= 10
      exponent += 1
    }
  }

  private static func zeros(_ count: Int) -> String { String(repeating: "0", count: max(0, count)) }
}
