import Testing

@testable import Rendering

@Suite("Plain numbers")
struct PlainNumberTests {
  @Test(
    "are the shortest decimals that read back",
    arguments: [
      (0, "0"), (-0.0, "0"), (5, "5"), (-3, "-3"), (1234.5, "1234.5"), (0.1, "0.1"), (0.0001, "0.0001"),
      (0.00001, "1e-05"), (1e-7, "1e-07"), (1e15, "1000000000000000"), (1e16, "1e+16"),
      (9_007_199_254_740_992, "9007199254740992"), (9_007_199_254_740_994, "9.007199254740994e+15"),
      (Double.leastNonzeroMagnitude, "5e-324"),
      (1.7976931348623157e308, "1.7976931348623157e+308"), (0.30000000000000004, "0.30000000000000004"),
    ] as [(Double, String)])
  func shortest(number: Double, text: String) { #expect(PlainNumber.text(number) == text) }

  @Test("are nothing when not finite", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(number: Double) { #expect(PlainNumber.text(number) == nil) }

  @Test("read back as the same number")
  func readBack() {
    var random = RandomSource(seed: 1)
    for _ in 0..<20_000 {
      let number = random.real()
      #expect(PlainNumber.text(number).flatMap(Double.init) == (number.isFinite ? number : nil))
    }
  }
}
