import AnalyzerKit
import Rendering
import Testing

@Suite("JSON and JSON Lines")
struct JSONWriterTests {
  private func table() throws -> Table {
    var table = Table(columns: [Column("te\"rm", .text), Column("n", .integer), Column("x", .real)])
    try table.append([
      .text("a\"b\\c/d\u{8}\u{C}\n\r\t\u{1}\u{1B}\u{7F}\u{9B}\u{2028}\u{2029}"), .integer(-1), .real(0.5),
    ])
    try table.append([.text("12"), .missing, .real(.infinity)])
    try table.append([.text("„ä安👩‍👧“ §"), .integer(0), .real(1e-7)])
    return table
  }

  private let rows = [
    #"{"te\"rm":"a\"b\\c/d\b\f\n\r\t\u0001\u001b\u007f\u009b\u2028\u2029","n":-1,"x":0.5}"#,
    #"{"te\"rm":"12","n":null,"x":null}"#,
    #"{"te\"rm":"„ä安👩‍👧“ §","n":0,"x":1e-07}"#,
  ]

  @Test("array of one object a line") func array() throws {
    #expect(Renderer.text(try table(), as: .json) == "[\n" + rows.joined(separator: ",\n") + "\n]\n")
  }

  @Test("one object a line") func lines() throws {
    #expect(Renderer.text(try table(), as: .jsonl) == rows.joined(separator: "\n") + "\n")
  }

  @Test("gives equal names different keys") func equalNames() throws {
    var table = Table(columns: ["a", "a", "a_2", "a"].map { Column($0, .integer) })
    try table.append([.integer(1), .integer(2), .integer(3), .integer(4)])
    #expect(Renderer.text(table, as: .jsonl) == #"{"a":1,"a_3":2,"a_2":3,"a_4":4}"# + "\n")
  }

  @Test("reads back what was written")
  func roundTrip() throws {
    var random = RandomSource(seed: 9)
    var tables = [try NastyTable.make()]
    for _ in 0..<30 { tables.append(try random.table(rows: 20)) }
    for table in tables {
      let expected = objects(of: table)
      #expect(try JSONReader.read(Renderer.text(table, as: .json)) == .array(expected))
      let lines = Renderer.text(table, as: .jsonl).unicodeScalars.split(separator: "\n")
      #expect(try lines.map { try JSONReader.read(String($0)) } == expected)
    }
  }

  private func objects(of table: Table) -> [JSONReader.Element] {
    (0..<table.rowCount).map { row in
      .object(
        zip(table.columns, table.row(row)).map { column, value in
          JSONReader.Member(key: column.name, value: element(value))
        })
    }
  }

  private func element(_ value: Value) -> JSONReader.Element {
    switch value {
    case .text(let text): .text(text)
    case .integer(let number): .number("\(number)")
    case .real(let number): PlainNumber.text(number).map { .number($0) } ?? .null
    case .missing: .null
    }
  }
}
