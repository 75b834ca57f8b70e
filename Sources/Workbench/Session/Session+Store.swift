import CorpusStore

extension Session {
  /// The store, opened when it is first needed; created when it is to be written.
  func store(forWriting: Bool = false) throws -> Store {
    if forWriting {
      if let openStore, !openStore.isReadOnly { return openStore }
      let opened = try Store.open(configuration.store, access: .readWrite)
      openStore = opened
      return opened
    }
    guard let store = try existingStore() else {
      throw CommandError(
        "there is no store at \(configuration.store) yet", advice: "Load a corpus to make one: load NAME PATH…")
    }
    return store
  }

  /// The store for reading; nil when there is none yet.
  private func existingStore() throws -> Store? {
    if let openStore { return openStore }
    do {
      openStore = try Store.open(configuration.store, access: .readOnly)
    } catch {
      guard case .noSuchStore = error else { throw error }
    }
    return openStore
  }

  /// The names of the corpora, none when there is no store yet.
  func corpusNames() throws -> [String] { try existingStore()?.corpora().map(\.name) ?? [] }

  /// The file of partials beside the store.
  func cache() throws -> PartialCache {
    if let openCache { return openCache }
    let made = PartialCache(
      path: configuration.store + ".cache", store: try store().identity, threshold: configuration.cacheThreshold)
    openCache = made
    return made
  }
}
