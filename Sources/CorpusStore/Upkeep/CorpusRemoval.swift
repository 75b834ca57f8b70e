import Database

/// Takes a corpus out of the store, inside a transaction; its forms stay in the vocabulary.
struct CorpusRemoval {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// Removes a corpus and everything that only it uses.
  func remove(_ corpus: CorpusRow) throws {
    try removeSegments(of: corpus.id)
    try CorpusTotals(corpus: corpus.id, connection: connection).remove()
    let id: [SQLValue] = [.integer(corpus.id)]
    for table in ["text_block", "draft_document"] {
      try connection.run("DELETE FROM blob WHERE id IN (SELECT blob FROM \(table) WHERE corpus = ?)", id)
    }
    for table in [
      "text_block", "corpus_language", "corpus_variant", "field", "layer", "annotation", "region", "draft",
      "draft_document",
    ] {
      try connection.run("DELETE FROM \(table) WHERE corpus = ?", id)
    }
    try connection.run("DELETE FROM blob WHERE id = ?", [.integer(corpus.formsSeen)])
    try Schema.dropView(of: corpus.id, connection)
    try connection.execute("DROP TABLE IF EXISTS \(Schema.documentTable(corpus.id))")
    try connection.run("DELETE FROM corpus WHERE id = ?", id)
  }

  /// Removes the segments of a corpus and their blobs.
  func removeSegments(of corpus: Int) throws {
    let id: [SQLValue] = [.integer(corpus)]
    let segments = "(SELECT id FROM segment WHERE corpus = ?)"
    try connection.run("DELETE FROM blob WHERE id IN (SELECT blob FROM segment_part WHERE segment IN \(segments))", id)
    for table in ["segment_part", "segment_annotation"] {
      try connection.run("DELETE FROM \(table) WHERE segment IN \(segments)", id)
    }
    try connection.run("DELETE FROM segment WHERE corpus = ?", id)
  }
}

extension Store {
  /// Deletes a corpus.
  ///
  /// - Throws: `noSuchCorpus`, and what writing may throw.
  public func drop(_ name: String) throws(StoreError) {
    try StoreError.wrap {
      let connection = try writer()
      defer { StoreFile.shortenLog(connection) }
      try connection.transaction(.immediate) {
        guard let corpus = try CorpusRow.find(name, connection) else {
          throw StoreError.noSuchCorpus(name: name, known: try CorpusRow.names(connection))
        }
        try CorpusRemoval(connection).remove(corpus)
      }
    }
  }
}
