import Testing

@testable import LineEditing

struct VisibleTextTests {
  @Test(arguments: [
    ("Stärkung", "Stärkung", 8), ("安全", "安全", 4), ("e\u{301}", "e\u{301}", 1), ("", "", 0),
    ("\u{1B}[31m", "<U+001B>[31m", 12), ("a\u{202E}b", "a<U+202E>b", 10), ("\u{9B}", "<U+009B>", 8),
    ("a\u{2028}", "a<U+2028>", 9), ("\u{E000}", "<U+E000>", 8), ("\u{10FFFF}", "<U+10FFFF>", 10),
    ("می\u{200C}خواهم", "می\u{200C}خواهم", 7),
  ])
  func makesVisible(_ raw: String, _ shown: String, _ width: Int) {
    let visible = VisibleText(raw)
    #expect(visible.text == shown)
    #expect(visible.width == width)
  }
}
