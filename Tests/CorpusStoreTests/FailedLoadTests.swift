import Database
import Glibc
import Synchronization
import Testing
import Threading

@testable import CorpusStore

@Suite struct FailedLoadTests {
  private struct Trouble: Error, Equatable {}

  /// Delivers documents and fails at one of them.
  private struct FailingSource: DocumentSource {
    let documents: [IncomingDocument]
    let failing: Int
    var count: Int { documents.count }
    func size(of index: Int) -> Int { documents[index].text.count }
    func read(_ index: Int, _ deliver: (IncomingDocument) throws -> Void) throws {
      if index == failing { throw Trouble() }
      try deliver(documents[index])
    }
  }

  private func prepared(_ folder: TemporaryFolder) throws -> (Store, [IncomingDocument]) {
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let documents = randomDocuments(40, seed: 20)
    _ = try store.load("c", mode: .create, from: ListSource(documents), options: smallOptions(segmentTokens: 200))
    return (store, documents)
  }

  private func expectUnchanged(_ store: Store, _ documents: [IncomingDocument]) throws {
    #expect(try store.corpora().map(\.name) == ["c"])
    #expect(try NaiveCorpus(store.reader(), "c") == NaiveCorpus(documents))
    #expect(try store.check().problems == [])
  }

  @Test func `what fails leaves nothing behind`() throws {
    let folder = TemporaryFolder()
    let (store, documents) = try prepared(folder)
    let more = randomDocuments(60, seed: 21, from: 100)
    let options = smallOptions(threads: 3, segmentTokens: 200)
    for mode in [LoadMode.append, .replace] {
      for failing in [0, 30, 59] {
        #expect(throws: Trouble()) {
          try store.load("c", mode: mode, from: FailingSource(documents: more, failing: failing), options: options)
        }
      }
    }
    for limit in [0, 3, 20] {
      var calls = 0
      #expect(throws: StoreError.cancelled) {
        try store.load("c", mode: .append, from: ListSource(more), options: options) { _ in
          calls += 1
          return calls <= limit
        }
      }
    }
    try expectUnchanged(store, documents)
    // Nothing stays in the log, so the file can be read in a folder that cannot be written.
    #expect((contents(store.path + "-wal") ?? []).isEmpty)
  }

  @Test func `documents that cannot be taken`() throws {
    let folder = TemporaryFolder()
    let (store, documents) = try prepared(folder)
    let double = [documents[0], IncomingDocument(name: "x", text: []), IncomingDocument(name: "x", text: [])]
    #expect(throws: StoreError.duplicateDocument(name: documents[0].name, corpus: "c")) {
      try store.load("c", mode: .append, from: ListSource(double))
    }
    #expect(throws: StoreError.duplicateDocument(name: "x", corpus: "d")) {
      try store.load("d", mode: .create, from: ListSource(double))
    }
    #expect(throws: StoreError.namelessDocument(corpus: "d")) {
      try store.load("d", mode: .create, from: ListSource([IncomingDocument(name: "", text: [])]))
    }
    #expect(throws: StoreError.corpusExists(name: "c")) {
      try store.load("c", mode: .create, from: ListSource(documents))
    }
    #expect(throws: StoreError.noSuchCorpus(name: "d", known: ["c"])) {
      try store.load("d", mode: .append, from: ListSource(documents))
    }
    #expect(throws: StoreError.noSuchCorpus(name: "d", known: ["c"])) { try store.drop("d") }
    #expect(throws: StoreError.noSuchCorpus(name: "d", known: ["c"])) { try store.reader().corpus(named: "d") }
    try expectUnchanged(store, documents)
  }

  @Test func `a full disk`() throws {
    let folder = TemporaryFolder()
    let (store, documents) = try prepared(folder)
    let connection = try Connection(store.path, mode: .readWrite)
    // SQLite refuses pages beyond the limit as it does when the disk has no more.
    let pages = try #require(try connection.integer("PRAGMA page_count"))
    #expect(throws: StoreError.diskFull(path: store.path)) {
      try StoreError.wrap {
        try connection.execute("PRAGMA max_page_count = \(pages + 5)")
        try connection.transaction {
          let source = ListSource(randomDocuments(400, seed: 22, from: 1_000))
          _ = try Load(connection, "c", .append, source, smallOptions(segmentTokens: 200)).run { _ in true }
        }
      }
    }
    try expectUnchanged(store, documents)
  }

  @Test func `a crash at any moment loses nothing`() throws {
    let folder = TemporaryFolder()
    let (store, documents) = try prepared(folder)
    let before = NaiveCorpus(documents)
    let more = randomDocuments(150, seed: 23, from: 500)
    let after = NaiveCorpus(documents + more)
    var copies = 0
    func crash() throws {
      // What the disk would hold if the process ended now: the file and the log, without the log's index.
      let copy = folder.file("copy\(copies).db")
      copies += 1
      write(try #require(contents(store.path)), copy)
      if let log = contents(store.path + "-wal") { write(log, copy + "-wal") }
      let survivor = try Store.open(copy, access: .readWrite)
      let found = try NaiveCorpus(survivor.reader(), "c")
      #expect(found == before || found == after)
      #expect(try survivor.check().problems == [])
    }
    var calls = 0
    // A cache of ten pages makes SQLite write to the log long before the end.
    let connection = try Connection(store.path, mode: .readWrite)
    try connection.execute("PRAGMA cache_size = 10")
    try connection.transaction {
      let load = try Load(connection, "c", .append, ListSource(more), smallOptions(segmentTokens: 200))
      _ = try load.run { _ in
        calls += 1
        if calls % 25 == 0 { try? crash() }
        return true
      }
      try crash()
    }
    try crash()
    #expect(copies > 4)
    #expect(try NaiveCorpus(store.reader(), "c") == after)
  }

  @Test func `readers beside a writer see one state or the other`() throws {
    let folder = TemporaryFolder()
    let (store, documents) = try prepared(folder)
    let reader = try store.reader()
    try reader.beginSnapshot()
    let old = NaiveCorpus(documents)
    let more = randomDocuments(100, seed: 24, from: 500)
    let isDone = Atomic(false)
    struct Wrong: Error {}
    let threads = try (0..<2).map { _ in
      try WorkerThread {
        do {
          let other = try store.reader()
          while !isDone.load(ordering: .relaxed) {
            let count = try other.snapshot {
              let corpus = try other.corpus(named: "c")
              let tokens = try corpus.segments.reduce(0) { sum, info in
                var words = 0
                try other.segment(info).summary(.word) { _, count, _ in words += count }
                return sum + words
              }
              guard tokens == corpus.tokens else { throw Wrong() }
              return corpus.documentCount
            }
            guard [40, 140].contains(count) else { throw Wrong() }
          }
        } catch { Issue.record("\(error)") }
      }
    }
    _ = try store.load("c", mode: .append, from: ListSource(more), options: smallOptions(segmentTokens: 300))
    isDone.store(true, ordering: .relaxed)
    for thread in threads { thread.join() }
    #expect(try NaiveCorpus(reader, "c") == old)
    let corpus = try reader.corpus(named: "c")
    reader.endSnapshot()
    #expect(try reader.corpus(named: "c").documentCount == 140)
    _ = try store.load("c", mode: .replace, from: ListSource(more))
    #expect(throws: StoreError.changed(path: store.path, what: "segment \(corpus.segments[0].id)")) {
      try reader.segment(corpus.segments[0])
    }
    #expect(throws: StoreError.self) { try reader.documents(of: corpus).names() }
  }
}
