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
    #expect(stacked.notes == ["shared", "year 2020, 2021: n = 3"])
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

  private func notes(_ groups: [(Value, [String])]) throws -> [String] {
    try Report.stacked(groups.map { (key: [$0.0], report: Report(tables: [], notes: $0.1)) }, by: [column]).notes
  }

  @Test func fewNotesThatDifferHaveALineEach() throws {
    let few = try notes([
      (.missing, ["2 words.", "Left out: a."]), (.integer(2020), ["3.5 words.", "Left out: b."]),
      (.integer(2021), ["4 words."]),
    ])
    #expect(
      few == [
        "no year: 2 words.", "year 2020: 3.5 words.", "year 2021: 4 words.", "no year: Left out: a.",
        "year 2020: Left out: b.",
      ])
  }

  @Test func manyNotesThatDifferInNumbersAreOneLine() throws {
    let groups = (2020...2024).map {
      (Value.integer($0), ["\($0 - 2019) words in 5 of \($0 - 2000) documents.", "All."])
    }
    #expect(
      try notes(groups) == [
        "year 2020: 1 words in 5 of 20 documents; 2021: 2, 21; 2022: 3, 22; 2023: 4, 23; 2024: 5, 24.", "All.",
      ])
    let one = [(Value.integer(2019), ["Fine."])] + groups.map { ($0.0, ["7 words."]) }
    #expect(try notes(one) == ["year 2019: Fine.", "year 2020, 2021, 2022, 2023, 2024: 7 words."])
  }

  @Test func singularAndPluralAreAlike() throws {
    let counts = [2, 1, 7, 5, 12]
    let groups = counts.map { count in
      let (matches, words) = (Amount(count, "match", "matches"), Amount(count * 3 - 2, "sentence"))
      return (Value.integer(count * 3 - 2), ["\(matches) \(matches.verb) in \(words)."])
    }
    #expect(
      try notes(groups) == [
        "year 4: 2 matches are in 4 sentences; 1: 1, 1; 19: 7, 19; 13: 5, 13; 34: 12, 34."
      ])
    #expect(
      try notes(Array(groups.prefix(2))) == [
        "year 4: 2 matches are in 4 sentences.", "year 1: 1 match is in 1 sentence.",
      ])
  }

  @Test func ofVeryManyTheRangesAreTold() throws {
    let groups = (1...100).map { (Value.integer($0), ["\($0 * 10) words in \($0 % 3 + 1) documents are 1 base."]) }
    #expect(try notes(groups) == ["100 groups: 10 to 1000 words in 1 to 3 documents are 1 base."])
    let some = (1...200).map { (Value.integer($0), $0 <= 100 ? ["Same."] : []) }
    #expect(try notes(some) == ["100 groups: Same."])
  }

  @Test func notesOfOneGroupStayAsTheyAre() throws {
    #expect(try notes([(.integer(1), ["5 words.", "6 words.", "5 words."])]) == ["5 words.", "6 words."])
  }

  @Test func amountsAreInWords() {
    #expect("\(Amount(1, "document"))" == "1 document")
    #expect("\(Amount(0, "document"))" == "0 documents")
    #expect("\(Amount(2, "match", "matches"))" == "2 matches")
    #expect(Amount(1, "x").verb == "is" && Amount(3, "x").verb == "are")
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
