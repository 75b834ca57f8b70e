import AnalyzerKit
import CommandLanguage

/// The command `CORPUS | where EXPRESSION`.
struct WhereCommand: Command {
  let onlyReads = true
  let card = CommandCard(
    "where", in: .selections, "Keeps the documents whose metadata meet a condition.", usage: "CONDITION",
    discussion: """
      Fields are compared with = != < <= > >=, with a regular expression by ~, with several values by in (a, b), and \
      by `is missing`; and, or, not and parentheses join conditions. A date compares by its own precision: \
      date = 2021 is the whole year. A missing value meets no comparison but !=.

      Analyzers that list documents bring conditions of their own: `not duplicate` leaves out the near-copies that \
      `duplicates` lists among the documents selected so far, `duplicate(0.9)` has another threshold.
      """,
    operands: .expression, input: .corpus,
    examples: [
      .init("news-de | where date >= 2023-06 and not title ~ \"Gas\" | documents", "By date and title."),
      .init("young = news-en | where date:year in (2023, 2024)", "A view, which sees documents appended later."),
      .init("news-de | where not duplicate | documents", "Without copies and near-copies of earlier articles."),
    ])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    guard case .corpus(var selection) = input else { return .nothing }
    let expression = try ExpressionParser.parse(call.raw)
    // A field that is not there, or a comparison that makes no sense, is told now and not when the view is used.
    let reader = try session.store().reader()
    let (corpus, fields, _) = try session.documents(of: selection, reader)
    let named = DocumentConditions(session, selection, corpus, reader)
    _ = try ExpressionEvaluator(fields, documents: corpus.documentCount, named: named).test(expression)
    selection.conditions.append(Selection.Condition(expression: expression, text: call.raw.value))
    return .corpus(selection)
  }
}
