import CommandLanguage
import Testing

@Suite struct SourceExcerptTests {
  private func excerpt(_ text: String, _ culprit: String, width: Int = 76) throws -> SourceExcerpt {
    let range = try #require(text.firstRange(of: culprit))
    let lower = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    return SourceExcerpt(of: text, at: Span(lower, lower + culprit.utf8.count), width: width)
  }

  @Test(arguments: [
    ("show 安全 x", "x", "show 安全 x", "          ^"),
    ("show 安全 x", "安全", "show 安全 x", "     ^^^^"),
    ("e\u{301}a\u{308} x", "x", "e\u{301}a\u{308} x", "   ^"),
    ("👩‍👩‍👧 🇩🇪 ❤️ x", "x", "👩‍👩‍👧 🇩🇪 ❤️ x", "         ^"),
    ("ｆｕｌｌ x", "x", "ｆｕｌｌ x", "         ^"),
    ("한국 x", "x", "한국 x", "     ^"),
    ("\u{1112}\u{1161}\u{11AB} x", "x", "\u{1112}\u{1161}\u{11AB} x", "   ^"),
    ("क्षि x", "x", "क्षि x", "    ^"),
    ("a\tb\tx", "x", "a   b   x", "        ^"),
    ("a\tb", "\t", "a   b", " ^^^"),
    ("\u{1B}[0m x", "x", "␛[0m x", "     ^"),
    ("a\u{7F}\u{0} x", "x", "a␡␀ x", "    ^"),
    ("a\u{9B}x", "x", "a\\u{9B}x", "       ^"),
    ("a\u{202E}x", "x", "a\\u{202E}x", "         ^"),
    ("a\u{2028}x", "x", "a\\u{2028}x", "         ^"),
    ("a\rx", "x", "a␍x", "  ^"),
  ])
  func alignsCarets(text: String, culprit: String, source: String, carets: String) throws {
    let excerpt = try excerpt(text, culprit)
    #expect(excerpt.source == source)
    #expect(excerpt.carets == carets)
  }

  @Test func showsTheRightLine() throws {
    let text = "first\r\nsecond x\r\nthird"
    let excerpt = try excerpt(text, "x")
    #expect(excerpt.lines == ["second x", "       ^"])
    #expect(excerpt.line == 2 && excerpt.column == 8)
    #expect(try self.excerpt(text, "third").line == 3)
  }

  @Test func endsCaretsWithTheLine() throws {
    #expect(SourceExcerpt(of: "ab cd\nef", at: Span(3, 8)).lines == ["ab cd", "   ^^"])
    #expect(SourceExcerpt(of: "ab\n", at: Span(2, 2)).lines == ["ab", "  ^"])
    #expect(SourceExcerpt(of: "ab\n", at: Span(3, 3)).lines == ["", "^"])
  }

  @Test(arguments: [
    Span(-5, -3), Span(0, 0), Span(2, 2), Span(7, 9), Span(1, 1), Span(Int.max, Int.max), Span(0, Int.max),
  ])
  func survivesAnySpan(span: Span) {
    let excerpt = SourceExcerpt(of: "ä", at: span)
    #expect(excerpt.source == "ä")
    #expect(excerpt.carets == "^" || excerpt.carets == " ^")
  }

  @Test func cutsLongLines() throws {
    let text = String(repeating: "a ", count: 60) + "X" + String(repeating: " b", count: 60)
    let excerpt = try excerpt(text, "X", width: 40)
    #expect(excerpt.source == "…a a a a a a X b b b b b b b b b b b b …")
    #expect(excerpt.carets == "             ^")
    let atEnd = SourceExcerpt(of: text, at: Span(text.utf8.count, text.utf8.count), width: 40)
    #expect(atEnd.source.first == "…" && atEnd.source.last == "b")
    #expect(atEnd.carets.count == 39 && atEnd.carets.last == "^")
    let atStart = SourceExcerpt(of: text, at: Span(0, 200), width: 40)
    #expect(atStart.source.count == 39 && atStart.source.first == "a")
    #expect(atStart.carets == String(repeating: "^", count: 38))
  }

  @Test func needsLittleMemoryForHugeLines() throws {
    let text = String(repeating: "安", count: 400_000) + "X" + String(repeating: "b", count: 400_000)
    let excerpt = try excerpt(text, "X")
    #expect(excerpt.source.first == "…" && excerpt.source.last == "…")
    #expect(excerpt.column == 400_001)
    let index = try #require(excerpt.source.firstIndex(of: "X"))
    #expect(excerpt.carets.count == 2 * excerpt.source.distance(from: excerpt.source.startIndex, to: index))
  }
}
