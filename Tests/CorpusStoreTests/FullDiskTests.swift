import Database
import Testing

@testable import CorpusStore

@Suite struct FullDiskTests {
  /// Loads with a limit of pages: beyond it SQLite refuses as it does when the disk is full.
  private func load(_ store: Store, _ mode: LoadMode, _ documents: [IncomingDocument], pages: Int) throws {
    let connection = try Connection(store.path, mode: .readWrite)
    try connection.execute("PRAGMA max_page_count = \(pages); PRAGMA cache_size = 10")
    try StoreError.wrap {
      try connection.transaction {
        let load = try Load(connection, "c", mode, ListSource(documents), smallOptions(segmentTokens: 200))
        _ = try load.run { _ in true }
      }
    }
  }

  @Test(arguments: [LoadMode.append, .replace])
  func `a disk that is full at any step loses nothing`(mode: LoadMode) throws {
    let folder = TemporaryFolder()
    // Small pages make many steps.
    try Connection(folder.file("a.db"), mode: .create).execute(
      "PRAGMA page_size = 1024; CREATE TABLE t(x); DROP TABLE t")
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let documents = randomDocuments(20, seed: 80)
    let more = randomDocuments(60, seed: 81, from: 100)
    _ = try store.load("c", mode: .create, from: ListSource(documents), options: smallOptions(segmentTokens: 200))
    let before = NaiveCorpus(documents)
    var pages = try #require(try Connection(store.path, mode: .readOnly).integer("PRAGMA page_count"))
    var failures = 0
    while true {
      do {
        try load(store, mode, more, pages: pages)
        break
      } catch StoreError.diskFull(let path) {
        #expect(path == store.path)
      }
      failures += 1
      #expect(try NaiveCorpus(store.reader(), "c") == before)
      if failures % 8 == 0 { #expect(try store.check().problems == []) }
      // Some steps at the start one by one, then larger ones.
      pages += failures < 16 ? 1 : 5
    }
    #expect(failures > 15)
    #expect(try NaiveCorpus(store.reader(), "c") == NaiveCorpus(mode == .append ? documents + more : more))
    #expect(try store.check().problems == [])
  }
}
