import AnalyzerKit
import Testing

@testable import Rendering

@Suite("Number styles")
struct NumberStyleTests {
  @Test(
    "take their decimals from the largest number, and no more than are needed",
    arguments: [
      ([], 0), ([1, 2, 3], 0), ([0.5], 1), ([0.25, 1], 2), ([1.0 / 3], 4), ([1.0 / 3, 12.5], 3), ([1.0 / 3, 123], 2),
      ([12345.678, 10.2], 2), ([1.0 / 30], 5), ([1.0 / 300], 6), ([1.0 / 3000], 6), ([1e-9], 6),
      ([.nan, .infinity], 0),
      ([1e20, 0.125], 3),
    ] as [([Double], Int)])
  func decimals(numbers: [Double], decimals: Int) {
    #expect(NumberStyle(numbers.map(Value.real)).decimals == decimals)
  }

  @Test("never show a number as zero that is none")
  func neverZero() {
    let style = NumberStyle([Value.real(123.456), .real(0.001), .missing, .text("x")])
    #expect(style.text(123.456) == "123.46")
    #expect(style.text(0.001) == "1e-03")
    #expect(style.text(0.005) == "0.01")
    #expect(style.text(-1.2345e-12) == "-1.23e-12")
    #expect(style.text(0.0) == "0.00")
    #expect(style.text(1e15) == "1e+15")
    #expect(style.text(Double.nan) == "")
    #expect(style.text(7) == "7.00")
  }
}
