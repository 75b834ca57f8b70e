import AnalyzerKit

/// Comma-separated values as in RFC 4180: a header row, then a record a row.
///
/// A field is quoted only when it holds a comma, a quote or a line break; quotes in it are doubled. Records end in a
/// newline alone, not in a carriage return and newline. There is no byte order mark. Missing and non-finite values are
/// empty; in a table of one column they are `""`, since readers pass over an empty line. Nothing else is changed: a
/// text that a spreadsheet would take for a formula (`=…`) stays as it is, because guarding it would change the data.
/// A table without columns writes nothing.
struct CSVWriter: TableWriter {
  func writeHeader(_ columns: [Column], to output: inout OutputBuffer) throws {
    guard !columns.isEmpty else { return }
    for (index, column) in columns.enumerated() {
      if index > 0 { output.append(byte: UInt8(ascii: ",")) }
      append(column.name, isOnly: columns.count == 1, to: &output)
    }
    try output.endLine()
  }

  func writeRows(of table: Table, to output: inout OutputBuffer) throws {
    let cells = table.cells
    let isOnly = cells.count == 1
    for row in 0..<table.rowCount {
      for column in cells.indices {
        if column > 0 { output.append(byte: UInt8(ascii: ",")) }
        switch cells[column][row] {
        case .text(let text): append(text, isOnly: isOnly, to: &output)
        case .integer(let number): output.append(number)
        case .real(let number) where number.isFinite: output.append(number)
        case .real, .missing: append("", isOnly: isOnly, to: &output)
        }
      }
      try output.endLine()
    }
  }

  private func append(_ text: String, isOnly: Bool, to output: inout OutputBuffer) {
    if text.isEmpty ? !isOnly : !text.utf8.contains(where: Self.needsQuotes) { return output.append(text) }
    let quote = UInt8(ascii: "\"")
    output.append(byte: quote)
    for byte in text.utf8 {
      if byte == quote { output.append(byte: quote) }
      output.append(byte: byte)
    }
    output.append(byte: quote)
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
    default: false
    }
  }
}
