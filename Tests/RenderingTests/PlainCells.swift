import AnalyzerKit
import Rendering

/// The cells of a table, header first, as the texts that a reader of tsv or csv gets.
enum PlainCells {
  static func of(_ table: Table) -> [[String]] {
    [table.columns.map(\.name)]
      + (0..<table.rowCount).map { row in
        table.row(row).map { value in
          switch value {
          case .text(let text): text
          case .integer(let number): "\(number)"
          case .real(let number): PlainNumber.text(number) ?? ""
          case .missing: ""
          }
        }
      }
  }
}
