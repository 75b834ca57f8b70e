import AnalyzerKit
import Testing

@Suite struct OptionsTests {
  private static let flag = Option.flag("flag", "A flag.")
  private static let number = Option.integer("number", default: 5, in: 0...9, "A number.")
  private static let maybe = Option<Int?>.integer("maybe", in: 0...9, "Perhaps a number.")
  private static let real = Option.real("real", default: 0.5, in: 0...1, "A real.")
  private static let choice = Option.choice("choice", default: "a", of: ["a", "b"], "A choice.")
  private static let word = Option.word("word", valueName: "W", "A word.")
  private static let list = Option.list("list", default: ["x", "y"], of: [], "A list.")
  private static let pattern = Option.pattern("pattern", "A pattern.")
  private static let words = Option.wordList("words", "Words.")
  private static let queries = Option.queries("queries", "Queries.")
  private static let query = Option.query("query", isRequired: true, "A query.")
  private static let resource = Option.resource("resource", "A file.")
  private static let card = AnalyzerCard(
    name: "sample", summary: "Sample.", operand: query.card,
    options: [
      flag.card, number.card, maybe.card, real.card, choice.card, word.card, list.card, pattern.card, words.card,
      queries.card, resource.card,
    ], columns: [])

  private func options(_ values: [String: OptionValue]) -> Options { Options(values, of: OptionsTests.card) }

  @Test func nothingGivenIsTheDefault() throws {
    let options = options([:])
    #expect(try !options[Self.flag])
    #expect(try options[Self.number] == 5)
    #expect(try options[Self.maybe] == nil)
    #expect(try options[Self.real] == 0.5)
    #expect(try options[Self.choice] == "a")
    #expect(try options[Self.word] == nil)
    #expect(try options[Self.list] == ["x", "y"])
    #expect(try options[Self.pattern] == nil)
    #expect(try options[Self.words] == nil)
    #expect(try options[Self.queries] == [])
    #expect(try options[Self.query] == nil)
    #expect(try options[Self.resource] == nil)
  }

  @Test func whatIsGivenIsRead() throws {
    let query = Query(text: "a*", label: "as", isSingleToken: true)
    let list = WordListReference(name: "de", words: ["und"])
    let file = ResourceReference(name: "x.tsv", bytes: [1])
    let options = options([
      "flag": .flag, "number": .integer(7), "maybe": .integer(3), "real": .integer(1), "choice": .word("b"),
      "word": .word("w"), "list": .list([]), "pattern": .pattern(Pattern(source: "a.")), "words": .wordList(list),
      "queries": .queries([query, query]), "query": .queries([query]), "resource": .resource(file),
    ])
    #expect(try options[Self.flag])
    #expect(try options[Self.number] == 7)
    #expect(try options[Self.maybe] == 3)
    #expect(try options[Self.real] == 1)
    #expect(try options[Self.choice] == "b")
    #expect(try options[Self.word] == "w")
    #expect(try options[Self.list] == [])
    #expect(try options[Self.pattern]?.source == "a.")
    #expect(try options[Self.words] == list)
    #expect(try options[Self.queries].map(\.name) == ["as", "as"])
    #expect(try options[Self.query] == query)
    #expect(try options[Self.resource] == file)
  }

  @Test func anotherKindIsAnError() {
    let wrong = options(Dictionary(uniqueKeysWithValues: Self.card.allOptions.map { ($0.name, .integer(1)) }))
    #expect(throws: AnalyzerError.invalidOption("flag", "takes another kind of value")) { try wrong[Self.flag] }
    #expect(throws: AnalyzerError.self) { try wrong[Self.choice] }
    #expect(throws: AnalyzerError.self) { try wrong[Self.list] }
    #expect(throws: AnalyzerError.self) { try wrong[Self.query] }
    #expect(throws: AnalyzerError.self) { try options(["number": .word("1")])[Self.number] }
  }

  @Test func anUndeclaredOptionIsAnError() {
    #expect(throws: AnalyzerError.undeclaredOption("secret")) { try options([:])[Option.flag("secret", "Hidden.")] }
  }

  @Test func cardsTellTheDefault() {
    #expect(Self.number.card.defaultText == "5")
    #expect(Self.list.card.defaultText == "x,y")
    #expect(Self.choice.card.valueName == "a|b")
    #expect(Self.query.card.isRequired)
    #expect(Self.card.allOptions.first?.name == "query")
  }
}
