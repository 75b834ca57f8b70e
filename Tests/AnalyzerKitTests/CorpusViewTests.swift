import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct CorpusViewTests {
  private let corpus = MemoryCorpus(
    [
      .init(name: "a", fields: ["year": .integer(1)], text: "Das Haus, das Häuschen."),
      .init(name: "b", language: "en", text: "House"),
    ],
    resources: ["x.tsv": [1, 2]])

  @Test func givesTheVocabulary() throws {
    let view = CorpusView(corpus)
    var seen: [String] = []
    try view.forEachForm { form, bytes in
      let text = try view.text(of: form)
      #expect(Array(text.utf8) == Array(bytes))
      #expect(Int(form.rawValue) < view.formCount)
      #expect(try view.form(of: text) == form)
      seen.append(text)
    }
    #expect(seen.sorted() == ["das", "haus", "house", "häuschen"])
    #expect(try view.layerText("HAUS") == "haus")
    #expect(try view.forms(matching: .words("h*")).count == 3)
    #expect(try view.forms(in: WordListReference(name: "w", words: ["Das", "nie", "das"])).count == 1)
  }

  @Test func givesDataFiles() throws {
    let view = CorpusView(corpus)
    #expect(try view.resource("x.tsv") == [1, 2])
    #expect(try view.resource(ifPresent: "y.tsv") == nil)
    #expect(throws: AnalyzerError.badResource("y.tsv", "the plugin's data has no such file")) {
      try view.resource("y.tsv")
    }
  }

  @Test func askingForLanguagesShowsInTheDigest() {
    let (one, two) = (CorpusView(corpus), CorpusView(MemoryCorpus(texts: ["x"])))
    #expect(one.dependence == two.dependence)
    #expect(one.languages == ["de", "en"])
    #expect(two.languages == ["de"])
    #expect(one.dependence != two.dependence)
  }

  @Test func contextsAnswerFinish() throws {
    let context = AnalysisContext(corpus, countsPunctuation: true)
    #expect(context.layer == "lower")
    #expect(context.countedName == "tokens")
    #expect(AnalysisContext(corpus).countedName == "words")
    #expect(try context.documentName(1) == "b")
    #expect(try context.field("year", of: 0) == .integer(1))
    #expect(try context.layerText("É") == "é")
    let form = try #require(try context.form(of: "das"))
    #expect(try context.words(behind: form).count == 2)
    try context.checkCancellation()
  }
}
