import AnalyzerKit

extension Concordance {
  static let queries = Option.queries("query", isRequired: true, "What to look for.")
  static let context = Option.integer(
    "context", default: 8, in: 0...1000, "How many counted tokens to show on each side.")
  static let within = Option.region("within", default: .document, "What the context never leaves.")
  static let sort = Option.list(
    "sort", default: [], of: [], valueName: "KEYS",
    "Orders lines: L1, L2, … and R1, R2, … for words to the left and right, M for the match, or a metadata field.")
  static let show = Option.list(
    "show", default: [], of: [], valueName: "FIELDS", "Adds a column for each of these metadata fields.")

  static let columns = [
    Column("line", .integer, "The number of the line."),
    Column("document", .text, role: .document, "The document's name."),
    Column("sentence", .integer, "The number of the sentence in its document."),
    Column("position", .integer, role: .position, "The number of the first matching token; punctuation counts."),
    Column("left", .text, role: .leftContext, "What stands before the match."),
    Column("match", .text, role: .match, "What matched."),
    Column("right", .text, role: .rightContext, "What stands after the match."),
  ]
  static let queryColumn = Column("query", .text, "Which query matched (when there are several).")

  /// Its name, options, columns and examples.
  public static let card = AnalyzerCard(
    name: "kwic",
    summary: "Shows every match of a query with the words around it.",
    discussion: """
      Lines stand in the order of the corpus unless --sort says otherwise; words are then compared as the \
      layer writes them, by code point. The context counts words, and shows the punctuation among them.
      """,
    operand: queries.card, options: [context.card, within.card, sort.card, show.card],
    columns: columns + [queryColumn],
    examples: [
      .init("news-de | kwic Hafenbrücke --context 5 | head 5", "The first five lines."),
      .init("news-en | kwic prime minister --sort R1 --show date | head 5", "A phrase, by the word that follows."),
    ], version: 2)
}
