/// The lines of a sentence: its comments, then its rows.
struct ConlluSentence {
  var comments: [ConlluComment] = []
  var rows: [ConlluRow] = []

  /// Whether a document starts here.
  var startsDocument: Bool {
    comments.contains { if case .document = $0 { true } else { false } }
  }

  /// Forgets the lines and keeps the memory.
  mutating func removeAll() {
    comments.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
  }
}
