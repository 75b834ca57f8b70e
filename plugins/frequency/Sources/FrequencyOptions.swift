import AnalyzerKit

extension Frequency {
  static let queries = Option.queries("query", "Counts only what these queries match; all terms when left out.")
  static let stopwords = Option.wordList("stopwords", "Leaves out the words of a list: a language code, or a file.")
  static let match = Option.pattern("match", "Keeps only terms that match a regular expression as a whole.")
  static let minimumCount = Option.integer(
    "min-count", default: 1, in: 1...Int.max, "Leaves out terms that occur less often.")
  static let minimumDocuments = Option.integer(
    "min-documents", default: 1, in: 1...Int.max, "Leaves out terms that occur in fewer documents.")
  static let top = Option.integer("top", in: 1...Int.max, "Keeps only the N most frequent terms of each group.")
  static let noNumbers = Option.flag("no-numbers", "Leaves out terms that have a digit and no letter.")
  static let forms = Option.flag("forms", "Adds the word forms behind each term, with their counts.")

  static let columns = [
    Column("term", .text, role: .term, "The form in the analysed layer, or the label of a query."),
    Column("count", .integer, "How often it occurs."),
    Column("per_million", .real, "The count per million counted tokens of the group."),
    Column("rank", .integer, "Its place by count among the rows; ties share the lowest number."),
    Column("documents", .integer, "The number of documents it occurs in."),
    Column("documents_percent", .real, "The share of the group's documents it occurs in, in percent."),
  ]
  static let formsColumn = Column(
    "forms", .text, "The word forms behind the term with their counts, most frequent first (with --forms).")

  /// Its name, options, columns and examples.
  public static let card = AnalyzerCard(
    name: "frequency",
    summary: "Counts how often each term occurs, and in how many documents.",
    discussion: """
      Without a query it lists every term. A query of one word lists the terms that it matches, each in a row of its \
      own; a query with a label (nato=NATO*) pools its matches in one row; a phrase has a row for each way it occurs. \
      What several queries match counts once in a row.

      A word, a phrase or a label that is asked for by name has its row even when it does not occur: only --top leaves it \
      out. Stop words, --match and minima leave out the rows of other terms. They change neither per_million, whose denominator is all \
      counted tokens of the group, nor documents_percent. Rows are in order of count, then of the term's code points.
      """,
    operand: queries.card,
    options: [
      stopwords.card, match.card, minimumCount.card, minimumDocuments.card, top.card, noNumbers.card, forms.card,
    ],
    columns: columns + [formsColumn],
    examples: [
      .init("news-de | frequency --stopwords de --top 5", "The five most frequent content words."),
      .init("news-en | frequency gas, bridge, flood", "Three words, each with its count and documents."),
      .init("news-de | frequency brücke=*brücke* --by date:year", "A pattern pooled under one label, by year."),
    ],
    references: [
      "Biber, Conrad & Reppen (1998), Corpus Linguistics, on normed frequencies."
    ], version: 2)
}
