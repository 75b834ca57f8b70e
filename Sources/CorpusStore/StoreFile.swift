import Database
import Glibc

/// Makes and opens the file of a store.
enum StoreFile {
  /// Whether there is a file with content.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && (status.st_size > 0 || status.st_mode & S_IFMT != S_IFREG)
  }

  /// Tells what is no file, and a file that may not be read, from what SQLite would make of them.
  static func mustBeReadable(_ path: String) throws {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw StoreError.notAStore(
        path: path, reason: isFolder ? "it is a folder" : "it is a pipe or a device, not a file")
    }
    if Glibc.access(path, R_OK) != 0 {
      throw DatabaseError(kind: .cannotOpen, code: 14, message: String(cString: strerror(errno)), path: path)
    }
  }

  /// How an existing file is to be opened.
  static func mode(_ path: String, _ access: Store.Access) -> Connection.Mode {
    let canWrite = access == .readWrite && Glibc.access(path, W_OK) == 0 && Glibc.access(folder(of: path), W_OK) == 0
    return canWrite ? .readWrite : .readOnly
  }

  /// Opens a connection that is ready for work.
  ///
  /// Reading a file in WAL mode needs a small file beside it, so in a folder that cannot be written the store is opened as one that
  /// nobody changes, provided that no changes wait beside it.
  /// What was interrupted while the store was made is taken back first, which takes a connection that may write.
  static func connect(_ path: String, _ mode: Connection.Mode) throws -> Connection {
    if mode == .readOnly, hasContent(path + "-journal"), self.mode(path, .readWrite) == .readWrite {
      _ = try Schema.migrations.inspect(try Connection(path, mode: .readWrite))
    }
    let connection = try Connection(path, mode: mode)
    do {
      try prepare(connection)
      return connection
    } catch let error as DatabaseError where mode == .readOnly && isLockTrouble(error) && isStill(path) {
      let still = try Connection(path, mode: .immutable)
      try prepare(still)
      return still
    } catch let error as DatabaseError where mode == .readOnly && isLockTrouble(error) && hasLog(path) {
      let message = "changes wait in its log \(path)-wal; open it once as somebody who can write to its folder"
      throw DatabaseError(kind: .cannotOpen, code: error.code, message: message, path: path)
    } catch let error as DatabaseError where mode == .readOnly && isLockTrouble(error) && hasContent(path + "-journal")
    {
      let message = "its first load was interrupted; open it once as somebody who can write to its folder"
      throw DatabaseError(kind: .cannotOpen, code: error.code, message: message, path: path)
    }
  }

  private static func prepare(_ connection: Connection) throws {
    try connection.execute("PRAGMA mmap_size = 2147418112; PRAGMA synchronous = FULL; PRAGMA secure_delete = OFF")
    let found = try Schema.migrations.inspect(connection)
    if case .version(let version) = found { try Schema.standIn(for: version, connection) }
  }

  private static func isLockTrouble(_ error: DatabaseError) -> Bool {
    error.kind == .cannotOpen || error.kind == .readOnly || error.kind == .inputOutput
  }

  /// Whether nothing can change the file through its folder, and nothing waits to be written into it.
  private static func isStill(_ path: String) -> Bool {
    access(folder(of: path), W_OK) != 0 && !hasLog(path) && !hasContent(path + "-journal")
  }

  private static func hasLog(_ path: String) -> Bool { hasContent(path + "-wal") }

  private static func hasContent(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_size > 0
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Tells what keeps a folder from taking a new store: SQLite would say no more than that it cannot be opened.
  private static func mustTakeFiles(_ folder: String, for path: String) throws {
    var status = stat()
    let reason: String
    if stat(folder, &status) != 0 {
      reason = errno == ENOENT ? "does not exist" : "cannot be read: \(String(cString: strerror(errno)))"
    } else if status.st_mode & S_IFMT != S_IFDIR {
      reason = "is no folder"
    } else if Glibc.access(folder, W_OK | X_OK) != 0 {
      let why = String(cString: strerror(errno))
      reason =
        "cannot be written: \(why); its permissions are \(permissions(status.st_mode)), its owner is number \(status.st_uid)"
    } else {
      return
    }
    throw StoreError.cannotMake(path: path, folder: folder, reason: reason)
  }

  /// Permissions as `ls` writes them, such as `rwxr-xr-x`.
  static func permissions(_ mode: mode_t) -> String {
    String((0..<9).map { bit in mode & 0o400 >> bit != 0 ? Array("rwx")[bit % 3] : "-" })
  }

  /// Makes the tables of a new store, or brings an old one to the present version; returns its identity.
  ///
  /// A new one gets its log with its first corpus, or with whatever else is written first.
  static func create(_ path: String) throws -> String {
    if !exists(path) { try mustTakeFiles(folder(of: path), for: path) }
    let connection = try Connection(path, mode: .create)
    if try Schema.migrations.inspect(connection) == .empty {
      // Has no effect once there are pages.
      try connection.execute("PRAGMA page_size = \(Schema.pageSize)")
    }
    try connection.execute("PRAGMA synchronous = FULL")
    try connection.transaction {
      try Schema.migrations.apply(to: connection)
      var generator = SystemRandomNumberGenerator()
      let identity = ContentHash(high: generator.next(), low: generator.next()).description
      try connection.run(
        "INSERT OR IGNORE INTO store VALUES('identity', ?), ('created', ?)", [.text(identity), .text(now())])
    }
    return try identity(connection)
  }

  /// Moves what the log holds into the file; readers in the way are not waited for, as all is durable already.
  static func shortenLog(_ connection: Connection) {
    try? connection.execute("PRAGMA busy_timeout = 100; PRAGMA wal_checkpoint(TRUNCATE)")
  }

  /// Has changes written into the log, so that others can read beside a writer; an error where somebody stays in the way.
  ///
  /// A file system that knows no shared memory keeps the journal; that is no error.
  static func keepLog(_ connection: Connection) throws {
    if try connection.text("PRAGMA journal_mode") == "wal" { return }
    let end = ContinuousClock.now + .seconds(5)
    while let failure = change(connection, "PRAGMA journal_mode = WAL") {
      guard failure.kind == .busy, ContinuousClock.now < end else { throw failure }
      usleep(20_000)
    }
  }

  /// Runs a statement; returns what kept it from running.
  private static func change(_ connection: Connection, _ sql: String) -> DatabaseError? {
    do {
      try connection.execute(sql)
      return nil
    } catch {
      return error
    }
  }

  /// Reads the identity.
  static func identity(_ connection: Connection) throws -> String {
    guard let identity = try connection.text("SELECT value FROM store WHERE name = 'identity'") else {
      throw StoreError.damaged(path: connection.path, what: "it has no identity")
    }
    return identity
  }

  /// The time, ISO 8601, UTC.
  static func now() -> String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = "\(parts.tm_year + 1_900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    return "\(day)T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }
}
