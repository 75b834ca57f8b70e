import CSQLite

/// An open SQLite database, for one thread at a time.
///
/// Statements are prepared once and kept. Closing happens when the last reference goes; statements and
/// blobs keep their connection alive.
public final class Connection {
  /// How a file is opened.
  public enum Mode: Sendable {
    /// Reading; the file must exist.
    case readOnly
    /// Reading a file that nobody can change, without locks: for a store in a folder that cannot be written.
    case immutable
    /// Reading and writing; the file must exist.
    case readWrite
    /// Reading and writing; an empty database is made if there is no file.
    case create
  }

  /// The database file.
  public let path: String
  /// How it was opened.
  public let mode: Mode

  /// How many prepared statements are kept.
  private static let keptStatements = 128

  let handle: OpaquePointer
  private var cache: [String: Statement] = [:]
  private var transactionDepth = 0

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - busyTimeout: how long a statement waits for another connection's lock, in milliseconds.
  /// - Throws: `cannotOpen`, `notADatabase`, … with the path.
  public init(_ path: String, mode: Mode, busyTimeout: Int = 5_000) throws(DatabaseError) {
    var flags: Int32 = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    var name = path
    switch mode {
    case .readOnly: flags |= SQLITE_OPEN_READONLY
    case .immutable:
      flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      name = Connection.address(of: path) + "?immutable=1"
    case .readWrite: flags |= SQLITE_OPEN_READWRITE
    case .create: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(name, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      let error = DatabaseError(handle: opened, code: code, sql: nil, path: path)
      sqlite3_close_v2(opened)
      throw error
    }
    self.handle = opened
    self.path = path
    self.mode = mode
    sqlite3_busy_timeout(opened, Int32(clamping: busyTimeout))
  }

  deinit {
    // close_v2 waits for statements and blobs that are still alive.
    sqlite3_close_v2(handle)
  }

  /// The path as a URI: every byte that means something in one is written as %XX.
  private static func address(of path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var result = "file:"
    for byte in path.utf8 {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || [0x2F, 0x2E, 0x2D, 0x5F].contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return result
  }

  // MARK: Running SQL

  /// Runs one or more statements that take no values and whose rows, if any, do not matter.
  public func execute(_ sql: String) throws(DatabaseError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    if code != SQLITE_OK { throw error(code, sql) }
  }

  /// The statement, prepared and without bindings; prepared only the first time.
  ///
  /// While one user still steps through it, another gets a fresh one.
  public func statement(_ sql: String) throws(DatabaseError) -> Statement {
    if let kept = cache[sql], !kept.isBusy {
      kept.reset()
      return kept
    }
    let made = try Statement(self, sql)
    // Who builds statements from data must not fill the memory with them.
    if cache.count >= Connection.keptStatements { cache.removeAll() }
    if cache[sql] == nil { cache[sql] = made }
    return made
  }

  /// Runs one statement with values and no rows of interest.
  public func run(_ sql: String, _ values: [SQLValue] = []) throws(DatabaseError) {
    let statement = try statement(sql)
    defer { statement.reset() }
    try statement.bind(values)
    while try statement.step() {}
  }

  /// The first column of the first row as an integer; nil when there is no row or it is NULL.
  public func integer(_ sql: String, _ values: [SQLValue] = []) throws(DatabaseError) -> Int? {
    let statement = try statement(sql)
    defer { statement.reset() }
    try statement.bind(values)
    guard try statement.step(), !statement.isNull(0) else { return nil }
    return statement.integer(0)
  }

  /// The first column of the first row as text; nil when there is no row or it is NULL.
  public func text(_ sql: String, _ values: [SQLValue] = []) throws(DatabaseError) -> String? {
    let statement = try statement(sql)
    defer { statement.reset() }
    try statement.bind(values)
    guard try statement.step(), !statement.isNull(0) else { return nil }
    return statement.text(0)
  }

  /// Calls the body with the statement at each row.
  public func forEachRow(
    _ sql: String, _ values: [SQLValue] = [], _ body: (Statement) throws -> Void
  ) throws {
    let statement = try statement(sql)
    defer { statement.reset() }
    try statement.bind(values)
    while try statement.step() { try body(statement) }
  }

  /// The row id of the last row inserted by this connection.
  public var lastInsertID: Int { Int(sqlite3_last_insert_rowid(handle)) }

  /// How many rows the last statement changed.
  public var changes: Int { Int(sqlite3_changes64(handle)) }

  // MARK: Transactions

  /// What lock a transaction takes at its start.
  public enum TransactionKind: String, Sendable {
    /// None: a read snapshot begins with the first read.
    case deferred
    /// The writer's lock at once, so that it cannot fail half way for another writer.
    case immediate
    /// All locks at once: nobody else reads either.
    case exclusive
  }

  /// Runs the body in a transaction: committed when it returns, rolled back when it throws.
  ///
  /// Inside another transaction the body just becomes a part of that one.
  public func transaction<Result>(_ kind: TransactionKind = .immediate, _ body: () throws -> Result) throws -> Result {
    if transactionDepth > 0 || isInTransaction { return try body() }
    try execute("BEGIN \(kind.rawValue)")
    transactionDepth = 1
    defer { transactionDepth = 0 }
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      // A failed write may have ended the transaction already.
      if isInTransaction { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// Has the system bring to the disk what was written into the file so far, in the midst of a transaction: the commit then waits for
  /// the rest alone.
  ///
  /// An error must end the transaction: the system may not tell it a second time.
  public func settle() throws(DatabaseError) {
    var file: UnsafeMutablePointer<sqlite3_file>?
    let found = sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file)
    guard found == SQLITE_OK, let file, let methods = file.pointee.pMethods, let sync = methods.pointee.xSync else {
      return
    }
    let code = sync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY)
    if code != SQLITE_OK { throw DatabaseError(handle: nil, code: code, sql: nil, path: path) }
  }

  /// Whether a transaction is open.
  public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Whether the file or the way it was opened forbids writing.
  public var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }

  /// Lets the operation that runs now, on whatever thread, fail with `interrupted`.
  public func interrupt() { sqlite3_interrupt(handle) }

  func error(_ code: Int32, _ sql: String?) -> DatabaseError {
    DatabaseError(handle: handle, code: code, sql: sql, path: path)
  }
}
