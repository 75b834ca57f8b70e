import AnalyzerKit

/// Says in words where two reports differ first.
enum ReportDifference {
  /// Nil when the reports are the same; two values that are not a number count as the same.
  static func first(between expected: Report, and found: Report) -> String? {
    if expected.tables.count != found.tables.count {
      return "\(found.tables.count) tables instead of \(expected.tables.count)"
    }
    for (index, tables) in zip(expected.tables, found.tables).enumerated() {
      if let difference = first(between: tables.0, and: tables.1) { return "table \(index + 1), \(difference)" }
    }
    return expected.notes == found.notes ? nil : "notes \(found.notes) instead of \(expected.notes)"
  }

  private static func first(between expected: Table, and found: Table) -> String? {
    if expected.columns != found.columns { return "its columns" }
    for row in 0..<min(expected.rowCount, found.rowCount) {
      for (column, values) in zip(expected.columns, zip(expected.row(row), found.row(row))) {
        if case (.real(let left), .real(let right)) = values, left.isNaN, right.isNaN { continue }
        if values.0 != values.1 {
          return "row \(row + 1), \(column.name): \(text(values.1)) instead of \(text(values.0))"
        }
      }
    }
    return expected.rowCount == found.rowCount ? nil : "\(found.rowCount) rows instead of \(expected.rowCount)"
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .text(let text): "‘\(text)’"
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .missing: "nothing"
    }
  }
}
