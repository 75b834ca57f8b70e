import Testing

@testable import CorpusImport

@Suite("NameSample")
struct NameSampleTests {
  @Test func namesTheFirstAndCountsTheRest() {
    #expect(NameSample(["a", "b"]).description == "a, b")
    #expect(NameSample((1...7).map { "\($0)" }).description == "1, 2, 3, 4, 5 and 2 more")
    #expect(NameSample().description == "")
  }

  @Test func mergingIsCountingOn() {
    for cut in 0...8 {
      var first = NameSample((0..<cut).map { "\($0)" })
      first.merge(NameSample((cut..<8).map { "\($0)" }))
      #expect(first == NameSample((0..<8).map { "\($0)" }))
    }
  }
}
