import Testing

@testable import TextProcessing

struct FormNormalizerTests {
  private func normal(_ text: String) -> String {
    var copy = text
    return String(decoding: copy.withUTF8(FormNormalizer.normalize), as: UTF8.self)
  }
  private func isNormal(_ text: String) -> Bool {
    var copy = text
    return copy.withUTF8(FormNormalizer.isNormal)
  }

  // From Unicode's NormalizationTest, and the three kinds of Hangul.
  @Test(arguments: [
    ("a\u{308}", "ä"), ("\u{1E0A}\u{323}", "\u{1E0C}\u{307}"), ("\u{212B}", "\u{C5}"),
    ("\u{1100}\u{1161}\u{11A8}", "\u{AC01}"), ("\u{1100}\u{AC00}\u{11A8}", "\u{1100}\u{AC01}"),
    ("\u{F900}", "\u{8C48}"), ("Stra\u{AD}ße", "Straße"), ("\u{AD}", ""), ("a\u{AD}\u{308}", "ä"), ("ﬁ", "ﬁ"),
  ])
  func composes(_ text: String, _ expected: String) {
    #expect(Array(normal(text).utf8) == Array(expected.utf8))
    #expect(!isNormal(text) || text == "ﬁ")
  }

  @Test(arguments: ["", "abc", "Größe", "Привет", "漢字", "한국어", "ẞ", "हिन्दी"])
  func leavesNormalTextAlone(_ text: String) {
    #expect(Array(normal(text).utf8) == Array(text.utf8))
  }

  @Test func quickCheckSeesCommonScripts() {
    for text in ["Größe", "Привет", "漢字", "日本", "한국어", "Ελλάς", "naïve"] { #expect(isNormal(text)) }
  }

  @Test func isIdempotentOnRandomText() {
    var random = RandomBytes(seed: 2)
    for _ in 0..<500 {
      let text = TokenizerLawTests.randomText(&random, pieces: 8)
      let once = text.withUnsafeBufferPointer(FormNormalizer.normalize)
      #expect(once.withUnsafeBufferPointer(FormNormalizer.normalize) == once)
    }
  }
}
