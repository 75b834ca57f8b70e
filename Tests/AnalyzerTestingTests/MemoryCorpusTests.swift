import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct MemoryCorpusTests {
  private let corpus = MemoryCorpus([
    .init(name: "a", fields: ["year": .integer(2020)], text: "Über die Straße, über ALLES!\n\nE-Mail an 12 »Leute«."),
    .init(name: "b", language: "en", sentences: [["Don't", "go", ",", "he", "said", "."], ["Die", "!"]]),
  ])

  private func texts(_ set: FormSet, in corpus: MemoryCorpus) throws -> [String] {
    try set.forms.map { try corpus.text(of: $0) }.sorted()
  }

  @Test func splitsPlainText() {
    let tokens = corpus.documents[0].tokens
    #expect(
      tokens.map(\.text) == [
        "Über", "die", "Straße", ",", "über", "ALLES", "!", "E-Mail", "an", "12", "»", "Leute", "«", ".",
      ])
    #expect(corpus.documents[0].sentenceStarts == [0, 7])
    #expect(tokens.indices.filter { tokens[$0].startsParagraph } == [0, 7])
    #expect(tokens.indices.filter { tokens[$0].hasSpaceAfter } == [0, 1, 3, 4, 6, 7, 8, 9])
  }

  @Test func listsKnowWhereSpaceStands() {
    let tokens = corpus.documents[1].tokens
    #expect(tokens.map(\.hasSpaceAfter) == [true, false, true, true, false, true, false, false])
    #expect(corpus.documents[1].sentenceStarts == [0, 6])
  }

  @Test func layersFoldCase() throws {
    let words = corpus.counting(layer: "word")
    #expect(try corpus.form(of: "ÜBER") == corpus.form(of: "über"))
    #expect(try words.form(of: "ÜBER") == nil)
    #expect(try corpus.form(of: "nirgends") == nil)
    let form = try #require(try corpus.form(of: "über"))
    #expect(try corpus.words(behind: form).map { try corpus.text(of: $0) }.sorted() == ["Über", "über"])
    #expect(try corpus.formCounts()[form] == 2)
    #expect(try corpus.formCounts().total == 14)
    #expect(try corpus.counting(punctuation: true).formCounts().total == 22)
    #expect(corpus.languages == ["de", "en"])
  }

  @Test func queriesAndPatterns() throws {
    #expect(try texts(corpus.forms(matching: .words("D*")), in: corpus) == ["die", "don't"])
    #expect(try texts(corpus.forms(matching: .words("(1|E-)?*")), in: corpus) == ["12", "e-mail"])
    #expect(try texts(corpus.forms(matching: .words("1?")), in: corpus) == ["12"])
    #expect(
      try texts(corpus.forms(matching: Pattern(source: "[a-d].*")), in: corpus) == ["alles", "an", "die", "don't"])
    #expect(throws: AnalyzerError.self) { try corpus.forms(matching: .words("two words")) }
    #expect(throws: AnalyzerError.self) { try corpus.forms(matching: .words("[word=\"a\"]")) }
    #expect(throws: AnalyzerError.self) { try corpus.forms(matching: .words("(a|b")) }
    #expect(throws: (any Error).self) { try corpus.forms(matching: Pattern(source: "(")) }
    #expect(Query.words("a b").isSingleToken == false)
    #expect(Query.words("a*").literal == nil)
    #expect(Query.words("a").literal == "a")
  }

  @Test func fieldsAndNames() throws {
    #expect(try corpus.field("year", of: 0) == .integer(2020))
    #expect(try corpus.field("year", of: 1) == .missing)
    #expect(throws: AnalyzerError.self) { try corpus.field("month", of: 0) }
    #expect(try corpus.documentName(1) == "b")
    #expect(throws: AnalyzerError.self) { try corpus.documentName(2) }
    #expect(throws: AnalyzerError.self) { try corpus.text(of: FormID(rawValue: .max)) }
  }

  @Test func renumberingKeepsEverythingElse() throws {
    let other = corpus.renumbered(seed: 1)
    #expect(other.documents == corpus.documents)
    #expect(other.formCount == corpus.formCount + 5)
    let all = Pattern(source: ".*")
    #expect(try texts(other.forms(matching: all), in: other) == texts(corpus.forms(matching: all), in: corpus))
    #expect(try other.form(of: "stranger 1") == nil)
    #expect(try other.form(of: "die") != corpus.form(of: "die") || other.form(of: "an") != corpus.form(of: "an"))
  }

  @Test func generatedCorporaAreTheSameForASeed() {
    let corpora = generatedCorpora(seed: 3).map(\.corpus.documents)
    #expect(corpora == generatedCorpora(seed: 3).map(\.corpus.documents))
    #expect(corpora != generatedCorpora(seed: 4).map(\.corpus.documents))
    #expect(corpora[0].isEmpty)
    #expect(corpora[1].allSatisfy { $0.tokens.isEmpty })
  }
}
