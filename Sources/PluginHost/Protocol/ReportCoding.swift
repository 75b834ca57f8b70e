import AnalyzerKit

/// Reports as bytes: a head that says what there is, then the cells, column by column.
///
/// Reading checks everything that later stages rely on: lengths, kinds of columns, and that cells fit them.
public enum ReportCoding {
  private struct Head: Codable {
    let tables: [TableHead]
    let charts: [CodedChart]
    let notes: [String]
  }

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

  private struct Coded: Codable {
    let head: Head
    let cells: [UInt8]
  }

  /// The bytes of a report, without its provenance, which the session fills in.
  public static func encode(_ report: Report) throws -> [UInt8] {
    var cells: [UInt8] = []
    for table in report.tables {
      for column in table.cells { try CellCoding.append(column, to: &cells) }
    }
    let head = Head(
      tables: report.tables.map { TableHead(columns: $0.columns.map { CodedColumn($0) }, rows: $0.rowCount) },
      charts: report.charts.map { CodedChart(kind: $0.kind.rawValue, title: $0.title, x: $0.x, y: $0.y) },
      notes: report.notes)
    return try PartialCoding.encode(Coded(head: head, cells: cells))
  }

  /// The report of some bytes; throws `malformedReport` for one that does not hold together.
  public static func decode(_ bytes: [UInt8]) throws -> Report {
    let coded: Coded
    do {
      coded = try PartialCoding.decode(Coded.self, from: bytes)
    } catch AnalyzerError.damagedPartial(let why) {
      throw AnalyzerError.malformedReport(why)
    }
    let tables = try coded.cells.withUnsafeBytes { bytes in
      var reader = CellCoding.Reader(bytes)
      let tables = try coded.head.tables.map { try table($0, from: &reader, ofBytes: bytes.count) }
      guard reader.isAtEnd else { throw AnalyzerError.malformedReport("it has cells left over") }
      return tables
    }
    let charts = coded.head.charts.compactMap { chart in
      Chart.Kind(rawValue: chart.kind).map { Chart($0, title: chart.title, x: chart.x, y: chart.y) }
    }
    return Report(tables: tables, charts: charts, notes: coded.head.notes)
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
