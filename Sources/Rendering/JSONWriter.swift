import AnalyzerKit

/// A JSON array of objects, one object a line.
///
/// An empty table is `[]`.
struct JSONWriter: TableWriter {
  func writeHeader(_ columns: [Column], to output: inout OutputBuffer) {
    output.append(byte: UInt8(ascii: "["))
  }

  func writeRows(of table: Table, to output: inout OutputBuffer) throws {
    let object = JSONObject(table.columns)
    let cells = table.cells
    for row in 0..<table.rowCount {
      if row > 0 { output.append(byte: UInt8(ascii: ",")) }
      try output.endLine()
      object.write(row, of: cells, to: &output)
    }
    if table.rowCount > 0 { try output.endLine() }
    output.append(byte: UInt8(ascii: "]"))
    try output.endLine()
  }
}
