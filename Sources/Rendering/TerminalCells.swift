import AnalyzerKit

/// The cells of a table as a terminal shows them, before they are fitted to its width.
struct TerminalCells {
  /// The least width to which text is cut; that of a concordance line's contexts, which say little in less, and of its match, which is what
  /// was asked for.
  private static let leastText = 8
  private static let leastContext = 14
  private static let leastMatch = 32
  /// The most room that the name of a column of text, or of numbers, claims.
  private static let mostTextHeader = 16
  private static let mostNumberHeader = 24
  /// Concordance contexts get so many times the room of other text.
  private static let contextShare = 2

  let table: Table
  /// The rows shown: the first so many.
  let rows: Range<Int>
  /// The names of the columns, visible.
  let headers: [String]
  private let styles: [NumberStyle]

  init(_ table: Table, rowLimit: Int?) {
    self.table = table
    rows = 0..<min(table.rowCount, max(0, rowLimit ?? table.rowCount))
    headers = table.columns.map { VisibleText.of($0.name) }
    let shown = rows
    styles = table.cells.map { NumberStyle($0[shown]) }
  }

  /// The text of a cell, with nothing hidden and nothing cut.
  func text(_ row: Int, _ column: Int) -> String {
    switch table.cells[column][row] {
    case .text(let text): VisibleText.of(text)
    case .integer(let number): styles[column].text(number)
    case .real(let number): styles[column].text(number)
    case .missing: ""
    }
  }

  /// Whether a cell may be cut: text may, numbers never.
  func mayCut(_ row: Int, _ column: Int) -> Bool {
    if case .text = table.cells[column][row] { return true }
    return false
  }

  private static func leastWidth(_ role: Column.Role?) -> Int {
    switch role {
    case .match: leastMatch
    case .leftContext, .rightContext: leastContext
    default: leastText
    }
  }

  /// What a column needs.
  func need(of column: Int) -> TableLayout.Need {
    var widest = 0
    var widestNumber = 0
    for row in rows {
      let width = DisplayWidth.of(text(row, column))
      widest = max(widest, width)
      if !mayCut(row, column) { widestNumber = max(widestNumber, width) }
    }
    let header = DisplayWidth.of(headers[column])
    let role = table.columns[column].role
    let natural = max(widest, header)
    let isNumeric = table.columns[column].isNumeric
    let claim = min(header, isNumeric ? Self.mostNumberHeader : Self.mostTextHeader)
    let text = isNumeric ? 0 : min(natural, Self.leastWidth(role))
    return TableLayout.Need(
      natural: natural, minimum: max(claim, widestNumber, text), least: max(1, widestNumber),
      share: role == .leftContext || role == .rightContext ? Self.contextShare : 1,
      rank: table.columns[column].rank)
  }
}
