import Testing

@testable import Rendering

@Suite("Decimal digits")
struct DecimalDigitsTests {
  @Test(
    "round half away from zero",
    arguments: [
      (0, 2, "0.00"), (-0.0, 0, "0"), (1.005, 2, "1.01"), (2.5, 0, "3"), (-2.5, 0, "-3"), (0.5, 0, "1"),
      (0.49, 0, "0"), (-0.49, 0, "0"), (-0.004, 2, "0.00"), (9.995, 2, "10.00"), (0.0006, 3, "0.001"),
      (999.99, 1, "1000.0"),
      (1234.5, 4, "1234.5000"), (120, 1, "120.0"), (1e15, 2, "1000000000000000.00"), (0.06, 1, "0.1"), (0.05, 1, "0.1"),
      (0.04, 1, "0.0"), (0.006, 1, "0.0"), (Double.leastNonzeroMagnitude, 6, "0.000000"),
      (123_456_789.125, 2, "123456789.13"),
    ] as [(Double, Int, String)])
  func fixed(number: Double, decimals: Int, text: String) {
    #expect(DecimalDigits(number).fixed(decimals: decimals) == text)
  }

  @Test(
    "in scientific notation",
    arguments: [
      (0, "0"), (1e-7, "1e-07"), (1.2345e-7, "1.23e-07"), (9.999e-10, "1e-09"), (-2.5e20, "-2.5e+20"),
      (Double.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.8e+308"), (123_456, "1.23e+05"),
      (7, "7e+00"),
    ] as [(Double, String)])
  func scientific(number: Double, text: String) { #expect(DecimalDigits(number).scientific(digits: 3) == text) }

  @Test("know their decimals and their first place")
  func places() {
    #expect(DecimalDigits(123.25).decimals == 2)
    #expect(DecimalDigits(1e20).decimals == 0)
    #expect(DecimalDigits(123.25).magnitude == 2)
    #expect(DecimalDigits(0.05).magnitude == -2)
    #expect(DecimalDigits(0).magnitude == nil)
    #expect(DecimalDigits(.nan).magnitude == nil)
  }

  @Test("stay within half a unit of the number")
  func withinHalfAUnit() throws {
    var random = RandomSource(seed: 2)
    for _ in 0..<5_000 {
      let number = Double.random(in: -1e6...1e6, using: &random)
      let decimals = Int.random(in: 0...6, using: &random)
      let unit = (0..<decimals).reduce(1.0) { unit, _ in unit / 10 }
      let text = DecimalDigits(number).fixed(decimals: decimals)
      let shown = try #require(Double(text))
      #expect(abs(shown - number) <= unit * 0.5000001)
      #expect(text.split(separator: ".").dropFirst().first?.count ?? 0 == decimals)
    }
  }

  @Test("in full are the number itself")
  func full() {
    var random = RandomSource(seed: 3)
    for _ in 0..<5_000 {
      let number = Double.random(in: -1000...1000, using: &random)
      let digits = DecimalDigits(number)
      #expect(Double(digits.fixed(decimals: digits.decimals)) == number)
      #expect(Double(digits.scientific(digits: 17)) == number)
    }
  }
}
