import Database
import Glibc
import Synchronization

/// Connections of readers that are gone, kept open: mapping a large file anew costs more than most queries.
///
/// A connection is idle when nobody else holds it. It then sees no old state, so that neither writers nor the shortening of the log
/// wait for it; but it keeps a writer from being the last to close the file, so whoever writes must shorten the log. Only those to a
/// file of the present schema that can change under locks are kept; those to a file that was replaced, or changed its schema, are
/// dropped, and so is what was learnt of its blobs.
final class ReaderPool: Sendable {
  /// How many connections are kept at most: the threads of a query and a few more.
  private static let most = 16

  /// Which file a path leads to.
  private struct FileID: Equatable {
    let device: UInt64
    let number: UInt64

    init(_ path: String) {
      var status = stat()
      let isThere = stat(path, &status) == 0
      device = isThere ? UInt64(status.st_dev) : 0
      number = isThere ? UInt64(status.st_ino) : 0
    }
  }

  /// Connections move between threads, but only idle ones.
  private struct Kept: @unchecked Sendable {
    var connections: [Connection] = []
    var file: FileID?
    /// What readers of the file know of its blobs.
    var ledger = PieceLedger()
    /// A reader that is done, with what it read of the vocabulary; its connection is one of those above.
    var reader: StoreReader?
  }

  private let kept = Mutex(Kept())

  /// An idle connection, or a new one, and what is known of the blobs of its file.
  func connection(_ path: String, _ mode: Connection.Mode) throws -> (connection: Connection, ledger: PieceLedger) {
    let file = FileID(path)
    let (idle, ledger) = kept.withLock { kept -> (Connection?, PieceLedger) in
      if kept.file != file { kept = Kept(file: file) }
      for index in kept.connections.indices where isKnownUniquelyReferenced(&kept.connections[index]) {
        let found = kept.connections[index]
        if ReaderPool.isPresent(found) { return (found, kept.ledger) }
        kept = Kept(file: file)
        break
      }
      return (nil, kept.ledger)
    }
    if let idle { return (idle, ledger) }
    let made = try StoreFile.connect(path, mode)
    // What is opened may be another file than what was looked at.
    guard FileID(path) == file else { return (made, PieceLedger()) }
    guard made.mode == .readOnly, ReaderPool.isPresent(made) else { return (made, ledger) }
    kept.withLock { kept in
      if kept.file == file, kept.connections.count < ReaderPool.most { kept.connections.append(made) }
    }
    return (made, ledger)
  }

  /// The reader that was kept, or none: it knows more of the vocabulary than a new one.
  func reader(_ path: String) -> StoreReader? {
    let file = FileID(path)
    return kept.withLock { kept in
      if kept.file != file { kept = Kept(file: file) }
      guard let found = kept.reader else { return nil }
      kept.reader = nil
      if ReaderPool.isPresent(found.connection) { return found }
      kept = Kept(file: file)
      return nil
    }
  }

  /// Keeps a reader whose connection is of the pool, in the place of another.
  func keep(_ reader: StoreReader) {
    let given = Kept(reader: reader)
    kept.withLock { kept in
      guard kept.connections.contains(where: { $0 === given.reader?.connection }) else { return }
      kept.reader = given.reader
    }
  }

  /// Lets go of all: those that nobody uses are closed.
  func removeAll() { kept.withLock { $0 = Kept() } }

  /// Whether a connection is to a file of the present schema and in no transaction.
  private static func isPresent(_ connection: Connection) -> Bool {
    !connection.isInTransaction
      && (try? connection.integer("PRAGMA user_version")) == Schema.migrations.newest
  }
}
