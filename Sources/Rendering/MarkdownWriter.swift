import AnalyzerKit

/// A pipe table of GitHub Flavored Markdown, with everything in full.
///
/// Columns of numbers are aligned to the right, as is the left context of a concordance. Cells show as the text that
/// they are: markup in them is escaped (`MarkdownText`). Cells are not padded. Missing and non-finite values are empty.
/// A table without columns writes nothing.
struct MarkdownWriter: TableWriter {
  func writeHeader(_ columns: [Column], to output: inout OutputBuffer) throws {
    guard !columns.isEmpty else { return }
    output.append(byte: UInt8(ascii: "|"))
    for column in columns { output.append(" " + MarkdownText.escaped(column.name) + " |") }
    try output.endLine()
    output.append(byte: UInt8(ascii: "|"))
    for column in columns { output.append(column.isRightAligned ? " ---: |" : " --- |") }
    try output.endLine()
  }

  func writeRows(of table: Table, to output: inout OutputBuffer) throws {
    let cells = table.cells
    for row in 0..<table.rowCount {
      output.append(byte: UInt8(ascii: "|"))
      for column in cells {
        output.append(byte: UInt8(ascii: " "))
        switch column[row] {
        case .text(let text): output.append(MarkdownText.escaped(text))
        case .integer(let number): output.append(number)
        case .real(let number): output.append(number)
        case .missing: break
        }
        output.append(" |")
      }
      try output.endLine()
    }
  }
}
