import AnalyzerKit

extension Sentiment {
  static let lexicon = Option.resource(
    "lexicon", "The scores: de, en, a lexicon of yours, or a file; by the documents' languages when left out.")
  static let unit = Option.choice(
    "unit", default: "document", of: ["document", "sentence", "whole", "corpus"],
    "What has a row: documents as the mean of their sentences, sentences, documents as one piece, or each group.")
  static let around = Option.query(
    "around", "Scores the words around the matches of a query, not the matches; each window is a piece.")
  static let window = Option.integer("window", default: 10, in: 1...1000, "How many words on each side with --around.")
  static let rules = Option.choice(
    "rules", default: "auto", of: ["auto", "shifters", "none"],
    "Whether negators, amplifiers and the like change the scores of words after them; auto is shifters.")
  static let explain = Option.flag("explain", "Shows a row for each hit: what was scored, and what changed it.")

  static let documentColumn = Column("document", .text, role: .document, "The document's name.")
  static let sentenceColumn = Column("sentence", .integer, "The number of the sentence in its document.")
  static let scores = [
    Column("tokens", .integer, "The counted tokens."),
    Column("hits", .integer, "How many of them have a score."),
    Column("coverage", .real, "The share of tokens with a score, 0 to 1."),
    Column("positive", .real, "The share of tokens with a positive value."),
    Column("negative", .real, "The share of tokens with a negative value."),
    Column("neutral", .real, "The share of the other tokens."),
    Column("mean", .real, "The mean value of the hits, −4 to +4; missing without a hit."),
    Column("compound", .real, "The sum s of the values as s / √(s² + 15), −1 to +1."),
  ]
  static let explanation = [
    documentColumn, sentenceColumn,
    Column("position", .integer, role: .position, "The number of the token in its document; punctuation counts."),
    Column("term", .text, role: .term, "The form that has a score."),
    Column("base", .real, "Its score in the lexicon."),
    Column("modifiers", .text, "The words that changed it."),
    Column("value", .real, "What it counted for."),
  ]

  /// Its name, options, columns and examples.
  public static let card = AnalyzerCard(
    name: "sentiment",
    summary: "Scores how positive or negative documents or sentences are, by a lexicon.",
    discussion: """
      Each token that the lexicon lists is a hit. With the shifters rules, a negator among the three words before a \
      hit (no punctuation between) multiplies its score by −0.74, an amplifier or downtoner by its factor; in a \
      sentence with an adversative (but, aber), hits before the last one count half, hits after it one and a half.

      A document's numbers are sums (tokens, hits, coverage) and means over its sentences (all others; mean over the \
      sentences with a hit). --unit whole takes the text as one piece. A lexicon scores words, not meanings: check \
      with --explain what was counted.
      """,
    options: [lexicon.card, unit.card, around.card, window.card, rules.card, explain.card],
    columns: [documentColumn, sentenceColumn] + scores + explanation[2...],
    examples: [
      .init("news-de | sentiment | sort compound | head 5", "The most negative articles."),
      .init("news-en | sentiment --unit corpus --by date:year", "One row a year."),
      .init("news-en | sentiment --around flood --window 8 --explain | head 5", "What is counted near a word."),
    ],
    references: [
      "Hutto & Gilbert (2014), VADER, ICWSM, on the factor of negation, adversatives and the compound score."
    ])
}
