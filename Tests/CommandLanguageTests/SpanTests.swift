import CommandLanguage
import Testing

@Suite struct SpanTests {
  @Test func staysInOrder() {
    #expect(Span(3, 1) == Span(3, 3))
    #expect(Span(-3, 2) == Span(0, 2))
    #expect(Span(2, 5).count == 3 && Span(2, 2).isEmpty)
    #expect(Span(2, 3).union(Span(7, 9)) == Span(2, 9))
    #expect(Span(Int.min, Int.max).count == Int.max)
  }

  @Test func survivesAnExpressionFarAway() {
    #expect(throws: SyntaxError.self) { try ExpressionParser.parse(Located("a =", Span(Int.max, Int.max))) }
  }
}
