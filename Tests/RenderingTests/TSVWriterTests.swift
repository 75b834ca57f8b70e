import AnalyzerKit
import Rendering
import Testing

@Suite("TSV")
struct TSVWriterTests {
  @Test("escapes four characters and quotes nothing")
  func exact() throws {
    var table = Table(columns: [Column("a\tb", .text), Column("n", .integer), Column("x", .real)])
    try table.append([.text("tab\tnl\ncr\rback\\slash"), .integer(-12), .real(1234.5)])
    try table.append([.text("\"quoted\", \u{1B}[0m"), .missing, .real(.nan)])
    try table.append([.text("12"), .integer(.min), .real(5)])
    try table.append([.missing, .integer(.max), .real(-.infinity)])
    let expected = #"""
      a\tb	n	x
      tab\tnl\ncr\rback\\slash	-12	1234.5
      "quoted", ESC[0m		
      12	-9223372036854775808	5
      	9223372036854775807	

      """#
    #expect(Renderer.text(table, as: .tsv) == expected.replacing("ESC", with: "\u{1B}"))
  }

  @Test("reads back what was written")
  func roundTrip() throws {
    var random = RandomSource(seed: 7)
    var tables = [try NastyTable.make()]
    for _ in 0..<30 { tables.append(try random.table(rows: 20)) }
    for table in tables {
      let lines = Renderer.text(table, as: .tsv).utf8.split(separator: 10, omittingEmptySubsequences: false)
      #expect(lines.last?.isEmpty == true)
      let rows = lines.dropLast().map { line in
        line.split(separator: 9, omittingEmptySubsequences: false).map { unescape(Array($0)) }
      }
      #expect(rows == PlainCells.of(table))
    }
  }

  private func unescape(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "\\"): result.append(byte)
      case let other: Issue.record("an unknown escape \(String(describing: other))")
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
