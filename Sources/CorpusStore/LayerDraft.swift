import AnalyzerKit
import Database
import TextProcessing

/// A layer of annotation that is being added to a corpus, document by document; nobody sees it until it is finished.
///
///     let draft = try store.draft(layer: LayerName("lemma"), of: "news", source: "spacy de_core_news_md 3.7")
///     for document in 0..<draft.corpus.documentCount where !draft.isDone(document) {
///       let words = try reader.values(of: .word, ofDocument: document, in: draft.corpus)
///       …                                                     // a value a token; the empty text for none
///       try draft.append([(document, column)])                // better: some hundreds at once
///     }
///     try draft.finish()
///
/// Each `append` is a transaction, so that an interruption loses only what was not appended; `Store.draft` goes on where it stopped. Values
/// wait as they are, beside the corpus; `finish` numbers them, writes the layer of every segment with summaries and postings, and shows it, all
/// in one transaction. The corpus's fingerprint and the checksums of its segments' layers then change, so that caches take notice. Documents that
/// were loaded meanwhile are not done yet. It belongs to one thread.
public final class LayerDraft {
  /// The corpus as it was when the draft was begun or taken up.
  public let corpus: Corpus
  /// The layer that it will be.
  public let layer: LayerName
  /// What makes it, such as an annotator with its version.
  public let source: String

  private let store: Store
  private let connection: Connection
  private let lengths: [Int]
  private var done: Set<Int>

  init(_ store: Store, _ connection: Connection, _ corpus: Corpus, _ layer: LayerName, source: String) throws {
    self.store = store
    self.connection = connection
    self.corpus = corpus
    self.layer = layer
    self.source = source
    lengths = try DocumentTable(corpus, connection).tokens()
    var done: Set<Int> = []
    try connection.forEachRow(
      "SELECT document FROM draft_document WHERE corpus = ? AND layer = ?", [.integer(corpus.id), .text(layer.name)]
    ) { done.insert($0.integer(0)) }
    self.done = done
  }

  deinit { StoreFile.shortenLog(connection) }

  /// Whether the values of a document were appended, by this process or an earlier one.
  public func isDone(_ document: Int) -> Bool { done.contains(document) }

  /// How many documents are done.
  public var doneCount: Int { done.count }

  /// Keeps the values of some documents, in one transaction; those of a document that is done are replaced.
  ///
  /// A column has a value for each token of its document; its name does not matter.
  ///
  /// - Throws: `badAnnotation` for another number of values, `noSuchDocument`, `changed` when the corpus or the draft is gone.
  public func append(_ batch: [(document: Int, column: AnnotationColumn)]) throws(StoreError) {
    try StoreError.wrap {
      try connection.transaction(.immediate) {
        try mustExist()
        for (document, column) in batch { try write(column, document) }
      }
    }
    for (document, _) in batch { done.insert(document) }
  }

  private func write(_ column: AnnotationColumn, _ document: Int) throws {
    guard lengths.indices.contains(document) else {
      throw StoreError.noSuchDocument(ordinal: document, count: lengths.count)
    }
    guard column.indices.count == lengths[document] else {
      throw StoreError.badAnnotation(
        document: "document \(document + 1) of \(corpus.name)",
        problem: "it has \(lengths[document]) tokens, and \(column.indices.count) values for \(layer)")
    }
    let blobs = BlobWriting(connection: connection)
    let place: [SQLValue] = [.integer(corpus.id), .text(layer.name), .integer(document)]
    let condition = "WHERE corpus = ? AND layer = ? AND document = ?"
    if let old = try connection.integer("SELECT blob FROM draft_document \(condition)", place) {
      try blobs.delete(old)
      try connection.run("DELETE FROM draft_document \(condition)", place)
    }
    let blob = try blobs.write(ColumnCoding.encode(column))
    try connection.run(
      "INSERT INTO draft_document(corpus, layer, document, blob) VALUES(?, ?, ?, ?)", place + [.integer(blob)])
  }

  private func mustExist() throws {
    let found = try connection.integer(
      "SELECT 1 FROM draft WHERE corpus = ? AND layer = ?", [.integer(corpus.id), .text(layer.name)])
    guard found != nil else { throw StoreError.changed(path: store.path, what: "the layer \(layer) that was begun") }
  }

  /// Makes the layer a part of the corpus, in one transaction; documents that are not done have no values.
  ///
  /// `progress` gets the segments that are done and those that there are; when it returns false, nothing is changed and the draft stays.
  ///
  /// - Throws: `cancelled`, `changed`, `tooManyLayers`, and what writing may throw.
  public func finish(progress: (Int, Int) -> Bool = { _, _ in true }) throws(StoreError) {
    try StoreError.wrap {
      try connection.transaction(.immediate) {
        try mustExist()
        try LayerPublication(corpus.name, layer, source: source, connection).run(progress)
        try LayerRemoval(connection).removeDraft(layer, of: corpus.id)
      }
      StoreFile.shortenLog(connection)
    }
  }
}

extension Store {
  /// Begins a layer of annotation of a corpus, or takes up one that was begun by the same source.
  ///
  /// - Throws: `noSuchCorpus`; `badLayerName`; `layerExists`, also when another source has begun it.
  public func draft(layer: LayerName, of corpus: String, source: String) throws(StoreError) -> LayerDraft {
    try StoreError.wrap {
      guard AnnotationName.isLayer(layer.name) else { throw StoreError.badLayerName(name: layer.name) }
      let connection = try writer()
      return try connection.transaction(.immediate) {
        let found = try CorpusRow.existing(corpus, connection).corpus(connection)
        guard found.layer(layer) == nil else {
          throw StoreError.layerExists(name: layer.name, corpus: corpus, source: found.layer(layer)?.source ?? "")
        }
        let begun = try connection.text(
          "SELECT source FROM draft WHERE corpus = ? AND layer = ?", [.integer(found.id), .text(layer.name)])
        if let begun, begun != source {
          throw StoreError.layerExists(name: layer.name, corpus: corpus, source: begun)
        }
        try connection.run(
          "INSERT OR IGNORE INTO draft(corpus, layer, source, fingerprint, started) VALUES(?, ?, ?, ?, ?)",
          [
            .integer(found.id), .text(layer.name), .text(source), .blob(found.fingerprint.bytes),
            .text(StoreFile.now()),
          ])
        return try LayerDraft(self, connection, found, layer, source: source)
      }
    }
  }

  /// The layers of a corpus that were begun and not finished, with what makes them and how many documents are done; by name.
  public func drafts(of corpus: String) throws(StoreError) -> [(layer: LayerName, source: String, documents: Int)] {
    let reader = try reader()
    return try reader.drafts(of: try reader.corpus(named: corpus))
  }

  /// Takes a layer of annotation out of a corpus, finished or only begun, in one transaction.
  ///
  /// - Throws: `noSuchCorpus`, `noSuchLayer` when there is neither.
  public func dropLayer(_ layer: LayerName, of corpus: String) throws(StoreError) {
    try StoreError.wrap {
      let connection = try writer()
      defer { StoreFile.shortenLog(connection) }
      try connection.transaction(.immediate) {
        let row = try CorpusRow.existing(corpus, connection)
        let found = try row.corpus(connection)
        let isBegun = try connection.integer(
          "SELECT 1 FROM draft WHERE corpus = ? AND layer = ?", [.integer(row.id), .text(layer.name)])
        guard isBegun != nil || found.layer(layer)?.isAnnotation == true else {
          let known = found.layers.filter(\.isAnnotation).map(\.name.name)
          throw StoreError.noSuchLayer(name: layer.name, corpus: corpus, known: known)
        }
        try LayerRemoval(connection).removeDraft(layer, of: row.id)
        try LayerRemoval(connection).remove(layer, of: found)
      }
    }
  }
}

extension StoreReader {
  /// The layers of a corpus that were begun and not finished, with what makes them and how many documents are done; by name.
  public func drafts(of corpus: Corpus) throws(StoreError) -> [(layer: LayerName, source: String, documents: Int)] {
    try StoreError.wrap {
      var result: [(layer: LayerName, source: String, documents: Int)] = []
      let query = """
        SELECT layer, source, (SELECT count(*) FROM draft_document d WHERE d.corpus = draft.corpus AND d.layer = draft.layer)
        FROM draft WHERE corpus = ? ORDER BY layer
        """
      try connection.forEachRow(query, [.integer(corpus.id)]) {
        result.append((LayerName($0.text(0)), $0.text(1), $0.integer(2)))
      }
      return result
    }
  }
}
