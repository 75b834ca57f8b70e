/// What an analysis gives: tables, charts, notes, and where the numbers come from.
public struct Report: Hashable, Sendable {
  /// The tables; the first is the result that later stages work on.
  public var tables: [Table]
  /// Pictures of the first table that make sense for it.
  public var charts: [Chart]
  /// What a reader must know to understand the numbers: denominators, conventions, what was left out.
  public var notes: [String]
  /// What made the numbers; the workbench fills it in.
  public var provenance: Provenance

  /// Makes a report.
  public init(tables: [Table], charts: [Chart] = [], notes: [String] = []) {
    self.tables = tables
    self.charts = charts
    self.notes = notes
    provenance = Provenance()
  }

  /// Puts the reports of several groups under each other: each table gets the group's columns first.
  ///
  /// A note that all groups share stands once; one that differs is led by its group. Where notes of many groups differ in
  /// their numbers only, one line has the sentence of the first and the numbers of all.
  public static func stacked(_ reports: [(key: [Value], report: Report)], by columns: [Column]) throws -> Report {
    guard let first = reports.first else { return Report(tables: []) }
    var result = Report(tables: [], charts: first.report.charts)
    for index in 0..<(reports.map(\.report.tables.count).max() ?? 0) {
      var whole: Table?
      for (key, report) in reports where index < report.tables.count {
        let part = report.tables[index].prefixed(Array(zip(columns, key)))
        if whole == nil { whole = part } else { try whole?.append(contentsOf: part) }
      }
      if let whole { result.tables.append(whole) }
    }
    result.notes = GroupNotes.combined(reports.map { (key: $0.key, notes: $0.report.notes) }, by: columns)
    return result
  }
}
