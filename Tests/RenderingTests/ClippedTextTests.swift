import Testing

@testable import Rendering

@Suite("Clipped text")
struct ClippedTextTests {
  @Test(
    "keeps whole characters and marks the cut",
    arguments: [
      ("abcdef", 6, "abcdef", "abcdef"), ("abcdef", 5, "abcd…", "…cdef"), ("abcdef", 1, "…", "…"),
      ("abcdef", 0, "", ""),
      ("abcdef", -3, "", ""), ("", 0, "", ""), ("安全保障", 5, "安全…", "…保障"), ("安全保障", 4, "安…", "…障"),
      ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…", "…e\u{301}"), ("🇩🇪🇫🇷", 3, "🇩🇪…", "…🇫🇷"),
    ])
  func cuts(text: String, width: Int, start: String, end: String) {
    #expect(ClippedText.keepingStart(of: text, width: width) == start)
    #expect(ClippedText.keepingEnd(of: text, width: width) == end)
  }

  @Test("is never wider than allowed")
  func neverWider() {
    var random = RandomSource(seed: 6)
    for _ in 0..<3_000 {
      let text = VisibleText.of(random.text(upTo: 20))
      let width = Int.random(in: 0...20, using: &random)
      for clipped in [
        ClippedText.keepingStart(of: text, width: width), ClippedText.keepingEnd(of: text, width: width),
      ] {
        #expect(DisplayWidth.of(clipped) <= width)
      }
    }
  }
}
