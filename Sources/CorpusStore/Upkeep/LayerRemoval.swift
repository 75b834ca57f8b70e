import Database

/// Takes a layer of annotation out of a corpus, inside a transaction; its values stay in the vocabulary.
struct LayerRemoval {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// Removes a layer that was begun and not finished.
  func removeDraft(_ layer: LayerName, of corpus: Int) throws {
    let place: [SQLValue] = [.integer(corpus), .text(layer.name)]
    let condition = "WHERE corpus = ? AND layer = ?"
    try connection.run("DELETE FROM blob WHERE id IN (SELECT blob FROM draft_document \(condition))", place)
    for table in ["draft_document", "draft"] { try connection.run("DELETE FROM \(table) \(condition)", place) }
  }

  /// Removes a finished layer.
  func remove(_ layer: LayerName, of corpus: Corpus) throws {
    for segment in corpus.segments {
      let place: [SQLValue] = [.integer(segment.id), .text(layer.name)]
      try connection.run(
        "DELETE FROM blob WHERE id IN (SELECT blob FROM segment_part WHERE segment = ? AND layer = ?)", place)
      try connection.run("DELETE FROM segment_part WHERE segment = ? AND layer = ?", place)
      try connection.run("DELETE FROM segment_annotation WHERE segment = ? AND kind = 'layer' AND name = ?", place)
    }
    let place: [SQLValue] = [.integer(corpus.id), .text(layer.name)]
    try connection.run("DELETE FROM annotation WHERE corpus = ? AND kind = 'layer' AND name = ?", place)
    try connection.run("DELETE FROM layer WHERE corpus = ? AND name = ?", place)
  }
}
