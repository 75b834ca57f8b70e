import Database

extension Store {
  /// Loads documents into a corpus, in one transaction: all of them or nothing.
  ///
  /// Inputs are read, cut and interned on `options.threads` threads; the progress is reported on the calling thread after
  /// each piece of work, and the load stops with `cancelled` when it returns false. What is stored does not depend on
  /// threads.
  ///
  /// - Throws: a `StoreError`, or whatever the source throws.
  public func load(
    _ corpus: String, mode: LoadMode, from source: any DocumentSource, options: LoadOptions = LoadOptions(),
    progress: (LoadProgress) -> Bool = { _ in true }
  ) throws -> LoadSummary {
    guard CorpusName.isValid(corpus) else { throw StoreError.badCorpusName(name: corpus) }
    let (connection, isFirst) = try StoreError.wrap {
      let connection = try writer(orNew: true)
      let isFirst = leaveLog(connection)
      if !isFirst { try StoreFile.keepLog(connection) }
      return (connection, isFirst)
    }
    defer {
      // The next writer tries again where this fails.
      if isFirst { try? StoreFile.keepLog(connection) }
      // What a load wrote before it failed must not stay behind in the log.
      StoreFile.shortenLog(connection)
    }
    var hasBegun = false
    func run(isDirect: Bool) throws -> LoadSummary {
      hasBegun = true
      return try Load(connection, corpus, mode, source, options, isDirect: isDirect).run(progress)
    }
    do {
      if isFirst {
        do {
          return try connection.transaction(.exclusive) { try run(isDirect: true) }
        } catch let error as DatabaseError where error.kind == .busy && !hasBegun {
          // Somebody came in between, to read or to write.
          try StoreFile.keepLog(connection)
        }
      }
      return try connection.transaction(.immediate) { try run(isDirect: false) }
    } catch {
      throw (error as? DatabaseError).map { StoreError($0) } ?? error
    }
  }

  /// Where the store has no corpus yet and nobody else has it open, does without the log for the next transaction, and tells so: what is
  /// loaded then is written once, not into the log and from there into the file.
  ///
  /// SQLite's rollback journal takes an interrupted load back, as always. Nobody can open the store meanwhile; there is nothing to read.
  private func leaveLog(_ connection: Connection) -> Bool {
    guard (try? connection.integer("SELECT count(*) FROM corpus")) == 0 else { return false }
    dropIdleConnections()
    try? connection.execute("PRAGMA busy_timeout = 0")
    defer { try? connection.execute("PRAGMA busy_timeout = 5000") }
    return (try? connection.text("PRAGMA journal_mode = DELETE")) == "delete"
  }
}

/// What may name a corpus in a store.
enum CorpusName {
  /// Whether a name has 1 to 200 bytes and no control characters.
  static func isValid(_ name: String) -> Bool {
    (1...200).contains(name.utf8.count) && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
