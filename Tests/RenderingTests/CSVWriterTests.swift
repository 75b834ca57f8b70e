import AnalyzerKit
import Rendering
import Testing

@Suite("CSV")
struct CSVWriterTests {
  @Test("quotes only what must be quoted")
  func exact() throws {
    var table = Table(columns: [Column("a,b", .text), Column("n", .integer), Column("x", .real)])
    try table.append([.text("say \"hi\""), .integer(-12), .real(1234.5)])
    try table.append([.text("two\nlines"), .missing, .real(.nan)])
    try table.append([.text("cr\r"), .integer(0), .real(1e-7)])
    try table.append([.text(" tab\t;'\\"), .integer(1), .real(2)])
    try table.append([.text("=1+1"), .integer(1), .real(0.1)])
    let expected = """
      "a,b",n,x
      "say ""hi""\",-12,1234.5
      "two
      lines",,
      "cr\r",0,1e-07
       tab\t;'\\,1,2
      =1+1,1,0.1

      """
    #expect(Renderer.text(table, as: .csv) == expected)
  }

  @Test("keeps a row of one empty cell")
  func oneColumn() throws {
    var table = Table(columns: [Column("a", .text)])
    for value in [Value.missing, .text(""), .text("x"), .real(.nan)] { try table.append([value]) }
    #expect(Renderer.text(table, as: .csv) == "a\n\"\"\n\"\"\nx\n\"\"\n")
  }

  @Test("reads back what was written")
  func roundTrip() throws {
    var random = RandomSource(seed: 8)
    var tables = [try NastyTable.make()]
    for _ in 0..<30 { tables.append(try random.table(rows: 20)) }
    for table in tables {
      #expect(parse(Renderer.text(table, as: .csv)) == PlainCells.of(table))
    }
  }

  /// A reader of RFC 4180.
  private func parse(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var bytes = Array(text.utf8)[...]
    func take() -> String {
      defer { field = [] }
      return String(decoding: field, as: UTF8.self)
    }
    while let byte = bytes.popFirst() {
      switch (isQuoted, byte) {
      case (true, UInt8(ascii: "\"")) where bytes.first == byte: field.append(bytes.removeFirst())
      case (_, UInt8(ascii: "\"")): isQuoted.toggle()
      case (false, UInt8(ascii: ",")): row.append(take())
      case (false, UInt8(ascii: "\n")):
        rows.append(row + [take()])
        row = []
      default: field.append(byte)
      }
    }
    #expect(field.isEmpty && row.isEmpty && !isQuoted)
    return rows
  }
}
