import Testing

@testable import LineEditing

struct CandidateListingTests {
  private func listing(_ texts: [String], width: Int) -> [String] {
    let text = CandidateListing(texts.map { .init(text: $0) }, width: width).text
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func runsDownTheColumns() {
    #expect(listing(["a", "bb", "c", "d", "e"], width: 12) == ["a   c   e", "bb  d"])
    #expect(listing(["a", "bb", "c", "d", "e"], width: 5) == ["a", "bb", "c", "d", "e"])
  }

  @Test func countsColumnsNotCharacters() {
    #expect(listing(["安全", "ä", "b"], width: 20) == ["安全  ä     b"])
    #expect(listing(["安全", "ä", "b"], width: 12) == ["安全  b", "ä"])
  }

  @Test func neverFillsARow() {
    for width in 0..<40 {
      for count in 0..<12 {
        let texts = (0..<count).map { String(repeating: "x", count: 1 + ($0 * 7) % 5) }
        let rows = listing(texts, width: width)
        #expect(rows.allSatisfy { $0.count < max(width, 6) })
        #expect(rows.joined(separator: " ").split(separator: " ").count == count)
      }
    }
  }

  @Test func saysHowManyItLeavesOut() {
    let rows = listing((1...123).map { "w\($0)" }, width: 80)
    #expect(rows.last == "… and 23 more")
    #expect(rows.dropLast().joined(separator: " ").split(separator: " ").count == 100)
  }

  @Test func showsTheDisplayAndNoControlCharacters() {
    let listing = CandidateListing([.init(text: "x", display: "a\u{1B}[2J\nb")], width: 80)
    #expect(listing.text == "a<U+001B>[2J<U+000A>b")
  }
}
