import Testing

@testable import CorpusImport

@Suite("LineScanner")
struct LineScannerTests {
  @Test(
    arguments: [
      ("a\nb", 1, 2), ("a\r\nb", 1, 3), ("a\rb", 1, 2), ("a\u{85}b", 1, 3), ("a\u{2028}b", 1, 4), ("a\u{2029}", 1, 4),
      ("ab", 2, 2), ("", 0, 0), ("\n", 0, 1), ("a\u{2027}", 4, 4), ("a\r", 1, 2), ("Â", 2, 2),
    ])
  func firstLine(_ text: String, _ content: Int, _ end: Int) {
    #expect(LineScanner.line(of: Array(text.utf8), from: 0) == .init(content: 0..<content, end: end))
  }

  @Test(arguments: ["ab", "ab\n", "ab\r\nc", "ab\u{2028}"])
  func theLimitIsTheLongestLine(_ text: String) {
    #expect(LineScanner.line(of: Array(text.utf8), from: 0, limit: 2)?.content == 0..<2)
    #expect(LineScanner.line(of: Array(text.utf8), from: 0, limit: 1) == nil)
  }

  @Test(arguments: [("", 0), ("\n\n a", 2), (" \t\n\t\n", 5), ("a", 0), ("  a", 0), ("\r\n \r\nb", 5), ("  ", 2)])
  func blankLines(_ text: String, _ end: Int) {
    #expect(LineScanner.endOfBlankLines(of: Array(text.utf8), from: 0) == end)
  }
}
