import AnalyzerKit
import Rendering
import Testing

@Suite("Markdown")
struct MarkdownWriterTests {
  @Test("pipe table with numbers to the right")
  func exact() throws {
    var table = Table(columns: [
      Column("term", .text), Column("per_million", .real), Column("n", .integer),
      Column("left", .text, role: .leftContext),
    ])
    try table.append([.text("und"), .real(1234.5678901), .integer(12), .text("links davon")])
    try table.append([.text("a|b\\c"), .real(.nan), .missing, .text("x\ny")])
    let expected = #"""
      | term | per_million | n | left |
      | --- | ---: | ---: | ---: |
      | und | 1234.5678901 | 12 | links davon |
      | a\|b\\c |  |  | x␊y |

      """#
    #expect(Renderer.text(table, as: .markdown) == expected)
  }

  @Test(
    "makes markup harmless",
    arguments: [
      ("`code`", #"\`code\`"#), ("<script>&amp;", "&lt;script&gt;&amp;amp;"), ("*a* _b_ ~c~", #"\*a\* \_b\_ \~c\~"#),
      ("a_b __c", #"a_b \_\_c"#), ("![x](http://y)", #"!\[x\](http://y)"#), ("$5$", #"\$5\$"#), ("\\|", #"\\\|"#),
      ("\u{1B}[0m\u{202E}", #"␛\[0m\\u{202E}"#), ("a\r\nb\tc", "a␍␊b␉c"), ("\u{2028}", #"\\u{2028}"#), ("安全", "安全"),
    ])
  func harmless(text: String, shown: String) throws {
    var table = Table(columns: [Column("a", .text)])
    try table.append([.text(text)])
    #expect(Renderer.text(table, as: .markdown) == "| a |\n| --- |\n| \(shown) |\n")
  }

  @Test("keeps to its lines and cells for any text")
  func random() throws {
    var random = RandomSource(seed: 10)
    for _ in 0..<30 {
      let table = try random.table(rows: 20)
      let lines = Renderer.text(table, as: .markdown).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == table.rowCount + 3)
      for line in lines.dropLast() {
        #expect(bareBytes(line).filter { $0 == UInt8(ascii: "|") }.count == table.columns.count + 1)
        #expect(!bareBytes(line).contains(UInt8(ascii: "<")))
      }
    }
  }

  /// The bytes of a line that stand without a backslash.
  private func bareBytes(_ line: Substring) -> [UInt8] {
    var bare: [UInt8] = []
    var rest = Array(line.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\") { _ = rest.popFirst() } else { bare.append(byte) }
    }
    return bare
  }
}
