import Database
import Glibc
import Testing

@testable import CorpusStore

@Suite struct OpeningTests {
  private let documents = [IncomingDocument(name: "a", text: Array("Ein Wort.".utf8), language: "de")]

  @Test func `a store keeps its identity`() throws {
    let folder = TemporaryFolder()
    let path = folder.file("a.db")
    let store = try Store.open(path, access: .readWrite)
    #expect(store.identity.count == 32)
    #expect(try Store.open(path, access: .readWrite).identity == store.identity)
    #expect(try Store.open(path, access: .readOnly).identity == store.identity)
    #expect(try Store.open(folder.file("b.db"), access: .readWrite).identity != store.identity)
  }

  @Test func `reading only`() throws {
    let folder = TemporaryFolder()
    let path = folder.file("a.db")
    #expect(throws: StoreError.noSuchStore(path: path)) { try Store.open(path, access: .readOnly) }
    _ = try Store.open(path, access: .readWrite).load("c", mode: .create, from: ListSource(documents))
    let store = try Store.open(path, access: .readOnly)
    #expect(store.isReadOnly)
    #expect(try store.corpora().map(\.name) == ["c"])
    #expect(throws: StoreError.readOnly(path: path)) { try store.load("d", mode: .create, from: ListSource(documents)) }
    #expect(throws: StoreError.readOnly(path: path)) { try store.drop("c") }
  }

  @Test func `what is no file is no store`() throws {
    let folder = TemporaryFolder()
    let pipe = folder.file("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    for path in [pipe, "/dev/null", "/dev/zero"] {
      for access in [Store.Access.readOnly, .readWrite] {
        #expect(throws: StoreError.notAStore(path: path, reason: "it is a pipe or a device, not a file")) {
          try Store.open(path, access: access)
        }
      }
    }
    #expect(throws: StoreError.self) { try Store.open("", access: .readWrite) }
  }

  @Test func `a store whose making was interrupted`() throws {
    let folder = TemporaryFolder()
    let path = folder.file("a.db")
    // Pages, and nothing in them.
    let connection = try Connection(path, mode: .create)
    try connection.execute("PRAGMA page_size = \(Schema.pageSize); PRAGMA journal_mode = WAL")
    #expect(StoreFile.exists(path))
    #expect(throws: StoreError.noSuchStore(path: path)) { try Store.open(path, access: .readOnly) }
    #expect(try Store.open(path, access: .readWrite).corpora().isEmpty)
    #expect(try Store.open(path, access: .readOnly).corpora().isEmpty)
  }

  @Test func `a store whose making was interrupted in the middle of writing`() throws {
    let folder = TemporaryFolder()
    let path = folder.file("a.db")
    let connection = try Connection(folder.file("source.db"), mode: .create)
    try connection.execute("PRAGMA page_size = \(Schema.pageSize); PRAGMA cache_size = 1; BEGIN; CREATE TABLE t(x)")
    for _ in 0..<8 { try connection.execute("INSERT INTO t VALUES(zeroblob(200000))") }
    // What a crash leaves now: pages, and a journal to take them back by.
    for end in ["", "-journal"] { write(try #require(contents(folder.file("source.db" + end))), path + end) }
    #expect(StoreFile.exists(path) && contents(path + "-journal")?.isEmpty == false)
    #expect(throws: StoreError.noSuchStore(path: path)) { try Store.open(path, access: .readOnly) }
    #expect(throws: StoreError.noSuchStore(path: path)) { try Store.open(path, access: .readOnly) }
    #expect(try Store.open(path, access: .readWrite).corpora().isEmpty)
  }

  @Test func `a folder that cannot be written`() throws {
    // For root every folder can be written; what is tested then is that opening works all the same.
    let folder = TemporaryFolder()
    let path = folder.file("a.db")
    _ = try Store.open(path, access: .readWrite).load("c", mode: .create, from: ListSource(documents))
    chmod(folder.path, 0o555)
    defer { chmod(folder.path, 0o755) }
    let store = try Store.open(path, access: .readWrite)
    #expect(store.isReadOnly == (geteuid() != 0))
    #expect(try NaiveCorpus(store.reader(), "c") == NaiveCorpus(documents))
  }

  @Test func `paths with every character`() throws {
    let folder = TemporaryFolder()
    let path = folder.file("ä ?#%41&'\".db")
    _ = try Store.open(path, access: .readWrite).load("c", mode: .create, from: ListSource(documents))
    let still = try Connection(path, mode: .immutable)
    #expect(try still.integer("SELECT count(*) FROM corpus") == 1)
  }

  @Test func `other files are refused and stay as they are`() throws {
    let folder = TemporaryFolder()
    let text = folder.file("text")
    write(Array(repeating: UInt8(ascii: "x"), count: 5_000), text)
    let foreign = folder.file("foreign.db")
    try Connection(foreign, mode: .create).execute("CREATE TABLE t(x)")
    for path in [text, foreign] {
      let before = contents(path)
      for access in [Store.Access.readOnly, .readWrite] {
        let error = #expect(throws: StoreError.self) { try Store.open(path, access: access) }
        guard case .notAStore(path, _)? = error else {
          Issue.record("\(String(describing: error))")
          continue
        }
      }
      #expect(contents(path) == before)
    }
    for access in [Store.Access.readOnly, .readWrite] {
      #expect(throws: StoreError.notAStore(path: folder.path, reason: "it is a folder")) {
        try Store.open(folder.path, access: access)
      }
    }
    #expect(throws: StoreError.self) { try Store.open(folder.file("none/a.db"), access: .readWrite) }
    // An empty file is a new store.
    write([], folder.file("empty"))
    #expect(try Store.open(folder.file("empty"), access: .readWrite).corpora().isEmpty)
  }

  @Test func `a newer version is refused clearly`() throws {
    let folder = TemporaryFolder()
    let path = folder.file("a.db")
    _ = try Store.open(path, access: .readWrite)
    try Connection(path, mode: .readWrite).execute("PRAGMA user_version = 99")
    for access in [Store.Access.readOnly, .readWrite] {
      #expect(throws: StoreError.newerVersion(path: path, found: 99, known: Schema.migrations.newest)) {
        try Store.open(path, access: access)
      }
    }
  }

  @Test func `opening and a few lookups do not load the vocabulary`() throws {
    let folder = TemporaryFolder()
    let path = folder.file("a.db")
    let text = (0..<60_000).map { "wort\($0)" }.joined(separator: " ")
    _ = try Store.open(path, access: .readWrite).load(
      "c", mode: .create, from: ListSource([IncomingDocument(name: "a", text: Array(text.utf8))]))
    let clock = ContinuousClock()
    let time = try clock.measure {
      let reader = try Store.open(path, access: .readOnly).reader()
      let vocabulary = try reader.vocabulary
      for number in stride(from: 0, to: 60_000, by: 3_000) { _ = try vocabulary.id(of: "wort\(number)") }
    }
    // A few milliseconds; the bound leaves room for a busy machine.
    #expect(time < .milliseconds(200))
  }

  @Test func `names`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    for name in ["", "a\nb", String(repeating: "x", count: 201)] {
      #expect(throws: StoreError.badCorpusName(name: name)) {
        try store.load(name, mode: .create, from: ListSource(documents))
      }
    }
    let odd = "Ä \"quoted\"; DROP TABLE corpus; --"
    _ = try store.load(odd, mode: .create, from: ListSource(documents))
    #expect(try store.corpora().map(\.name) == [odd])
    try store.drop(odd)
    #expect(try store.check().problems == [])
  }
}
