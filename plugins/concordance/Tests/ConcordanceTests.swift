import AnalyzerKit
import AnalyzerTesting
import Testing

@testable import ConcordancePlugin

@Suite struct ConcordanceTests {
  let corpus = MemoryCorpus([
    MemoryCorpus.Document(
      name: "a", fields: ["year": .integer(2021)], text: "Der Hund bellt, die Katze schläft. Der Hund schläft."),
    MemoryCorpus.Document(name: "b", fields: ["year": .integer(2020)], text: "Ein Hund."),
  ])

  func rows(_ query: [Query], _ options: [String: OptionValue] = [:]) throws -> [[Value]] {
    let all = options.merging(["query": .queries(query)]) { first, _ in first }
    let table = try MemoryRun(Concordance.self, options: all, on: corpus).report().tables[0]
    return (0..<table.rowCount).map { table.row($0) }
  }

  @Test func linesStandInOrderWithTheirPlace() throws {
    let rows = try rows([.words("hund")], ["context": .integer(2)])
    let first: [Value] = [
      .integer(1), .text("a"), .integer(1), .integer(2), .text("Der"), .text("Hund"), .text("bellt, die"),
    ]
    let second: [Value] = [
      .integer(2), .text("a"), .integer(2), .integer(10), .text("schläft. Der"), .text("Hund"), .text("schläft."),
    ]
    let third: [Value] = [
      .integer(3), .text("b"), .integer(1), .integer(2), .text("Ein"), .text("Hund"), .text("."),
    ]
    #expect(rows == [first, second, third])
  }

  @Test func contextStaysWithinARegion() throws {
    let rows = try rows([.words("hund")], ["context": .integer(9), "within": .word("s")])
    #expect(rows[1][4...] == [.text("Der"), .text("Hund"), .text("schläft.")])
  }

  @Test func linesAreSortedByWordsOrMetadata() throws {
    let byRight = try rows([.words("hund")], ["sort": .list(["R1"])])
    #expect(byRight.map { $0[1] } == [.text("b"), .text("a"), .text("a")])
    #expect(byRight[1][6] == .text("bellt, die Katze schläft. Der Hund schläft."))
    let byYear = try rows([.words("hund")], ["sort": .list(["year"]), "show": .list(["year"])])
    #expect(byYear.map { $0[7] } == [.integer(2020), .integer(2021), .integer(2021)])
  }

  @Test func severalQueriesAreTold() throws {
    let rows = try rows([.words("katze", label: "tier"), .words("der hund")])
    #expect(rows.map { $0[7] } == [.text("der hund"), .text("tier"), .text("der hund")])
  }

  @Test func laws() throws {
    expectSoundCard(of: Concordance.self)
    let query = OptionValue.queries([.words("a*"), .words("b ?", label: "x")])
    expectLawsOnGeneratedCorpora(of: Concordance.self, options: ["query": query])
    expectLawsOnGeneratedCorpora(
      of: Concordance.self,
      options: ["query": query, "sort": .list(["L1", "R2", "M"]), "context": .integer(3), "within": .word("s")])
  }
}
