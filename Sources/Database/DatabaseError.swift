import CSQLite

/// What went wrong in SQLite: the kind of trouble, SQLite's own code and words, the SQL and the file.
public struct DatabaseError: Error, Sendable, Hashable {
  /// The kinds of trouble that ask for different answers.
  public enum Kind: Sendable, Hashable {
    /// The disk or the quota is full; the transaction was rolled back.
    case full
    /// The file or its folder cannot be written.
    case readOnly
    /// The file is something else than an SQLite database.
    case notADatabase
    /// The file cannot be opened: it does not exist, or its folder cannot be reached.
    case cannotOpen
    /// Another connection holds a lock for longer than the busy timeout.
    case busy
    /// The content of the file contradicts itself.
    case corrupt
    /// A uniqueness, foreign key, type or check constraint.
    case constraint
    /// A read or write failed below SQLite.
    case inputOutput
    /// A value is longer than SQLite holds (about 1 GB).
    case tooBig
    /// The operation was interrupted on request.
    case interrupted
    /// The file's schema version is above the newest that this program knows.
    case newerVersion(found: Int, known: Int)
    /// The file is an SQLite database of another application.
    case foreign(applicationID: Int)
    /// Everything else: a programming error or something unforeseen.
    case other
  }

  /// What kind of trouble it is.
  public let kind: Kind
  /// SQLite's extended result code; 0 when SQLite itself saw no error.
  public let code: Int32
  /// SQLite's message.
  public let message: String
  /// The statement, if one was at work.
  public let sql: String?
  /// The database file.
  public let path: String

  /// Makes an error from its parts.
  public init(kind: Kind, code: Int32 = 0, message: String, sql: String? = nil, path: String) {
    self.kind = kind
    self.code = code
    self.message = message
    self.sql = sql
    self.path = path
  }

  /// Reads the error that the connection reported last.
  init(handle: OpaquePointer?, code: Int32, sql: String?, path: String) {
    let message = handle.flatMap { sqlite3_errmsg($0) } ?? sqlite3_errstr(code)
    let extended = handle.map { sqlite3_extended_errcode($0) } ?? code
    // The connection's last error may be that of another statement; the primary codes tell.
    let full = (extended & 0xFF) == (code & 0xFF) ? extended : code
    self.init(
      kind: Kind(code: full), code: full, message: message.map { String(cString: $0) } ?? "unknown error", sql: sql,
      path: path)
  }
}

extension DatabaseError.Kind {
  /// Tells the kind of an SQLite result code, plain or extended.
  init(code: Int32) {
    switch code & 0xFF {
    case SQLITE_FULL: self = .full
    case SQLITE_READONLY, SQLITE_PERM: self = .readOnly
    case SQLITE_NOTADB: self = .notADatabase
    case SQLITE_CANTOPEN: self = .cannotOpen
    case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
    case SQLITE_CORRUPT: self = .corrupt
    case SQLITE_CONSTRAINT: self = .constraint
    case SQLITE_IOERR: self = .inputOutput
    case SQLITE_TOOBIG, SQLITE_RANGE: self = .tooBig
    case SQLITE_INTERRUPT, SQLITE_ABORT: self = .interrupted
    default: self = .other
    }
  }
}

extension DatabaseError: CustomStringConvertible {
  /// One line for people: what, where, and SQLite's words.
  public var description: String {
    let what =
      switch kind {
      case .full: "the disk is full"
      case .readOnly: "it cannot be written"
      case .notADatabase: "it is not an SQLite database"
      case .cannotOpen: "it cannot be opened"
      case .busy: "another process is writing to it"
      case .corrupt: "its content is damaged"
      case .constraint: "a constraint failed"
      case .inputOutput: "reading or writing failed"
      case .tooBig: "a value is too big"
      case .interrupted: "the operation was interrupted"
      case .newerVersion(let found, let known): "its version is \(found), this program knows up to \(known)"
      case .foreign(let id): "it belongs to another application (id \(id))"
      case .other: "SQLite reports an error"
      }
    let statement = sql.map { " in: \($0)" } ?? ""
    return "\(path): \(what) (\(message), code \(code))\(statement)"
  }
}
