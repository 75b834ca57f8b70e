import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct CardTests {
  @Test func soundCardsHaveNoProblems() {
    #expect(problems(in: WordCount.card).isEmpty)
    #expect(problems(in: Neighbours.card).isEmpty)
  }

  @Test func eachProblemIsNamed() {
    let card = AnalyzerCard(
      name: "My Analyzer", summary: "Counts", options: [Option.flag("x", "").card, Option.flag("x", "Does.").card],
      columns: [Column("a", .text), Column("a", .text, "A.")], version: 0)
    #expect(
      problems(in: card) == [
        "the name is not one word of small letters",
        "the summary is no sentence of at most 150 characters that ends with a period",
        "the option ‘x’ lacks a summary: a sentence that ends with a period", "the column ‘a’ lacks a summary",
        "two options have one name: [\"x\", \"x\"]", "two columns have one name: [\"a\", \"a\"]", "it has no example",
        "the version is less than 1",
      ])
    let empty = AnalyzerCard(
      name: "a", summary: String(repeating: "x", count: 150) + ".", columns: [], examples: [.init("news-de | b", "")])
    #expect(problems(in: empty).count == 4)
  }
}
