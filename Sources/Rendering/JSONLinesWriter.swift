import AnalyzerKit

/// JSON Lines: one object a line, no array around them and no header.
///
/// An empty table writes nothing.
struct JSONLinesWriter: TableWriter {
  func writeHeader(_ columns: [Column], to output: inout OutputBuffer) {}

  func writeRows(of table: Table, to output: inout OutputBuffer) throws {
    let object = JSONObject(table.columns)
    let cells = table.cells
    for row in 0..<table.rowCount {
      object.write(row, of: cells, to: &output)
      try output.endLine()
    }
  }
}
