import AnalyzerKit
import CZstd
import Database

/// Reads a store through a connection of its own: one a thread.
///
/// Each call sees the newest state. Between `beginSnapshot` and `endSnapshot` all calls see the state at its begin, whatever others
/// write. A segment that was deleted meanwhile gives `StoreError.changed`, never other content, as ids are not used again.
public final class StoreReader {
  let connection: Connection
  private var keptVocabulary: Vocabulary?
  private var version = -1
  private var isSnapshot = false
  private let access: BlobAccess

  init(_ connection: Connection, ledger: PieceLedger? = nil) {
    self.connection = connection
    access = BlobAccess(ledger)
  }

  deinit { endSnapshot() }

  /// From now on small reads of segments are cheap, as what they need stays open; the reader then sees the store as it was at
  /// the first of them, until its segments and itself are gone.
  public func keepSegmentsOpen() { access.keepsHandles = true }

  // MARK: Snapshots

  /// From now on all calls see the store as it is now.
  public func beginSnapshot() throws(StoreError) {
    if isSnapshot { return }
    try StoreError.wrap {
      try connection.execute("BEGIN DEFERRED")
      // The first read begins the snapshot.
      _ = try connection.integer("SELECT count(*) FROM store")
    }
    isSnapshot = true
    try refresh()
  }

  /// Lets the snapshot go; segments that are still open may keep it until they go too.
  public func endSnapshot() {
    guard isSnapshot else { return }
    isSnapshot = false
    try? connection.execute("ROLLBACK")
  }

  /// Runs the body in a snapshot.
  public func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
    if isSnapshot { return try body() }
    try beginSnapshot()
    defer { endSnapshot() }
    return try body()
  }

  /// Forgets what is kept if the store was changed.
  private func refresh() throws(StoreError) {
    let now = try StoreError.wrap { try connection.integer("PRAGMA data_version") ?? 0 }
    if now != version {
      keptVocabulary = nil
      version = now
    }
  }

  // MARK: What there is

  /// The corpora, by name.
  public func corpora() throws(StoreError) -> [CorpusInfo] {
    try StoreError.wrap { try CorpusRow.all(connection).map(\.info) }
  }

  /// A corpus by its name, as it is now.
  public func corpus(named name: String) throws(StoreError) -> Corpus {
    try refresh()
    return try StoreError.wrap {
      try connection.transaction(.deferred) {
        guard let row = try CorpusRow.find(name, connection) else {
          throw StoreError.noSuchCorpus(name: name, known: try CorpusRow.names(connection))
        }
        return try row.corpus(connection)
      }
    }
  }

  /// The forms of the store, as they are now.
  public var vocabulary: Vocabulary {
    get throws(StoreError) {
      if !isSnapshot { try refresh() }
      if let keptVocabulary { return keptVocabulary }
      let made = try StoreError.wrap { try Vocabulary(connection) }
      keptVocabulary = made
      return made
    }
  }

  /// Opens a segment.
  public func segment(_ info: SegmentInfo) throws(StoreError) -> SegmentReader {
    try StoreError.wrap { try SegmentReader(info, connection, access) }
  }

  /// A blob of the store, read as this reader reads.
  func checkedBlob(_ id: Int) throws -> CheckedBlob { try CheckedBlob(id, connection, access) }

  /// The documents of a corpus; columns are read when they are asked for.
  public func documents(of corpus: Corpus) -> DocumentTable { DocumentTable(corpus, connection) }

  /// The text of a document, as it was loaded.
  ///
  /// - Throws: `noText` when it was not kept, `noSuchDocument`.
  public func text(ofDocument ordinal: Int, in corpus: Corpus) throws(StoreError) -> [UInt8] {
    try StoreError.wrap { try snapshot { try TextReading(corpus, self).text(ordinal) } }
  }

  /// The texts of documents that follow each other, read at once.
  func texts(ofDocuments range: Range<Int>, in corpus: Corpus) throws(StoreError) -> [[UInt8]] {
    try StoreError.wrap { try snapshot { try TextReading(corpus, self).texts(range) } }
  }
}
