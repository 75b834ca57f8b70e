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
      for column in table.cells { for cell in column { append(cell, to: &cells) } }
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
    var reader = CellReader(coded.cells)
    var tables: [Table] = []
    for head in coded.head.tables {
      let columns = try head.columns.map { try $0.column() }
      let (cells, overflow) = head.rows.multipliedReportingOverflow(by: max(columns.count, 1))
      guard !overflow, head.rows >= 0, cells <= coded.cells.count || columns.isEmpty else {
        throw AnalyzerError.malformedReport("a table is shorter than it says")
      }
      var contents: [[Value]] = []
      for column in columns {
        contents.append(
          try (0..<head.rows).map { row in
            let cell = try reader.next()
            guard fits(cell, column.kind) else {
              throw AnalyzerError.malformedReport(
                "the column \(column.name) is of kind \(column.kind.rawValue), and holds \(shown(cell)) in row \(row + 1)"
              )
            }
            return cell
          })
      }
      var table = Table(columns: columns)
      for row in 0..<(columns.isEmpty ? 0 : head.rows) { try table.append(contents.map { $0[row] }) }
      tables.append(table)
    }
    guard reader.isAtEnd else { throw AnalyzerError.malformedReport("it has cells left over") }
    let charts = coded.head.charts.compactMap { chart in
      Chart.Kind(rawValue: chart.kind).map { Chart($0, title: chart.title, x: chart.x, y: chart.y) }
    }
    return Report(tables: tables, charts: charts, notes: coded.head.notes)
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

  // MARK: Cells

  private static func append(_ cell: Value, to bytes: inout [UInt8]) {
    switch cell {
    case .missing: bytes.append(0)
    case .integer(let number):
      bytes.append(1)
      append(UInt64(bitPattern: Int64(number)), to: &bytes)
    case .real(let number):
      bytes.append(2)
      append(number.bitPattern, to: &bytes)
    case .text(let text):
      bytes.append(3)
      append(UInt64(text.utf8.count), to: &bytes)
      bytes.append(contentsOf: text.utf8)
    }
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private struct CellReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func next() throws -> Value {
      switch try take(1).first {
      case 0: return .missing
      case 1: return .integer(Int(Int64(bitPattern: try number())))
      case 2: return .real(Double(bitPattern: try number()))
      case 3:
        guard let count = Int(exactly: try number()),
          let text = String(validating: try take(count), as: UTF8.self)
        else { throw AnalyzerError.malformedReport("it holds text that is not UTF-8") }
        return .text(text)
      default: throw AnalyzerError.malformedReport("it holds an unknown kind of cell")
      }
    }

    private mutating func number() throws -> UInt64 { try take(8).reversed().reduce(0) { $0 << 8 | UInt64($1) } }

    private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
      guard count >= 0, count <= bytes.count - position else {
        throw AnalyzerError.malformedReport("it is shorter than it says")
      }
      defer { position += count }
      return bytes[position..<position + count]
    }
  }
}
