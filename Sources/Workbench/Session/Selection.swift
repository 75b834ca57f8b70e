import CommandLanguage

/// A corpus, or the documents of one that meet conditions: a view, so that documents appended later are seen.
struct Selection: Sendable {
  /// The corpus.
  let corpus: String
  /// The conditions, all of which a document must meet.
  var conditions: [Condition] = []

  /// A condition over metadata, with the text that it was read from.
  struct Condition: Sendable {
    let expression: Expression
    let text: String
  }

  /// How it is shown: the corpus and its conditions.
  var description: String {
    ([corpus] + conditions.map { "where \($0.text)" }).joined(separator: " | ")
  }
}
