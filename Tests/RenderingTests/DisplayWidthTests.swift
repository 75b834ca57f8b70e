import Testing

@testable import Rendering

@Suite("Display width")
struct DisplayWidthTests {
  @Test(
    "of texts",
    arguments: [
      ("", 0), ("abc", 3), ("Wörter", 6), ("Wo\u{308}rter", 6), ("安全", 4), ("ｱｲ", 2), ("Ａ", 2), ("한국", 4),
      ("\u{1112}\u{1161}\u{11AB}", 2), ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧‍👦", 2), ("🇩🇪", 2), ("🇩🇪🇫🇷", 4), ("❤️", 2), ("❤", 1), ("1️⃣", 2),
      ("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", 2), ("\u{200B}", 0), ("\u{301}", 0), ("\u{1B}", 0),
      ("שלום", 4), ("नमस्ते", 4), ("a\u{200D}b", 2), ("…", 1), ("—", 1), ("\u{AD}", 1), ("々〆", 4), ("𠀀", 2), ("☕", 2),
      ("日本語abc", 9), ("㍿", 2), ("\u{600}", 1), ("\u{FFFD}", 1), ("\u{E000}", 1), ("ＧＯ！", 6),
    ])
  func width(text: String, columns: Int) { #expect(DisplayWidth.of(text) == columns) }

  @Test("of a part of a text") func part() { #expect(DisplayWidth.of("安全x".dropFirst()) == 3) }

  @Test("of a text is that of its characters, and is never negative")
  func sums() {
    var random = RandomSource(seed: 4)
    for _ in 0..<2_000 {
      let text = random.text(upTo: 20)
      #expect(DisplayWidth.of(text) == text.map { DisplayWidth.of($0) }.reduce(0, +))
      #expect(text.allSatisfy { DisplayWidth.of($0) >= 0 })
    }
  }
}
