import AnalyzerKit
import Testing

@Suite struct ValueTests {
  @Test func ordersMissingThenNumbersThenTextByCodePoint() {
    let ordered: [Value] = [
      .missing, .real(-.infinity), .integer(-3), .real(-2.5), .integer(0), .real(0.5), .integer(1), .real(1e300),
      .text(""), .text("10"), .text("9"), .text("Z"), .text("a"), .text("ä"), .text("￭"), .text("👍"),
    ]
    for (left, one) in ordered.enumerated() {
      for (right, other) in ordered.enumerated() { #expect((one < other) == (left < right), "\(one) \(other)") }
    }
    #expect(ordered.shuffled().sorted() == ordered)
  }

  @Test func whatIsNotANumberIsOrderedAsMissing() {
    let nan = Value.real(.nan)
    #expect(nan < .integer(.min))
    #expect(!(.integer(0) < nan))
    #expect(!(nan < .missing) && !(.missing < nan) && !(nan < nan))
  }

  @Test func optionalNumbersAreMissingWhereThereIsNone() {
    #expect(Value.optional(nil) == .missing)
    #expect(Value.optional(.nan) == .missing)
    #expect(Value.optional(-.infinity) == .missing)
    #expect(Value.optional(1.5) == .real(1.5))
    #expect(Value.integer(3).number == 3)
    #expect(Value.text("3").number == nil)
  }
}
