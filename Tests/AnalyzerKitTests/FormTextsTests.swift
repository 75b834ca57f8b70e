import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct FormTextsTests {
  /// Words of all lengths around what is copied at once.
  private static let words = (1...40).map { String(repeating: "ä", count: $0) } + (1...40).map { "x\($0)" }

  @Test(arguments: 0..<8)
  func joinsTexts(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = MemoryCorpus([.init(name: "1", sentences: [Self.words])], layer: "word").renumbered(seed: seed)
    var texts = FormTexts(AnalysisContext(corpus))
    for round in 0..<30 {
      let chosen = (0..<generator.pick(0...30)).map { _ in Self.words[generator.pick(0...Self.words.count - 1)] }
      let forms = try chosen.map { try #require(try corpus.form(of: $0)) }
      let spaces = chosen.map { _ in generator.oneIn(2) }
      // Some are told of before.
      if round % 3 == 0 { texts.expect(forms[...]) }
      if let first = forms.first, round % 2 == 0 { #expect(try texts.text(of: first) == chosen[0]) }
      var expected = ""
      for (index, word) in chosen.enumerated() {
        expected += word + (spaces[index] && index + 1 < chosen.count ? " " : "")
      }
      #expect(try texts.joined(forms[...], spaces[...]) == expected)
    }
  }

  /// The table of what is known grows, also while forms wait that were only told of.
  @Test func joinsManyForms() throws {
    let words = (0..<3_000).map { "w\($0)" }
    let corpus = MemoryCorpus([.init(name: "1", sentences: [words])], layer: "word").renumbered(seed: 3)
    var texts = FormTexts(AnalysisContext(corpus))
    let forms = try words.map { try #require(try corpus.form(of: $0)) }
    for start in stride(from: 0, to: words.count, by: 300) {
      texts.expect(forms[start..<start + 300])
      // Half of them are asked for later, when the table has grown.
      for index in stride(from: start, to: start + 300, by: 2) {
        #expect(try texts.text(of: forms[index]) == words[index])
      }
    }
    for index in words.indices.reversed() { #expect(try texts.text(of: forms[index]) == words[index]) }
  }

  @Test func aFormThatIsNotThereIsAnErrorEachTime() throws {
    let corpus = MemoryCorpus(texts: ["a b"], layer: "word")
    let form = try #require(try corpus.form(of: "b"))
    var texts = FormTexts(AnalysisContext(corpus))
    let stray = FormID(rawValue: 4_000)
    for round in 0..<3 {
      if round > 0 { texts.expect([stray, form]) }
      #expect(throws: (any Error).self) { try texts.joined([form, stray], [true, true]) }
      #expect(try texts.text(of: form) == "b")
    }
  }
}
