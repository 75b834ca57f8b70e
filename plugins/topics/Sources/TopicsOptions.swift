import AnalyzerKit

extension Topics {
  static let count = Option.integer("k", default: 10, in: 2...500, "How many topics there are.")
  static let seed = Option.integer(
    "seed", default: 1, in: 0...Int.max, "Where chance begins; the same gives the same topics.")
  static let iterations = Option.integer(
    "iterations", default: 300, in: 1...100_000, "How often the sampler passes over the corpus.")
  static let terms = Option.integer(
    "terms", default: 5_000, in: 1...1_000_000, "Keeps only the N most frequent terms that are no stop words.")
  static let minimumDocuments = Option.integer(
    "min-documents", default: 2, in: 1...Int.max, "Leaves out terms that occur in fewer documents.")
  static let stopwords = Option.wordList("stopwords", "Leaves out the words of a list: a language code, or a file.")
  static let top = Option.integer("top", default: 10, in: 1...10_000, "How many words of a topic are shown.")
  static let alpha = Option.real(
    "alpha", default: 5, in: 0...10_000, "How mixed documents are: the sum of the topics' prior counts in a document.")
  static let beta = Option.real(
    "beta", default: 0.01, in: 0...10_000, "How mixed topics are: the prior count of each term in a topic.")
  static let unit = Option.choice(
    "unit", default: "topic", of: ["topic", "term", "document"],
    "What a row is: a topic, a topic's term, a document's topic.")

  static let topicColumn = Column("topic", .integer, "The topic's number; 1 has the most tokens.")
  static let topicColumns = [
    topicColumn, Column("words", .text, "Its most probable terms, the most probable first."),
    Column("tokens", .integer, "How many of the kept tokens belong to it."),
    Column("share", .real, "The share of the kept tokens that belongs to it."),
    Column("documents", .integer, "In how many documents it has the largest share."),
  ]
  static let termColumns = [
    topicColumn, Column("term", .text, role: .term, "A term of the topic."),
    Column("count", .integer, "How many of the term's tokens belong to the topic."),
    Column("probability", .real, "The probability of the term in the topic."),
  ]
  static let documentColumns = [
    Column("document", .text, role: .document, "The document."), topicColumn,
    Column("tokens", .integer, "How many of the kept tokens belong to the topic, there or in all."),
    Column("share", .real, "The topic's share of the document, with the prior counts; or of all kept tokens."),
  ]

  /// Its name, options, columns and examples.
  public static let card = AnalyzerCard(
    name: "topics",
    summary: "Finds topics: groups of terms that tend to stand in the same documents.",
    discussion: """
      Latent Dirichlet allocation by collapsed Gibbs sampling, with symmetric priors: every kept token belongs to one \
      topic, and what is shown is the last state of the sampler. Topics are numbered by their tokens. The same seed \
      and options give the same topics, whatever the threads; another seed may give others, so try some.

      Only the most frequent terms are kept, without stop words: give --stopwords, or topics are about nothing. Terms \
      in fewer than --min-documents documents are left out. Documents without a kept token have no topic.

      With --unit term there is a row for each of a topic's --top terms; with --unit document one for each document and \
      topic, the largest share first.
      """,
    options: [
      count.card, stopwords.card, unit.card, top.card, terms.card, minimumDocuments.card, iterations.card, seed.card,
      alpha.card, beta.card,
    ],
    columns: [
      documentColumns[0], topicColumn, topicColumns[1], termColumns[1], termColumns[2], termColumns[3],
      documentColumns[2], documentColumns[3], topicColumns[4],
    ],
    examples: [
      .init("news-de | topics --k 5 --stopwords de --iterations 100", "Five topics of German articles."),
      .init(
        "news-en | topics --k 4 --stopwords en --iterations 50 --unit document | filter topic = 1 | head 5",
        "How much of each article is about the first topic."),
    ],
    references: [
      "Blei, Ng & Jordan (2003), Latent Dirichlet allocation.",
      "Griffiths & Steyvers (2004), Finding scientific topics.",
    ])
}
