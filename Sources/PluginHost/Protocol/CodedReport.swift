import AnalyzerKit

/// A report in a frame: a head that says what there is, and the cells as bytes, column by column.
///
/// Reading checks everything that later stages rely on: lengths, kinds of columns, and that cells fit them.
public struct CodedReport: Codable, Sendable {
  private struct TableHead: Codable {
    let columns: [CodedColumn]
    let rows: Int
  }

  private struct CodedChart: Codable {
    let kind: String
    let title: String
    let x: String
    let y: [String]
  }

  private let tables: [TableHead]
  private let charts: [CodedChart]
  private let notes: [String]
  private let cells: [UInt8]

  /// Codes a report, without its provenance, which the session fills in.
  public init(_ report: Report) throws {
    let columns = report.tables.flatMap(\.cells)
    var cells: [UInt8] = []
    cells.reserveCapacity(columns.reduce(0) { $0 + CellCoding.size(of: $1) })
    for column in columns { try CellCoding.append(column, to: &cells) }
    self.cells = cells
    tables = report.tables.map { TableHead(columns: $0.columns.map { CodedColumn($0) }, rows: $0.rowCount) }
    charts = report.charts.map { CodedChart(kind: $0.kind.rawValue, title: $0.title, x: $0.x, y: $0.y) }
    notes = report.notes
  }

  /// The report; throws `malformedReport` for one that does not hold together.
  public func report() throws -> Report {
    let tables = try cells.withUnsafeBytes { bytes in
      var reader = CellCoding.Reader(bytes)
      let tables = try self.tables.map { try CodedReport.table($0, from: &reader, ofBytes: bytes.count) }
      guard reader.isAtEnd else { throw AnalyzerError.malformedReport("it has cells left over") }
      return tables
    }
    let charts = charts.compactMap { chart in
      Chart.Kind(rawValue: chart.kind).map { Chart($0, title: chart.title, x: chart.x, y: chart.y) }
    }
    return Report(tables: tables, charts: charts, notes: notes)
  }

  private static func table(
    _ head: TableHead, from reader: inout CellCoding.Reader, ofBytes bytes: Int
  ) throws -> Table {
    let columns = try head.columns.map { try $0.column() }
    let (cells, overflow) = head.rows.multipliedReportingOverflow(by: max(columns.count, 1))
    guard !overflow, head.rows >= 0, cells <= bytes || columns.isEmpty else {
      throw AnalyzerError.malformedReport("a table is shorter than it says")
    }
    return try Table(
      columns: columns,
      cells: columns.map { column in
        let cells = try reader.column(head.rows)
        if let row = cells.firstIndex(where: { !fits($0, column.kind) }) {
          throw AnalyzerError.malformedReport(
            "the column \(column.name) is of kind \(column.kind.rawValue), and holds \(shown(cells[row])) in row \(row + 1)"
          )
        }
        return cells
      })
  }

  /// Whether a cell may stand in a column of a kind; missing may stand everywhere, and whole numbers among reals.
  public static func fits(_ value: Value, _ kind: Column.Kind) -> Bool {
    switch (value, kind) {
    case (.missing, _), (.text, .text), (.text, .date), (.integer, .integer), (.integer, .real), (.real, .real): true
    // A date by its year alone.
    case (.integer, .date): true
    default: false
    }
  }

  private static func shown(_ value: Value) -> String {
    switch value {
    case .text(let text): "the text ‘\(text.prefix(40))’"
    case .integer(let number): "the whole number \(number)"
    case .real(let number): "the number \(number)"
    case .missing: "nothing"
    }
  }
}
