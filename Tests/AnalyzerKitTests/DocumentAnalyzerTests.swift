import AnalyzerKit
import AnalyzerTesting
import Testing

/// Sentence length: an analyzer of one row a document.
private struct SentenceLength: DocumentAnalyzer {
  static let measures: [Measure] = [
    .count("words", "Words in the document."), .count("sentences", "Sentences in the document."),
    .ratio("mean_length", "words", per: "sentences", "Words a sentence."),
    .sum("tenths", "A tenth for each word."), .ratio("nothing", "words", per: "absent", "Never anything."),
  ]
  static let card = AnalyzerCard(
    name: "sentencelength", summary: "Measures sentences.", columns: documentColumns,
    examples: [.init("news-de | sentencelength", "How long sentences are.")])

  init(options: Options) throws {}

  func measure(_ document: borrowing DocumentView, _ prepared: Void) throws -> [Double] {
    var words = 0.0
    var sentences = 0.0
    var tenths = ExactSum()
    document.forEachForm { _, _ in
      words += 1
      tenths.add(0.1)
    }
    document.forEachSentence { _ in sentences += 1 }
    return [words, sentences, tenths.value]
  }
}

/// Gives fewer numbers than it promises.
private struct Forgetful: DocumentAnalyzer {
  static let measures: [Measure] = [.count("a"), .count("b")]
  static let card = AnalyzerCard(name: "forgetful", summary: "Forgets.", columns: documentColumns)
  init(options: Options) throws {}
  func measure(_ document: borrowing DocumentView, _ prepared: Void) throws -> [Double] { [1] }
}

@Suite struct DocumentAnalyzerTests {
  private let corpus = MemoryCorpus([
    .init(name: "a", fields: ["year": .integer(2020)], text: "Ja. Das ist gut!"),
    .init(name: "b", fields: ["year": .integer(2020)], text: "Ein langer Satz, mit acht Wörtern und Komma."),
    .init(name: "c", fields: ["year": .integer(2019)], text: ""),
  ])

  @Test func oneRowADocument() throws {
    let table = try MemoryRun(SentenceLength.self, on: corpus).report().tables[0]
    #expect(table.columns.map(\.name) == ["document", "words", "sentences", "mean_length", "tenths", "nothing"])
    #expect(table.columns.map(\.kind) == [.text, .integer, .integer, .real, .real, .real])
    #expect(table.row(0) == [.text("a"), .integer(4), .integer(2), .real(2), .real(0.4), .missing])
    #expect(table.row(1) == [.text("b"), .integer(8), .integer(1), .real(8), .real(0.8), .missing])
    #expect(table.row(2) == [.text("c"), .integer(0), .integer(0), .missing, .real(0), .missing])
  }

  @Test func aGroupGivesRatiosOfSums() throws {
    let table = try MemoryRun(SentenceLength.self, on: corpus).report(by: ["year"]).tables[0]
    #expect(table.columns.map(\.name) == ["year", "words", "sentences", "mean_length", "tenths", "nothing"])
    #expect(table.row(0) == [.integer(2019), .integer(0), .integer(0), .missing, .real(0), .missing])
    #expect(table.row(1) == [.integer(2020), .integer(12), .integer(3), .real(4), .real(1.2000000000000002), .missing])
  }

  @Test func keepsTheLaws() {
    expectLaws(of: SentenceLength.self, on: corpus, by: ["year"])
    expectLawsOnGeneratedCorpora(of: SentenceLength.self)
  }

  @Test func tooFewNumbersAreAnError() {
    #expect(throws: AnalyzerError.self) { try MemoryRun(Forgetful.self, on: corpus).report() }
  }
}
