import AnalyzerKit
import CommandLanguage

/// The command `CORPUS | where EXPRESSION`.
struct WhereCommand: Command {
  let card = CommandCard(
    "where", in: .selections, "Keeps the documents whose metadata meet a condition.", usage: "CONDITION",
    discussion: """
      Fields are compared with = != < <= > >=, with a regular expression by ~, with several values by in (a, b), and \
      by `is missing`; and, or, not and parentheses join conditions. A date compares by its own precision: \
      date = 2021 is the whole year. A missing value meets no comparison but !=.
      """,
    operands: .expression, input: .corpus,
    examples: [
      .init("news-de | where date >= 2023-06 and not title ~ \"Gas\" | documents", "By date and title."),
      .init("young = news-en | where date:year in (2023, 2024)", "A view, which sees documents appended later."),
    ])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    guard case .corpus(var selection) = input else { return .nothing }
    let expression = try ExpressionParser.parse(call.raw)
    // A field that is not there, or a comparison that makes no sense, is told now and not when the view is used.
    let (corpus, fields, _) = try session.documents(of: selection, session.store().reader())
    _ = try ExpressionEvaluator(fields, documents: corpus.documentCount).test(expression)
    selection.conditions.append(Selection.Condition(expression: expression, text: call.raw.value))
    return .corpus(selection)
  }
}
