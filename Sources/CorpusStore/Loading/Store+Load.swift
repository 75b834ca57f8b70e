extension Store {
  /// Loads documents into a corpus, in one transaction: all of them or nothing.
  ///
  /// Inputs are read, cut and interned on `options.threads` threads; the progress is reported on the calling thread after each piece of
  /// work, and the load stops with `cancelled` when it returns false. What is stored does not depend on threads.
  ///
  /// - Throws: a `StoreError`, or whatever the source throws.
  public func load(
    _ corpus: String, mode: LoadMode, from source: any DocumentSource, options: LoadOptions = LoadOptions(),
    progress: (LoadProgress) -> Bool = { _ in true }
  ) throws -> LoadSummary {
    throw StoreError.cancelled
  }
}
