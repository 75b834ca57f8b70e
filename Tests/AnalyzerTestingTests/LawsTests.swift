import AnalyzerKit
import AnalyzerTesting
import Synchronization
import Testing

@Suite struct LawsTests {
  private let corpus = MemoryCorpus([
    .init(name: "a", text: "Die Katze ist gut. Der Hund ist, wie man sagt, gut! Und die Maus? Die Maus auch. Gut so."),
    .init(name: "b", text: "Gute Zeiten, schlechte Zeiten. Die Zeiten der Katze. Der Hund sagt nichts dazu."),
    .init(name: "c", text: ""), .init(name: "d", text: "Die. Der. Das. Gut."),
  ])

  @Test func soundAnalyzersKeepThem() {
    let seed: UInt64 = 1
    expectLawsOnGeneratedCorpora(of: WordCount.self, seed: seed, rounds: 2)
    expectLawsOnGeneratedCorpora(of: StreamCount.self, layer: "word", punctuation: true, seed: seed)
    expectLawsOnGeneratedCorpora(of: Lines.self, seed: seed)
    expectLawsOnGeneratedCorpora(of: Pairs.self, seed: seed)
    for within in ["s", "p", "document"] {
      expectLawsOnGeneratedCorpora(
        of: Neighbours.self,
        options: ["node": .queries([.words("die")]), "window": .integer(3), "within": .word(within)], seed: seed)
      expectLawsOnGeneratedCorpora(
        of: CountedNeighbours.self,
        options: ["node": .queries([.words("die")]), "window": .integer(3), "within": .word(within)], seed: seed)
    }
  }

  @Test(arguments: ["s", "p", "document"], [0, 1, 3, 50])
  func countsOfCollocatesAreThoseOfWindows(within: String, width: Int) throws {
    for node in ["die", "d*", "die maus", "*"] {
      let options: [String: OptionValue] = [
        "node": .queries([.words(node)]), "window": .integer(width), "within": .word(within),
      ]
      let windows = try MemoryRun(Neighbours.self, options: options, on: corpus).report()
      let counts = try MemoryRun(CountedNeighbours.self, options: options, on: corpus).report()
      #expect(windows.tables[0].cells == counts.tables[0].cells, "\(node)")
      #expect(windows.notes == counts.notes, "\(node)")
    }
  }

  /// Expects that the kit sees what is wrong with an analyzer, and says so in certain words.
  private func expectCaught<A: Analyzer>(
    _ type: A.Type, saying words: String, rounds: Int = 8, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let comments = Mutex<[String]>([])
    withKnownIssue(sourceLocation: sourceLocation) {
      expectLaws(of: type, on: corpus, rounds: rounds)
    } matching: { issue in
      comments.withLock { $0 += issue.comments.map(\.rawValue) }
      return true
    }
    let isSaid = comments.withLock { $0.contains { $0.contains(words) } }
    #expect(isSaid, "nothing was said of ‘\(words)’", sourceLocation: sourceLocation)
  }

  @Test func batchesThatAreCountedAreCaught() {
    expectCaught(
      CountsBatches.self, saying: "the corpus cut at random (seed 1000003) gives another report: table 1: row 1")
  }
  @Test func plainSumsAreCaught() { expectCaught(SumsDoubles.self, saying: "the corpus cut at random", rounds: 20) }
  @Test func aForgottenHaloIsCaught() { expectCaught(ForgetsTheHalo.self, saying: "the corpus cut at random") }
  @Test func aStartThatIsNotNothingIsCaught() { expectCaught(StartsAtOne.self, saying: "the partial of nothing") }
  @Test func leakedNumbersAreCaught() { expectCaught(LeaksNumbers.self, saying: "other form numbers") }
  @Test func mergesInOneOrderAreCaught() { expectCaught(MergesInOneOrder.self, saying: "merged backwards") }
  @Test func lossesInEncodingAreCaught() { expectCaught(LosesPrecision.self, saying: "read back from their bytes") }
  @Test func hiddenColumnsAreCaught() {
    expectCaught(HidesAColumn.self, saying: "a column ‘secret’ that the card does not list")
    expectCaught(HidesAColumn.self, saying: "of kind integer holds ‘three’")
  }
  @Test func forgottenOmissionsAreCaught() {
    expectCaught(ForgetsOmissions.self, saying: "the first 0 rows with all other matches omitted gives another report")
  }
  @Test func failuresAreCaught() { expectCaught(Fails.self, saying: "fails failed: ") }
}
