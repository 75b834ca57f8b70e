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
      // Some are told of before, and some of those are not asked for at once.
      if round % 3 == 0 { texts.expect(forms[...]) }
      if let first = forms.first, round % 2 == 0 { #expect(try texts.text(of: first) == chosen[0]) }
      var expected = ""
      for (index, word) in chosen.enumerated() {
        expected += word + (spaces[index] && index + 1 < chosen.count ? " " : "")
      }
      #expect(try texts.joined(forms[...], spaces[...]) == expected)
    }
  }

  @Test func aFormThatIsNotThereIsAnErrorEachTime() throws {
    let corpus = MemoryCorpus(texts: ["a b"], layer: "word")
    let form = try #require(try corpus.form(of: "b"))
    var texts = FormTexts(AnalysisContext(corpus))
    let stray = FormID(rawValue: 4_000)
    for _ in 0..<2 {
      #expect(throws: (any Error).self) { try texts.joined([form, stray], [true, true]) }
      #expect(try texts.text(of: form) == "b")
    }
  }
}
