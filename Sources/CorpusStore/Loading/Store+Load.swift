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
    let connection = try writer()
    var summary = LoadSummary()
    do {
      summary = try connection.transaction(.immediate) {
        let load = try Load(connection, corpus, mode, source, options)
        return try load.run(progress)
      }
    } catch {
      // What a load wrote before it failed must not stay behind in the log.
      StoreFile.shortenLog(connection)
      throw (error as? DatabaseError).map { StoreError($0) } ?? error
    }
    StoreFile.shortenLog(connection)
    return summary
  }
}

/// What may name a corpus in a store.
enum CorpusName {
  /// Whether a name has 1 to 200 bytes and no control characters.
  static func isValid(_ name: String) -> Bool {
    (1...200).contains(name.utf8.count) && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
