import AnalyzerKit
import AnalyzerTesting
import Testing

@testable import CooccurrencePlugin

@Suite struct CooccurrenceTests {
  func table(_ options: [String: OptionValue], on corpus: MemoryCorpus) throws -> Table {
    try MemoryRun(Cooccurrence.self, options: options, on: corpus).report().tables[0]
  }

  func counts(_ table: Table, _ name: String, columns: [String]) throws -> [String: [Value]] {
    var result: [String: [Value]] = [:]
    let names = try #require(table.index(of: name))
    let indices = try columns.map { try #require(table.index(of: $0)) }
    for row in 0..<table.rowCount {
      if case .text(let text) = table.cells[names][row] { result[text] = indices.map { table.cells[$0][row] } }
    }
    return result
  }

  @Test func countsSurfaceCooccurrenceAsEvertDoes() throws {
    // Windows of two words around x: a x b | x c. `b` is inside both and counts once; x is no collocate of x.
    let corpus = MemoryCorpus(texts: ["a x b, x c d e", "b d"])
    let found = try counts(
      table(["node": .queries([.words("x")]), "window": .integer(2), "min-count": .integer(1)], on: corpus),
      "collocate",
      columns: ["o11", "r1", "c1", "n", "documents"])
    let expected = [
      "a": [1, 4, 1, 7, 1], "b": [1, 4, 2, 7, 1], "c": [1, 4, 1, 7, 1], "d": [1, 4, 2, 7, 1],
    ]
    #expect(found == expected.mapValues { $0.map(Value.integer) })
  }

  /// Of many rows the first are chosen before they are sorted.
  @Test(arguments: [1, 3, 40])
  func theTopIsTheStartOfAll(top: Int) throws {
    let words = (0..<2_000).flatMap { number in Array(repeating: "x w\(number)", count: 1 + number * 7_919 % 4) }
    let corpus = MemoryCorpus(texts: [words.joined(separator: " "), "w1 w2 w3 w4"])
    let options: [String: OptionValue] = [
      "node": .queries([.words("x")]), "window": .integer(1), "min-count": .integer(1),
    ]
    let all = try table(options, on: corpus)
    let first = try table(options.merging(["top": .integer(top)]) { $1 }, on: corpus)
    #expect(all.rowCount == 2_000)
    #expect(first == all.selecting(rows: Array(0..<top)))
  }

  /// Whatever they are ordered by, with few rows that differ and with many.
  @Test(arguments: AssociationMeasure.allCases.map(\.rawValue), [1, 50])
  func theTopIsTheStartOfAllByEveryMeasure(measure: String, top: Int) throws {
    var generator = SeededGenerator(seed: UInt64(top))
    // The lower, the more frequent.
    let words = (0..<6_000).map { _ in
      "w\(Int.random(in: 0...Int.random(in: 1...90, using: &generator), using: &generator))"
    }
    let corpus = MemoryCorpus(texts: [words.joined(separator: " ")])
    let options: [String: OptionValue] = [
      "terms": .integer(90), "measures": .list([measure]), "min-count": .integer(1),
    ]
    let all = try table(options, on: corpus)
    let first = try table(options.merging(["top": .integer(top)]) { $1 }, on: corpus)
    #expect(all.rowCount > 2_048)
    #expect(first == all.selecting(rows: Array(0..<top)))
  }

  @Test func sidesAndRegionsBoundAWindow() throws {
    let corpus = MemoryCorpus(texts: ["a b. x c. d"])
    let options: [String: OptionValue] = ["node": .queries([.words("x")]), "min-count": .integer(1)]
    let left = try counts(
      table(options.merging(["left": .integer(1), "right": .integer(0)]) { $1 }, on: corpus), "collocate",
      columns: ["o11"])
    #expect(left == ["b": [.integer(1)]])
    let within = try counts(
      table(options.merging(["within": .word("s")]) { $1 }, on: corpus), "collocate", columns: ["o11"])
    #expect(within == ["c": [.integer(1)]])
  }

  /// quanteda's fcm example, window 3; it counts pairs of one term twice, and Lect once.
  @Test func countsPairsAsQuantedaDoes() throws {
    let corpus = MemoryCorpus(texts: ["A D A C E A D F E B A C E D"])
    let table = try table(
      ["window": .integer(3), "min-count": .integer(1)], on: corpus.counting(layer: "word", punctuation: false))
    var found: [String: Int] = [:]
    for row in 0..<table.rowCount {
      guard case .text(let a) = table.cells[0][row], case .text(let b) = table.cells[1][row],
        case .integer(let count) = table.cells[2][row]
      else { continue }
      found[a + b] = count
    }
    let expected = [
      "AA": 2, "AB": 1, "AC": 4, "AD": 4, "AE": 5, "AF": 2, "BC": 1, "BD": 1, "BE": 2, "BF": 1, "CD": 3, "CE": 3,
      "DE": 4, "DF": 1, "EF": 2,
    ]
    #expect(found.filter { expected[$0.key] != nil } == expected)
    #expect(found.keys.filter { expected[$0] == nil }.allSatisfy { $0.first == $0.last })
  }

  @Test func pairTotalsAreOfAllPairs() throws {
    let corpus = MemoryCorpus(texts: ["a b a c"])
    let table = try table(["window": .integer(2), "min-count": .integer(1), "terms": .integer(2)], on: corpus)
    // Pairs: ab aa ba bc ac. Terms a and b: aa 1, ab 2.
    let row = try #require(
      (0..<table.rowCount).map { table.row($0) }.first { $0[0] == .text("a") && $0[1] == .text("b") })
    #expect(row[2...5] == [.integer(2), .integer(4), .integer(3), .integer(5)])
  }

  @Test func sentencesAndDocumentsThatHoldBoth() throws {
    let corpus = MemoryCorpus(texts: ["a b. a a. b c", "a b"])
    for (context, expected) in [("sentence", [2, 3, 3, 4]), ("document", [2, 2, 2, 2])] {
      let table = try table(["context": .word(context), "min-count": .integer(1)], on: corpus)
      let row = try #require(
        (0..<table.rowCount).map { table.row($0) }.first { $0[0] == .text("a") && $0[1] == .text("b") })
      #expect(Array(row[2...5]) == expected.map(Value.integer))
    }
  }

  @Test func orderedKeepsApartWhatComesFirst() throws {
    let corpus = MemoryCorpus(texts: ["a b a"])
    let table = try table(["window": .integer(1), "min-count": .integer(1), "ordered": .flag], on: corpus)
    #expect(table.rowCount == 2)
    #expect((0..<2).allSatisfy { table.row($0)[2] == .integer(1) && table.row($0)[5] == .integer(2) })
  }

  @Test func optionsThatDoNotGoTogetherAreRefused() {
    for options in [["terms": OptionValue.integer(5)], ["ordered": .flag], ["context": .word("window")]] {
      #expect(throws: AnalyzerError.self) {
        try MemoryRun(
          Cooccurrence.self, options: options.merging(["node": .queries([.words("x")])]) { $1 },
          on: MemoryCorpus(texts: ["x"]))
      }
    }
  }

  @Test func laws() throws {
    expectSoundCard(of: Cooccurrence.self)
    let node = OptionValue.queries([.words("a*")])
    expectLawsOnGeneratedCorpora(
      of: Cooccurrence.self,
      options: ["node": node, "window": .integer(2), "min-count": .integer(1), "measures": .list(["all"])])
    expectLawsOnGeneratedCorpora(
      of: Cooccurrence.self, options: ["node": node, "within": .word("s"), "min-count": .integer(1)])
    for context in ["window", "sentence", "document"] {
      expectLawsOnGeneratedCorpora(
        of: Cooccurrence.self, options: ["context": .word(context), "terms": .integer(6), "min-count": .integer(1)])
    }
    expectLawsOnGeneratedCorpora(
      of: Cooccurrence.self, options: ["ordered": .flag, "window": .integer(3), "min-count": .integer(1)])
  }
}
