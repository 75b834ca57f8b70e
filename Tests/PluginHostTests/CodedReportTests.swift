import AnalyzerKit
import PluginHost
import Testing

/// Reports go through frames unchanged, and what is no report is refused.
struct CodedReportTests {
  private func encoded(_ report: Report) throws -> [UInt8] { try PartialCoding.encode(CodedReport(report)) }
  private func decoded(_ bytes: [UInt8]) throws -> Report {
    try PartialCoding.decode(CodedReport.self, from: bytes).report()
  }

  private func report() throws -> Report {
    var table = Table(columns: [
      Column("term", .text, role: .term, "The term."), Column("count", .integer), Column("share", .real),
      Column("date", .date),
    ])
    try table.append([.text("Äpfel\n\t"), .integer(.max), .real(0.1), .text("2021-03")])
    try table.append([.text(""), .integer(.min), .real(-.infinity), .missing])
    try table.append([.missing, .integer(0), .integer(3), .integer(2021)])
    // Columns of one kind, which are written otherwise.
    var even = Table(columns: [Column("term", .text), Column("count", .integer), Column("share", .real)])
    try even.append([.text("Straße"), .integer(-7), .real(.pi)])
    try even.append([.text(""), .integer(1 << 40), .real(-0.0)])
    return Report(
      tables: [table, even, Table(columns: even.columns), Table(columns: [])],
      charts: [Chart(.bar, title: "Counts.", x: "term", y: ["count"])],
      notes: ["3 rows."])
  }

  @Test func `a report comes back as it was`() throws {
    let report = try report()
    #expect(try decoded(encoded(report)) == report)
  }

  @Test func `damaged bytes never trap`() throws {
    let bytes = try encoded(report())
    var state: UInt64 = 42
    for _ in 0..<2000 {
      var damaged = bytes
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let place = Int(state >> 33) % damaged.count
        damaged[place] = UInt8(truncatingIfNeeded: state >> 20)
      }
      _ = try? decoded(damaged)
      _ = try? decoded(Array(damaged.prefix(Int(state >> 40) % damaged.count)))
    }
  }

  @Test func `a cell that does not fit its column is refused`() throws {
    var table = Table(columns: [Column("count", .integer)])
    try table.append([.real(1.5)])
    let bytes = try encoded(Report(tables: [table]))
    #expect(
      throws: AnalyzerError.malformedReport("the column count is of kind integer, and holds the number 1.5 in row 1")
    ) { try decoded(bytes) }
  }

  @Test func `a table of more rows than it has bytes is refused before memory is taken`() throws {
    var table = Table(columns: [Column("count", .integer)])
    for _ in 0..<300 { try table.append([.integer(1)]) }
    var bytes = try encoded(Report(tables: [table]))
    // Twice 300, as it may have a sign, in groups of seven bits, low first, is the number of rows.
    let rows = try #require(bytes.indices.dropLast().first { bytes[$0] == 0xD8 && bytes[$0 + 1] == 0x04 })
    bytes.replaceSubrange(rows...rows + 1, with: [0xFF, 0xFF, 0xFF, 0xFF, 0x3F])
    #expect(throws: AnalyzerError.self) { try decoded(bytes) }
  }
}
