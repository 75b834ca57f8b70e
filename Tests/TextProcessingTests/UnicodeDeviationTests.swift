import Testing

@testable import TextProcessing

/// Unicode's word and sentence rules (UAX #29), and each deviation that docs/tokens.md lists.
struct UnicodeDeviationTests {
  /// Sequences written by hand after the rules of UAX #29: here Lect does as they say.
  @Test(arguments: [
    ("a\u{308}b", "a\u{308}b"), ("a\u{200D}b", "a\u{200D}b"), ("a b", "a b"), ("ab12", "ab12"), ("a_1_b", "a_1_b"),
    ("a,b", "a , b"), ("1,2", "1,2"), ("1.2", "1.2"), ("a.b", "a.b"), ("a'b", "a'b"), ("a·b", "a·b"), ("_a_", "_a_"),
    ("א\"א", "א\"א"), ("א'", "א'"), ("א\u{308}'", "א\u{308}'"), ("🇩🇪🇫🇷", "🇩🇪 🇫🇷"),
    ("🇩\u{308}🇪", "🇩\u{308}🇪"), ("🇩\u{200D}🇪🇫", "🇩\u{200D}🇪 🇫"), ("👨\u{200D}👩", "👨\u{200D}👩"), ("한글", "한글"),
    ("カタカナ", "カタカナ"), ("1a", "1a"), ("a1", "a1"), ("a!b", "a ! | b"), ("A1.A", "A1.A"),
  ])
  func words(_ text: String, _ expected: String) {
    #expect(scalars(cut(text, language: "und")) == scalars(expected))
  }

  @Test(arguments: [
    ("full-stops", "1..1", "1 .. 1"), ("decimal", ".5", ".5"), ("quotes", "a''", "a ''"),
    ("digits-colon", "10:30", "10:30"), ("digits-colon", "1:\u{308}0", "1:\u{308}0"),
    ("digit-apostrophe", "70's", "70's"),
    ("initial", "a.,b", "a. , b"), ("colon-capital", "a:B", "a : B"), ("kana-underscore", "カ_", "カ _"),
    ("letter-emoji", "a\u{200D}✁", "a\u{200D} ✁"), ("line-end", "Ab\nCd", "Ab Cd"),
    ("small-letters", "etc.) the", "etc . ) | the"), ("small-letters", "Abc.) the", "Abc . ) the"),
    ("mark-after-blank", "etc. \u{308}The", "etc . | \u{308} The"),
  ])
  func deviations(_ name: String, _ text: String, _ expected: String) {
    #expect(scalars(cut(text, language: "und")) == scalars(expected), "\(name)")
  }

  /// Strings are equal by canonical equivalence: code points are not.
  private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}
