import Testing

@testable import LineEditing

struct CompletionOutcomeTests {
  private func outcome(
    _ line: String, at cursor: Int? = nil, _ range: Range<Int>, _ texts: [String], isFinal: Bool = true
  ) -> CompletionOutcome {
    let buffer = LineBuffer(Array(line.unicodeScalars), cursor: cursor ?? line.unicodeScalars.count)
    let candidates = texts.map { Completion.Candidate(text: $0, isFinal: isFinal) }
    return CompletionOutcome(Completion(replacing: range, candidates: candidates), on: buffer)
  }

  @Test func putsInTheOnlyCandidate() {
    #expect(outcome("use St", 4..<6, ["Stärkung"]) == .edit(LineBuffer("use Stärkung ")))
    #expect(outcome("load co", 5..<7, ["corpus/"], isFinal: false) == .edit(LineBuffer("load corpus/")))
  }

  @Test func completesInTheMiddle() {
    let expected = LineBuffer(Array("ä Stadt x".unicodeScalars), cursor: 8)
    #expect(outcome("ä St x", at: 4, 3..<5, ["Stadt"]) == .edit(expected))
    #expect(outcome("Stx", at: 2, 0..<2, ["Stadt"]) == .edit(LineBuffer(Array("Stadt x".unicodeScalars), cursor: 6)))
  }

  @Test func putsInWhatCandidatesShareThenListsThem() {
    #expect(outcome("S", 0..<1, ["Stärke", "Stärkung"]) == .edit(LineBuffer("Stärk")))
    guard case .list(let listed) = outcome("Stärk", 0..<6, ["Stärke", "Stärkung"]) else {
      Issue.record("nothing listed")
      return
    }
    #expect(listed.map(\.text) == ["Stärke", "Stärkung"])
  }

  @Test func correctsCaseButTakesNothingAway() {
    #expect(outcome("nat", 0..<3, ["NATO", "NATIV"]) == .edit(LineBuffer("NAT")))
    guard case .list = outcome("sp", 0..<2, ["SPD", "Spiegel"]) else {
      Issue.record("the shorter common part replaced what was typed")
      return
    }
  }

  @Test func doesNothingWithoutCandidatesOrOutsideTheLine() {
    #expect(outcome("x", 0..<1, []) == .nothing)
    #expect(outcome("ä", 1..<2, ["a"]) == .nothing)
    #expect(outcome("x", 0..<9, ["a"]) == .nothing)
  }

  @Test(
    arguments: [
      ([], ""), (["安全"], "安全"), (["安全", "安心"], "安"), (["a", "b"], ""), (["abc", "ab", "abd"], "ab"),
      (["e", "e\u{301}"], ""), (["\u{E9}a", "e\u{301}a"], ""),
    ] as [([String], String)])
  func sharesWholeGraphemes(_ texts: [String], _ prefix: String) {
    #expect(CompletionOutcome.commonPrefix(texts) == prefix)
  }
}
