import AnalyzerKit
import Testing

/// Expects that an analyzer's card is in order: names, summaries, examples, and nothing twice.
public func expectSoundCard<A: Analyzer>(of type: A.Type, sourceLocation: SourceLocation = #_sourceLocation) {
  for problem in problems(in: A.card) {
    Issue.record("the card of ‘\(A.card.name)’: \(problem)", sourceLocation: sourceLocation)
  }
}

/// What is wrong with a card, a sentence each; empty when it is in order.
public func problems(in card: AnalyzerCard) -> [String] {
  var problems: [String] = []
  func check(_ isSound: Bool, _ problem: String) { if !isSound { problems.append(problem) } }
  func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95 }
  }
  func isSentence(_ text: String) -> Bool { !text.isEmpty && text.count <= 150 && text.hasSuffix(".") }
  check(isName(card.name), "the name is not one word of small letters")
  check(isSentence(card.summary), "the summary is no sentence of at most 150 characters that ends with a period")
  for option in card.allOptions {
    check(isName(option.name), "the option ‘\(option.name)’ has a name that is not one word of small letters")
    check(isSentence(option.summary), "the option ‘\(option.name)’ lacks a summary: a sentence that ends with a period")
  }
  for column in card.columns {
    check(!column.summary.isEmpty, "the column ‘\(column.name)’ lacks a summary")
  }
  let names = card.allOptions.map(\.name)
  check(Set(names).count == names.count, "two options have one name: \(names)")
  let columns = card.columns.map(\.name)
  check(!columns.isEmpty, "it lists no columns")
  check(Set(columns).count == columns.count, "two columns have one name: \(columns)")
  check(!card.examples.isEmpty, "it has no example")
  for example in card.examples {
    let usesCondition = card.condition.map { example.command.contains($0.name) } ?? false
    let uses = example.command.contains(card.name) || usesCondition
    check(uses, "the example ‘\(example.command)’ does not use the analyzer")
    check(isSentence(example.explanation), "the example ‘\(example.command)’ lacks an explanation in a sentence")
  }
  if let condition = card.condition {
    check(isName(condition.name), "the condition ‘\(condition.name)’ is not one word of small letters")
    check(isSentence(condition.summary), "the condition ‘\(condition.name)’ lacks a summary: a sentence")
    check(
      condition.option.map { name in card.options.contains { $0.name == name } } ?? true,
      "the condition ‘\(condition.name)’ sets an option that there is not")
    check(card.columns.contains { $0.role == .document }, "it is a condition and has no column for documents")
  }
  check(card.version >= 1, "the version is less than 1")
  return problems
}
