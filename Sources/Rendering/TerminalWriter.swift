import AnalyzerKit

/// A table for readers at a terminal: aligned columns, fitted to its width, and a line that says what is shown.
///
/// Numbers stand to the right and are never cut. Text stands to the left and is cut with `…` where it must be: at its
/// end, or at its beginning when it is the left context of a concordance line or the name of a document, whose last
/// part tells it from its neighbours. Columns shrink before they are left out; those of a concordance line go last.
/// Hidden characters are shown as marks (`VisibleText`), so that nothing in a cell acts on the terminal; the only escape
/// sequences written are those for bold headers and highlighted matches, when colour is on. Padding ends at 400 columns:
/// beyond, a cell shifts the rest of its line. Letters that are written from right to left are not reordered.
struct TerminalWriter: TableWriter {
  let options: RenderingOptions

  private static let bold = "\u{1B}[1m"
  private static let highlight = "\u{1B}[1;31m"
  private static let plain = "\u{1B}[0m"

  // The header depends on the widths of the rows, so both are written together.
  func writeHeader(_ columns: [Column], to output: inout OutputBuffer) {}

  func writeRows(of table: Table, to output: inout OutputBuffer) throws {
    let cells = TerminalCells(table, rowLimit: options.rowLimit)
    let layout = TableLayout(table.columns.indices.map(cells.need), width: options.width)
    var isCut = try writeNames(cells, layout, to: &output)
    var line = TerminalLine()
    for row in cells.rows {
      for (column, width) in zip(layout.columns, layout.widths) {
        let text = cells.text(row, column)
        let shown = cells.mayCut(row, column) ? clip(text, table.columns[column], width) : text
        if shown != text { isCut = true }
        line.add(
          shown, width: width, isRight: table.columns[column].isRightAligned,
          style: options.color && table.columns[column].role == .match ? (Self.highlight, Self.plain) : nil)
      }
      line.write(to: &output)
      try output.endLine()
    }
    output.append(summary(cells, layout, isCut: isCut))
    try output.endLine()
  }

  /// Writes the names of the columns; says whether one was cut.
  private func writeNames(
    _ cells: TerminalCells, _ layout: TableLayout, to output: inout OutputBuffer
  ) throws -> Bool {
    guard !layout.columns.isEmpty else { return false }
    var line = TerminalLine()
    var isCut = false
    for (column, width) in zip(layout.columns, layout.widths) {
      let name = ClippedText.keepingStart(of: cells.headers[column], width: width)
      if name != cells.headers[column] { isCut = true }
      line.add(name, width: width, isRight: cells.table.columns[column].isRightAligned)
    }
    line.write(start: options.color ? Self.bold : "", end: options.color ? Self.plain : "", to: &output)
    try output.endLine()
    return isCut
  }

  private func clip(_ text: String, _ column: Column, _ width: Int) -> String {
    column.role == .leftContext || column.role == .document
      ? ClippedText.keepingEnd(of: text, width: width) : ClippedText.keepingStart(of: text, width: width)
  }

  /// How many rows there are, what is not shown, and how to see it.
  private func summary(_ cells: TerminalCells, _ layout: TableLayout, isCut: Bool) -> String {
    let total = cells.table.rowCount
    let unit = total == 1 ? "row" : "rows"
    var isWhole = !isCut
    var text = "\(Self.grouped(total)) \(unit)."
    if cells.rows.count < total {
      text = "\(Self.grouped(cells.rows.count)) of " + text
      isWhole = false
    }
    let hidden = cells.headers.indices.filter { !layout.columns.contains($0) }
    if !hidden.isEmpty {
      text += " Not shown: " + hidden.map { cells.headers[$0] }.joined(separator: ", ") + "."
      isWhole = false
    }
    return isWhole || options.hint.isEmpty ? text : text + " " + options.hint
  }

  /// A count with commas between its thousands.
  private static func grouped(_ count: Int) -> String {
    var text = ""
    for (index, digit) in String(count).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
