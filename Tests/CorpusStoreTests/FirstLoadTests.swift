import Database
import Glibc
import Testing

@testable import CorpusStore

/// The first load of a store is written once, without the log.
@Suite struct FirstLoadTests {
  private func journal(_ path: String) throws -> String? {
    try Connection(path, mode: .readOnly).text("PRAGMA journal_mode")
  }

  private func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private let documents = randomDocuments(60, seed: 90, longest: 1_000)

  @Test func `it leaves a store with a log`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    #expect(try store.corpora().isEmpty)
    _ = try store.load("c", mode: .create, from: ListSource(documents))
    #expect(try journal(store.path) == "wal")
    #expect(!isThere(store.path + "-journal"))
    #expect(try NaiveCorpus(store.reader(), "c") == NaiveCorpus(documents))
    #expect(try store.check().problems == [])
    // So is one that is cancelled.
    let other = try Store.open(folder.file("b.db"), access: .readWrite)
    #expect(throws: StoreError.cancelled) {
      try other.load("c", mode: .create, from: ListSource(documents)) { _ in false }
    }
    #expect(try journal(other.path) == "wal")
    #expect(try other.corpora().isEmpty)
  }

  @Test func `it settles on the way what it wrote`() throws {
    let folder = TemporaryFolder()
    /// How often the disk is asked for something in the first load, and in the second.
    func operations(_ name: String, settledTokens: Int) throws -> [Int] {
      let store = try Store.open(folder.file(name), access: .readWrite)
      var options = smallOptions(segmentTokens: 20_000)
      options.settledTokens = settledTokens
      return try ["c", "d"].map { corpus in
        // The paths of the store's files begin with its own.
        try FaultyFiles.run(.full, at: .max, below: store.path) {
          _ = try store.load(corpus, mode: .create, from: ListSource(documents), options: options)
        }
      }
    }
    let never = try operations("a.db", settledTokens: .max)
    let often = try operations("b.db", settledTokens: 500)
    #expect(often[0] > never[0] + 10)
    // With the log there is nothing to settle before the end.
    #expect(often[1] == never[1])
  }

  @Test func `nobody sees half of it, and what was killed is taken back`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let empty = contents(store.path)
    // More than the cache of a connection holds, so that some of it is in the file before the end.
    let documents = randomDocuments(450, seed: 91, longest: 4_000)
    var killed: [String] = []
    var busy = 0
    var calls = 0
    _ = try store.load("c", mode: .create, from: ListSource(documents), options: smallOptions(segmentTokens: 20_000)) {
      _ in
      calls += 1
      guard calls % 40 == 0 else { return true }
      if killed.count >= 6 { killed.removeFirst(2) }
      do {
        _ = try Connection(store.path, mode: .readOnly, busyTimeout: 10).integer("SELECT count(*) FROM corpus")
      } catch {
        busy += (error as? DatabaseError)?.kind == .busy ? 1 : 0
      }
      // What a power cut would leave. A file's locks go with any of its descriptors: nobody else is there to take them.
      let copy = folder.file("killed\(calls).db")
      for end in ["", "-journal", "-wal"] {
        if let bytes = contents(store.path + end) { CorpusStoreTests.write(bytes, copy + end) }
      }
      killed.append(copy)
      return true
    }
    #expect(busy > 0)
    #expect(killed.count > 2)
    #expect(killed.contains { contents($0)?.count ?? 0 > (empty?.count ?? 0) })
    for (number, copy) in killed.enumerated() {
      // By whoever comes first: a reader or a writer.
      let reopened = try Store.open(copy, access: number % 2 == 0 ? .readOnly : .readWrite)
      #expect(try reopened.corpora().isEmpty)
      #expect(try reopened.check().problems == [])
      let writer = try Store.open(copy, access: .readWrite)
      _ = try writer.load("c", mode: .create, from: ListSource(Array(documents.prefix(20))))
      #expect(try journal(copy) == "wal")
      #expect(try NaiveCorpus(writer.reader(), "c") == NaiveCorpus(Array(documents.prefix(20))))
      #expect(try writer.check().problems == [])
    }
  }

  @Test func `where somebody has the store open, the log is used and they can read`() throws {
    let folder = TemporaryFolder()
    _ = try Store.open(folder.file("a.db"), access: .readWrite).writer()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let other = try Connection(store.path, mode: .readOnly, busyTimeout: 0)
    #expect(try other.integer("SELECT count(*) FROM corpus") == 0)
    var seen: [Int?] = []
    _ = try store.load("c", mode: .create, from: ListSource(documents)) { _ in
      seen.append(try? other.integer("SELECT count(*) FROM corpus"))
      return true
    }
    #expect(!seen.isEmpty && seen.allSatisfy { $0 == 0 })
    #expect(try other.integer("SELECT count(*) FROM corpus") == 1)
    #expect(try journal(store.path) == "wal")
  }

  @Test func `a new store has a log once something is written into it`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    #expect(try journal(store.path) == "delete")
    #expect(try store.corpora().isEmpty)
    #expect(try store.check().problems == [])
    // Not by a load alone.
    #expect(throws: StoreError.noSuchCorpus(name: "c", known: [])) { try store.drop("c") }
    #expect(try journal(store.path) == "wal")
    // Who has it open meanwhile is told that it is being written, not that it is damaged.
    let new = try Store.open(folder.file("b.db"), access: .readWrite)
    let other = try Connection(new.path, mode: .readOnly, busyTimeout: 0)
    #expect(try other.integer("SELECT count(*) FROM corpus") == 0)
    var kinds: Set<DatabaseError.Kind?> = []
    _ = try new.load("c", mode: .create, from: ListSource(documents)) { _ in
      do {
        _ = try other.integer("SELECT count(*) FROM corpus")
        kinds.insert(nil)
      } catch {
        kinds.insert((error as? DatabaseError)?.kind)
      }
      return true
    }
    #expect(kinds == [.busy])
    #expect(try other.integer("SELECT count(*) FROM corpus") == 1)
    #expect(try journal(new.path) == "wal")
  }

  @Test func `a store that was left without a log gets it back`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load("c", mode: .create, from: ListSource(documents))
    store.dropIdleConnections()
    #expect(try Connection(store.path, mode: .readWrite).text("PRAGMA journal_mode = DELETE") == "delete")
    #expect(try Store.open(store.path, access: .readOnly).corpora().map(\.name) == ["c"])
    store.dropIdleConnections()
    _ = try store.load("d", mode: .create, from: ListSource(Array(documents.prefix(3))))
    #expect(try journal(store.path) == "wal")
    #expect(try store.check().problems == [])
  }

  @Test func `a writer without the log waits for readers, and says so before it works`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load("c", mode: .create, from: ListSource(documents))
    store.dropIdleConnections()
    #expect(try Connection(store.path, mode: .readWrite).text("PRAGMA journal_mode = DELETE") == "delete")
    let reader = try store.reader()
    try reader.beginSnapshot()
    var calls = 0
    #expect(throws: (any Error).self) {
      try store.load("d", mode: .create, from: ListSource(Array(documents.prefix(3)))) { _ in
        calls += 1
        return true
      }
    }
    #expect(calls == 0)
    reader.endSnapshot()
    store.dropIdleConnections()
    _ = try store.load("d", mode: .create, from: ListSource(Array(documents.prefix(3))))
    #expect(try journal(store.path) == "wal")
  }
}
