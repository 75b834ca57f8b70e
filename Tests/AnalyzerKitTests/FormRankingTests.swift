import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct FormRankingTests {
  @Test func orderIsByCountThenCodePoint() throws {
    let corpus = MemoryCorpus(texts: ["b a c b ä Z a 👍 ￭ É"], layer: "word", countsPunctuation: true)
    let ranked = try AnalysisContext(corpus).ranked(corpus.formCounts())
    #expect(try ranked.map { try corpus.text(of: $0) } == ["a", "b", "Z", "c", "É", "ä", "￭", "👍"])
  }

  @Test(arguments: 0..<12)
  func isTheSortedListAndItsStart(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let words = (0..<60).map { "w\($0)" }
    let text = (0..<generator.pick(1...400)).map { _ in words[generator.pick(0...59)] }
    let corpus = MemoryCorpus([.init(name: "1", sentences: [text])]).renumbered(seed: seed)
    let counts = Dictionary(text.map { ($0, 1) }, uniquingKeysWith: +)
    let expected = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.map(\.key)
    let context = AnalysisContext(corpus)
    for limit in [nil, 0, -1, 1, 2, 10, 59, 60, 1000] as [Int?] {
      let ranked = try context.ranked(corpus.formCounts(), limit: limit).map { try corpus.text(of: $0) }
      #expect(ranked == Array(expected.prefix(max(limit ?? .max, 0))))
    }
  }

  @Test func mostFrequentLeavesFormsOutAndKeepsADigest() throws {
    let corpus = MemoryCorpus(texts: ["a a a b b c"])
    let view = CorpusView(corpus)
    let untouched = view.dependence
    _ = try view.form(of: "a")
    _ = try view.forms(matching: Pattern(source: ".*"))
    #expect(view.dependence == untouched)
    let stop = try view.forms(in: WordListReference(name: "stop", words: ["A", "nowhere"]))
    #expect(try view.mostFrequent(5, except: stop).map { try corpus.text(of: $0) } == ["b", "c"])
    #expect(view.dependence != untouched)
  }
}
