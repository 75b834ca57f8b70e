import AnalyzerKit
import AnalyzerTesting
import Testing

@testable import SentimentPlugin

@Suite struct SentimentTests {
  static let resources: [String: [UInt8]] = [
    "lexicon-de.tsv": Array("# test\ngut\t2.0\tgute,guten\nschlecht\t-3\n".utf8),
    "shifters-de.tsv": Array("nicht\tnegator\nsehr\tamplifier\t1.5\nkaum\tdowntoner\t0.5\naber\tadversative\n".utf8),
  ]

  func corpus(_ texts: String...) -> MemoryCorpus {
    MemoryCorpus(
      texts.enumerated().map { MemoryCorpus.Document(name: "d\($0.offset)", text: $0.element) },
      resources: Self.resources)
  }

  func rows(_ options: [String: OptionValue], on corpus: MemoryCorpus, by: [String] = []) throws -> [[Value]] {
    let table = try MemoryRun(Sentiment.self, options: options, on: corpus).report(by: by).tables[0]
    return (0..<table.rowCount).map { table.row($0) }
  }

  func compound(_ sum: Double) -> Double { sum / (sum * sum + 15).squareRoot() }

  @Test func aDocumentIsTheMeanOfItsSentences() throws {
    let rows = try rows([:], on: corpus("Das ist gut. Das ist schlecht und das ist lang."))
    #expect(rows[0][0...3] == [.text("d0"), .integer(10), .integer(2), .real(0.2)])
    let positive: Double = 1.0 / 3 / 2
    let compounds: Double = (compound(2) + compound(-3)) / 2
    #expect(rows[0][4] == Value.real(positive))
    #expect(rows[0][7] == Value.real(-0.5))
    #expect(rows[0][8] == Value.real(compounds))
  }

  @Test func shiftersChangeTheScoreOfWhatFollows() throws {
    let one = { (text: String) throws -> Value in
      try self.rows(["unit": .word("sentence")], on: self.corpus(text))[0][8]
    }
    #expect(try one("nicht gut") == .real(-1.48))
    #expect(try one("sehr gut") == .real(3))
    #expect(try one("kaum sehr guten") == .real(1.5))
    #expect(try one("nicht a b gut") == .real(-1.48))
    #expect(try one("nicht a b c gut") == .real(2))
    #expect(try one("nicht, gut") == .real(2))
    #expect(try one("gut aber schlecht") == .real(-1.75))
  }

  @Test func withoutRulesScoresStandAsInTheLexicon() throws {
    let rows = try rows(["rules": .word("none"), "unit": .word("sentence")], on: corpus("nicht gut"))
    #expect(rows[0][8] == .real(2))
  }

  @Test func explainShowsEachHit() throws {
    let rows = try rows(["explain": .flag], on: corpus("Ja. Das ist sehr gut."))
    #expect(
      rows == [[.text("d0"), .integer(2), .integer(6), .text("gut"), .real(2), .text("sehr"), .real(3)]])
  }

  @Test func aroundScoresWindowsOnly() throws {
    let options: [String: OptionValue] = [
      "around": .queries([.words("hund")]), "window": .integer(1), "rules": .word("none"),
    ]
    let rows = try rows(options, on: corpus("Guten Hund. Schlecht schlecht. Katze", "Katze gut"))
    #expect(rows.count == 1)
    #expect(rows[0][1...2] == [.integer(2), .integer(2)])
  }

  @Test func whatIsAskedForIsNoHit() throws {
    let rows = try rows(["around": .queries([.words("gut*")]), "explain": .flag], on: corpus("sehr guten schlecht"))
    #expect(rows.map { $0[3] } == [.text("schlecht")])
  }

  @Test func aLanguageWithoutALexiconIsSaid() throws {
    let corpus = MemoryCorpus(
      [MemoryCorpus.Document(name: "f", language: "fr", text: "bon")], resources: Self.resources)
    let report = try MemoryRun(Sentiment.self, options: [:], on: corpus).report()
    #expect(report.tables[0].rowCount == 0)
    #expect(report.notes[0] == "1 document is left out: there is no lexicon for fr (give one with --lexicon).")
  }

  @Test(arguments: [
    ("good\t1.9\t0.5\t[2, 2]\n", "good", 1.9), ("Glück|NN\t0.37\tGlücks,Glücke\n", "Glücks", 0.37),
    ("term,score\nbad,-2\n", "bad", -2), ("abandon\t-2\nabandon\t-1\r\n", "abandon", -1),
    ("a\t1\r\nb\t2\r\n", "b", 2),
  ])
  func readsFormatsOfTheField(text: String, term: String, score: Double) throws {
    #expect(try Lexicon(Array(text.utf8), name: "x").scores[term] == score)
  }

  @Test func aDamagedLexiconNamesItsLine() {
    #expect(throws: AnalyzerError.badResource("x", "line 2 is not a term and a score with a tab between them")) {
      try Lexicon(Array("gut\t1\nschlecht\n".utf8), name: "x")
    }
    #expect(throws: AnalyzerError.badResource("x", "it lists no term with a score")) { try Lexicon([], name: "x") }
  }

  @Test(arguments: ["document", "sentence", "whole", "corpus"])
  func laws(unit: String) throws {
    let own = ResourceReference(name: "own", bytes: Array("a\t1.1\nb\t-0.7\nc\t0.1\n".utf8))
    let options: [String: OptionValue] = ["unit": .word(unit), "lexicon": .resource(own)]
    expectSoundCard(of: Sentiment.self)
    expectLawsOnGeneratedCorpora(of: Sentiment.self, options: options)
    expectLawsOnGeneratedCorpora(of: Sentiment.self, options: options.merging(["explain": .flag]) { first, _ in first })
    let around: [String: OptionValue] = ["around": .queries([.words("a*")]), "window": .integer(2)]
    expectLawsOnGeneratedCorpora(of: Sentiment.self, options: options.merging(around) { first, _ in first })
  }
}
