import AnalyzerKit

extension Cooccurrence {
  static let node = Option.query(
    "node", valueName: "NODE", "The query whose collocates are counted; pairs without one.")
  static let window = Option.integer(
    "window", default: 5, in: 1...1000, "How many counted tokens on each side belong to a window.")
  static let left = Option.integer("left", in: 0...1000, "How many on the left side, if not --window.")
  static let right = Option.integer("right", in: 0...1000, "How many on the right side, if not --window.")
  static let within = Option.region("within", default: .document, "What a window never leaves.")
  static let minimumCount = Option.integer(
    "min-count", default: 3, in: 1...Int.max, "Leaves out rows with a smaller o11.")
  static let stopwords = Option.wordList(
    "stopwords", "Leaves out rows of the words of a list: a language code, or a file.")
  static let measures = Option.list(
    "measures", default: ["log_likelihood", "log_dice", "mi", "t_score"],
    of: ["all"] + AssociationMeasure.allCases.map(\.rawValue), "The measures, the first of which orders the rows.")
  static let top = Option.integer("top", in: 1...Int.max, "Keeps only the first N rows of each group.")
  static let terms = Option.integer(
    "terms", in: 1...20_000, "Without a node: pairs of the N most frequent terms (200 when left out).")
  static let context = Option.choice(
    "context", default: "window", of: ["window", "sentence", "document"], "Without a node: where pairs are counted.")
  static let ordered = Option.flag("ordered", "Without a node: keeps apart which of the two comes first.")

  static let counts = [
    Column("o11", .integer, "How often the two are observed together."),
    Column("r1", .integer, "The row total: all tokens inside windows, or all pairs with term_a."),
    Column("c1", .integer, "The column total: the collocate outside nodes, or all pairs with term_b."),
    Column("n", .integer, "The sample size: counted tokens less nodes, or all pairs."),
    Column("e11", .real, "What chance would give: r1 · c1 / n."),
  ]
  static let documents = Column(
    "documents", .integer, "In how many documents the collocate stands inside a window.")
  static let collocate = Column("collocate", .text, role: .term, "The form that occurs near the node.")
  static let terms2 = [
    Column("term_a", .text, role: .term, "One term; with --ordered the one that comes first."),
    Column("term_b", .text, role: .term, "The other term."),
  ]

  /// Its name, options, columns and examples.
  public static let card = AnalyzerCard(
    name: "cooccurrence",
    summary: "Finds words that occur near a node or each other more often than chance.",
    discussion: """
      With a node it counts surface co-occurrence as Evert (2008) does: a token inside several windows counts once, a \
      node inside another's window is no collocate, windows count words only (punctuation takes no place unless \
      --punctuation) and end with the document and with the region of --within. Regions such as speeches come with \
      an import, and `describe` lists them: a node counts only if it lies in one, of nested ones the smallest.

      Without a node it counts pairs of positions at most --window apart, or sentences or documents that hold both \
      terms. A pair of the same term counts once.

      mi is to base 2; log_likelihood has four terms and is negative where a pair is rarer than chance; log_dice takes \
      the node's frequency. Totals are taken before stop words, --terms and minima.
      """,
    operand: node.card,
    options: [
      window.card, left.card, right.card, within.card, minimumCount.card, stopwords.card, measures.card, top.card,
      terms.card, context.card, ordered.card,
    ],
    columns: [collocate] + terms2 + counts + [documents] + AssociationMeasure.allCases.map(\.column),
    examples: [
      .init("news-en | cooccurrence gas --stopwords en --top 5", "The strongest collocates of a word."),
      .init(
        "news-de | cooccurrence Hafenbrücke --window 8 --within s --measures log_dice,mi --top 5", "Other measures."),
      .init("news-en | cooccurrence --terms 50 --context sentence --stopwords en --top 5", "Pairs in a sentence."),
    ],
    references: [
      "Evert (2008), Corpora and collocations, in Lüdeling & Kytö, Corpus Linguistics, ch. 58.",
      "Rychlý (2008), A lexicographer-friendly association score, on log_dice.",
    ], version: 2)
}
