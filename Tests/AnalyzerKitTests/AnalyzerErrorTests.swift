import AnalyzerKit
import Testing

@Suite struct AnalyzerErrorTests {
  @Test(
    arguments: [
      (.invalidOption("top", "must be at least 1"), "--top: must be at least 1"),
      (.undeclaredOption("top"), "the analyzer reads the option --top, which its card does not list"),
      (.undemanded("tokens"), "the analyzer was given tokens, which it does not take"),
      (.unsuitableCorpus("there are no dates"), "there are no dates"),
      (.badResource("x.tsv", "line 3 has no number"), "x.tsv: line 3 has no number"),
      (.damagedPartial("it ends early"), "a partial result cannot be read: it ends early"),
      (.malformedReport("two tables"), "the analyzer made a report that does not hold together: two tables"),
      (.overflow("a total"), "a total is too large to count"), (.cancelled, "stopped"),
    ] as [(AnalyzerError, String)])
  func saysWhatIsWrong(error: AnalyzerError, message: String) {
    #expect(String(describing: error) == message)
  }
}
