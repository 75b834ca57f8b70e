import AnalyzerKit
import Testing

@Suite struct TableTests {
  private func sample() throws -> Table {
    var table = Table(columns: [Column("a", .text), Column("b", .integer)])
    try table.append([.text("x"), .integer(1)])
    try table.append([.text("y")])
    try table.append([.text("z"), .integer(3)])
    return table
  }

  @Test func rowsAreFilledWithMissing() throws {
    var table = try sample()
    #expect(table.rowCount == 3)
    #expect(table.row(1) == [.text("y"), .missing])
    #expect(table.row(3).isEmpty && table.row(-1).isEmpty)
    #expect(throws: AnalyzerError.self) { try table.append([.missing, .missing, .missing]) }
    #expect(table.rowCount == 3)
    #expect(table.index(of: "b") == 1)
    #expect(table.index(of: "c") == nil)
  }

  @Test func selections() throws {
    let table = try sample()
    #expect(table.selecting(rows: [2, 9, 0, -1, 2]).cells[0] == [.text("z"), .text("x"), .text("z")])
    let columns = table.selecting(columns: [1, 5, 0])
    #expect(columns.columns.map(\.name) == ["b", "a"])
    #expect(columns.row(0) == [.integer(1), .text("x")])
    let prefixed = table.prefixed([(Column("g", .text, role: .group), .text("one"))])
    #expect(prefixed.row(2) == [.text("one"), .text("z"), .integer(3)])
  }

  @Test func tablesOfOtherColumnsDoNotJoin() throws {
    var table = try sample()
    try table.append(contentsOf: try sample())
    #expect(table.rowCount == 6)
    #expect(throws: AnalyzerError.self) { try table.append(contentsOf: Table(columns: [Column("a", .text)])) }
  }

  @Test func `whole columns make a table where they are of one length`() throws {
    let columns = [Column("a", .integer), Column("b", .text)]
    let table = try Table(columns: columns, cells: [[.integer(1), .integer(2)], [.text("x"), .missing]])
    #expect(table.rowCount == 2)
    #expect(table.row(1) == [.integer(2), .missing])
    #expect(try Table(columns: [], cells: []).rowCount == 0)
    #expect(throws: AnalyzerError.malformedReport("1 columns of cells in a table of 2 columns")) {
      try Table(columns: columns, cells: [[.integer(1)]])
    }
    #expect(throws: AnalyzerError.malformedReport("a column of 0 cells in a table of 1 rows")) {
      try Table(columns: columns, cells: [[.integer(1)], []])
    }
  }
}
