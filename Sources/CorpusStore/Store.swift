import Database
import Glibc

/// A store: one SQLite file with corpora and the vocabulary that they share.
///
/// Opening looks at the file's marks only. Reading goes through readers, one a thread; writing through `load`, `drop`
/// and `compact`, one at a time, each a transaction beside any number of readers.
public final class Store: Sendable {
  /// What a store is opened for.
  public enum Access: Sendable {
    /// Reading only; the file must exist.
    case readOnly
    /// Reading and writing; a file that does not exist is made. One that cannot be written opens for reading.
    case readWrite
  }

  /// The file.
  public let path: String
  /// The store's random identity, 32 hexadecimal digits, made with the file.
  public let identity: String
  /// Whether it cannot be written.
  public let isReadOnly: Bool

  private let mode: Connection.Mode
  /// Whether it was made just now, so that hardly anybody else can have it open.
  private let isNew: Bool
  private let pool = ReaderPool()

  private init(path: String, identity: String, mode: Connection.Mode, isNew: Bool = false) {
    self.path = path
    self.identity = identity
    self.mode = mode
    self.isNew = isNew
    isReadOnly =
      switch mode {
      case .readOnly, .immutable: true
      case .readWrite, .create: false
      }
  }

  /// Opens a store; with `readWrite`, makes it if there is no file.
  ///
  /// - Throws: `noSuchStore`, `notAStore`, `newerVersion`, and what the system reports.
  public static func open(_ path: String, access: Access) throws(StoreError) -> Store {
    // What begins so SQLite takes for something else than the name of a file.
    let path = path.hasPrefix(":") || path.hasPrefix("file:") ? "./" + path : path
    return try StoreError.wrap {
      if path.isEmpty { throw StoreError.notAStore(path: "''", reason: "a store is a file, and has a name") }
      guard StoreFile.exists(path) else {
        guard access == .readWrite else { throw StoreError.noSuchStore(path: path) }
        return Store(path: path, identity: try StoreFile.create(path), mode: .readWrite, isNew: true)
      }
      try StoreFile.mustBeReadable(path)
      let mode = StoreFile.mode(path, access)
      let connection = try StoreFile.connect(path, mode)
      if mode == .readWrite, try Schema.migrations.inspect(connection) != .version(Schema.migrations.newest) {
        return Store(path: path, identity: try StoreFile.create(path), mode: .readWrite)
      }
      guard try Schema.migrations.inspect(connection) != .empty else {
        // What is left where the making of a store was interrupted: it can be made again.
        if access == .readOnly { throw StoreError.noSuchStore(path: path) }
        throw StoreError.notAStore(path: path, reason: "it is empty and cannot be written")
      }
      return Store(path: path, identity: try StoreFile.identity(connection), mode: connection.mode)
    }
  }

  /// A connection of its own for reading; use each on one thread only.
  public func reader() throws(StoreError) -> StoreReader {
    try StoreError.wrap {
      let (connection, ledger) = try pool.connection(path, mode == .immutable ? .immutable : .readOnly)
      return StoreReader(connection, ledger: ledger)
    }
  }

  /// A reader that was kept, or a new one: for whoever looks many forms up, as the next command mostly asks for the same.
  public func keptReader() throws(StoreError) -> StoreReader {
    try StoreError.wrap { try pool.reader(path) ?? reader() }
  }

  /// Keeps a reader, and the pieces of the vocabulary that it read, for the next `keptReader`; nobody may use it any more.
  public func keep(_ reader: StoreReader) { pool.keep(reader) }

  /// The corpora, by name.
  public func corpora() throws(StoreError) -> [CorpusInfo] { try reader().corpora() }

  /// A connection for the writer; there is one at a time, as the first statement takes SQLite's write lock.
  ///
  /// A new store has no log before something is written into it, and the first load, which may have been killed, does without:
  /// with `orNew`, one that was made just now keeps doing so.
  func writer(orNew: Bool = false) throws -> Connection {
    guard !isReadOnly else { throw StoreError.readOnly(path: path) }
    let connection = try StoreFile.connect(path, .readWrite)
    if !(orNew && isNew) { try StoreFile.keepLog(connection) }
    return connection
  }

  /// Closes connections that wait for the next reader.
  func dropIdleConnections() { pool.removeAll() }
}
