import AnalyzerKit

extension Duplicates {
  static let near = Option.real(
    "near", default: 0.8, in: 0.2...1, "How similar documents must be: the share of their shingles that both have.")
  static let shingle = Option.integer("shingle", default: 3, in: 1...50, "How many words in a row are a shingle.")

  static let columns = [
    Column("document", .text, role: .document, "A document that nearly repeats an earlier one."),
    Column("duplicate_of", .text, "The earliest document, by date, then by name, that it is a near-copy of."),
    Column("similarity", .real, "The Jaccard similarity of the two, over shingles; 1 for a copy."),
    Column("date", .date, "The document's date."),
    Column("title", .text, "The document's title."),
  ]

  /// Its name, options, columns and examples.
  public static let card = AnalyzerCard(
    name: "duplicates",
    summary: "Lists documents that are copies or near-copies of earlier ones.",
    discussion: """
      A document is a near-copy when it shares enough of its shingles (runs of words) with an earlier document: the \
      shingles that both have, divided by all that one of them has (the Jaccard similarity), are at least --near. \
      Earlier is by date, then by name; documents without a date come last. A document of fewer words than a shingle is \
      one shingle as a whole, and one without words is no copy of any.

      Pairs are found by MinHash, which misses a pair exactly at the threshold in less than one of 10,000 cases, and \
      more similar ones still less often. Each pair that is found is then compared exactly: the similarity shown is the \
      true one.

      `where not duplicate` keeps the originals alone, and `where duplicate(0.9)` the near-copies at another threshold. \
      Copies are looked for among the documents that stand before that condition's stage.
      """,
    options: [near.card, shingle.card],
    columns: columns,
    examples: [
      .init("news-en | duplicates --near 0.2 --shingle 1", "Articles that share a fifth of their vocabulary."),
      .init("duplicates news-en --near 0.2 --shingle 1 | head 3", "The corpus may stand behind the verb, too."),
      .init("news-de | where not duplicate | frequency --top 5", "Counts without near-copies."),
    ],
    references: [
      "Broder (1997), On the resemblance and containment of documents.",
      "Dahlgaard, Knudsen & Thorup (2017), Fast similarity sketching.",
      "Leskovec, Rajaraman & Ullman (2020), Mining of massive datasets, chapter 3.",
    ],
    condition: DocumentCondition(
      name: "duplicate", option: "near", summary: "A near-copy of an earlier document, as `duplicates` finds them."))
}
