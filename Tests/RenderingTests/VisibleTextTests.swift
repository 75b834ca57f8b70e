import Testing

@testable import Rendering

@Suite("Visible text")
struct VisibleTextTests {
  @Test(
    "marks what is hidden",
    arguments: [
      ("plain Wörter „so“ – 安全", "plain Wörter „so“ – 安全"), ("\u{1B}[31m", "␛[31m"), ("a\tb\r\nc\0", "a␉b␍␊c␀"),
      ("\u{7F}", "␡"), ("\u{9B}2J\u{85}", "\\u{9B}2J\\u{85}"), ("\u{202E}x\u{202C}", "\\u{202E}x\\u{202C}"),
      ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"), ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
      ("\u{FEFF}a\u{AD}b", "\\u{FEFF}a\\u{AD}b"), ("a\u{E0041}", "a\\u{E0041}"),
    ])
  func marks(text: String, shown: String) { #expect(VisibleText.of(text) == shown) }

  @Test(
    "leaves what belongs to letters and emoji",
    arguments: [
      "می\u{200C}خواهم", "क्\u{200D}ष", "👩‍👩‍👧", "❤️", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "é",
      "e\u{301}",
    ])
  func leaves(text: String) { #expect(Array(VisibleText.of(text).unicodeScalars) == Array(text.unicodeScalars)) }

  @Test("cuts a pile of marks") func pile() {
    let text = "a" + String(repeating: "\u{301}", count: 5_000) + "b"
    #expect(VisibleText.of(text) == "a" + String(repeating: "\u{301}", count: 15) + "…b")
  }

  @Test("holds no control character of any text")
  func random() {
    var random = RandomSource(seed: 5)
    for _ in 0..<3_000 {
      let shown = VisibleText.of(random.text(upTo: 20))
      for scalar in shown.unicodeScalars {
        #expect(scalar.properties.generalCategory != .control)
        #expect(!(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value))
      }
    }
  }
}
