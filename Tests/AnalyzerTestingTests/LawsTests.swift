import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct LawsTests {
  @Test(arguments: generatedCorpora(seed: 1))
  func aSoundAnalyzerKeepsThem(generated: GeneratedCorpus) {
    expectLaws(of: WordCount.self, on: generated.corpus)
    expectLaws(of: StreamCount.self, on: generated.corpus)
  }
}
