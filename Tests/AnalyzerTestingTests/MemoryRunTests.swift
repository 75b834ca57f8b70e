import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct MemoryRunTests {
  private let corpus = MemoryCorpus([
    .init(name: "a", fields: ["year": .integer(2021)], text: "Die Katze sieht die Maus. Ja, die Maus!"),
    .init(name: "b", fields: ["year": .integer(2020)], text: "Die Maus sieht nichts."), .init(name: "c", text: "Und?"),
  ])

  private func rows(_ report: Report) -> [[Value]] { (0..<report.tables[0].rowCount).map { report.tables[0].row($0) } }

  @Test func countsWords() throws {
    let report = try MemoryRun(WordCount.self, options: ["top": .integer(3)], on: corpus).report()
    #expect(
      rows(report) == [
        [.text("die"), .integer(4), .integer(2)], [.text("maus"), .integer(3), .integer(2)],
        [.text("sieht"), .integer(2), .integer(2)],
      ])
    #expect(report.notes == ["13 words"])
  }

  @Test func groupsAscendWithMissingFirst() throws {
    let report = try MemoryRun(WordCount.self, options: ["top": .integer(1)], on: corpus).report(by: ["year"])
    #expect(
      rows(report) == [
        [.missing, .text("und"), .integer(1), .integer(1)], [.integer(2020), .text("die"), .integer(1), .integer(1)],
        [.integer(2021), .text("die"), .integer(3), .integer(1)],
      ])
    #expect(report.notes == ["no year: 1 words", "year 2020: 4 words", "year 2021: 8 words"])
    #expect(report.tables[0].columns[0].role == .group)
    #expect(report.tables[0].columns[0].kind == .integer)
  }

  @Test func windowsByHand() throws {
    let options: [String: OptionValue] = ["node": .queries([.words("maus")]), "window": .integer(1)]
    let report = try MemoryRun(Neighbours.self, options: options, on: corpus).report()
    #expect(
      rows(report) == [
        [.text("die"), .integer(3), .integer(2), .integer(4)], [.text("ja"), .integer(1), .integer(1), .integer(1)],
        [.text("sieht"), .integer(1), .integer(1), .integer(2)],
      ])
    #expect(report.notes == ["3 matches"])
    let inSentences = try MemoryRun(
      Neighbours.self, options: options.merging(["within": .word("s")]) { $1 }, on: corpus
    ).report()
    #expect(rows(inSentences).map { $0[0] } == [.text("die"), .text("sieht")])
  }

  @Test func linesByHand() throws {
    let found = rows(try MemoryRun(Lines.self, on: corpus).report())
    #expect(found.count == 4)
    #expect(found[1] == [.text("a"), .integer(3), .integer(0), .text("sieht [die] [Maus] . Ja ,")])
    #expect(found[3] == [.text("b"), .integer(0), .integer(0), .text("[Die] [Maus] sieht nichts .")])
  }

  @Test func pairsByHand() throws {
    let report = try MemoryRun(Pairs.self, on: MemoryCorpus(texts: ["a b a"])).report()
    #expect(
      rows(report) == [
        [.text("a"), .text("a"), .integer(1)], [.text("a"), .text("b"), .integer(1)],
        [.text("b"), .text("a"), .integer(1)],
      ])
  }

  @Test func optionsAreHeldAgainstTheCard() {
    for options: [String: OptionValue] in [
      ["top": .integer(0)], ["top": .word("x")], ["secret": .flag],
    ] {
      #expect(throws: AnalyzerError.self) { try MemoryRun(WordCount.self, options: options, on: corpus) }
    }
    #expect(throws: AnalyzerError.invalidOption("node", "must be given")) { try MemoryRun(Neighbours.self, on: corpus) }
    #expect(throws: AnalyzerError.self) {
      try MemoryRun(
        Neighbours.self, options: ["node": .queries([.words("a")]), "within": .word("chapter")], on: corpus)
    }
  }

  @Test func whatIsNotTakenIsRefused() throws {
    let run = try MemoryRun(WordCount.self, on: corpus)
    var partial = run.analyzer.start(())
    let tokens = TokenStorage()
    #expect(throws: AnalyzerError.undemanded("tokens")) { try run.analyzer.add(TokenBatch(tokens), (), to: &partial) }
    let windows = WindowStorage()
    #expect(throws: AnalyzerError.undemanded("windows")) {
      try run.analyzer.add(WindowBatch(windows), (), to: &partial)
    }
  }
}
