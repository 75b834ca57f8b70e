import AnalyzerKit
import Testing

@Suite struct ReportTests {
  private let column = Column("year", .integer, role: .group)

  private func report(_ numbers: [Int], notes: [String] = [], extra: Int = 0) throws -> Report {
    var table = Table(columns: [Column("n", .integer)])
    for number in numbers { try table.append([.integer(number)]) }
    return Report(
      tables: Array(repeating: table, count: 1 + extra), charts: [Chart(.bar, title: "All.", x: "n", y: ["n"])],
      notes: notes)
  }

  @Test func stacksTablesUnderTheirGroup() throws {
    let stacked = try Report.stacked(
      [
        ([.integer(2020)], report([1, 2], notes: ["shared", "n = 3"])), ([.missing], report([], notes: ["shared"])),
        ([.integer(2021)], report([5], notes: ["shared", "n = 3"])),
      ], by: [column])
    #expect(stacked.tables.count == 1)
    #expect(stacked.tables[0].columns.map(\.name) == ["year", "n"])
    #expect(
      stacked.tables[0].cells == [[.integer(2020), .integer(2020), .integer(2021)], [1, 2, 5].map(Value.integer)])
    #expect(stacked.notes == ["shared", "year 2020: n = 3", "year 2021: n = 3"])
    #expect(stacked.charts.count == 1)
  }

  @Test func oneGroupWithoutAKeyIsTheReportItself() throws {
    let one = try report([1], notes: ["a", "b"])
    #expect(try Report.stacked([([], one)], by: []) == one)
    #expect(try Report.stacked([], by: [column]).tables.isEmpty)
  }

  @Test func noTableIsLost() throws {
    let stacked = try Report.stacked(
      [([.integer(1)], report([1])), ([.integer(2)], report([2], extra: 1))], by: [column])
    #expect(stacked.tables.map(\.rowCount) == [2, 1])
  }

  @Test func provenanceKeepsOrder() {
    var provenance = Provenance()
    provenance.set("corpus", "news")
    provenance.set("version", "1")
    provenance.set("corpus", "other")
    #expect(provenance.entries.map(\.name) == ["corpus", "version"])
    #expect(provenance["corpus"] == "other")
    #expect(provenance["nothing"] == nil)
  }
}
