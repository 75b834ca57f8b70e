import Database
import Glibc
import Testing

@testable import CorpusStore

/// Files of every published schema stay in `Stores` for ever: later versions must read them.
@Suite struct StoredFormatTests {
  /// What `schema-1.db` holds.
  private let documents = [
    IncomingDocument(
      name: "a.txt", text: Array("Die Straße über dem Fluß. HAUS, Haus und haus!\n\nZweiter Absatz 2021.".utf8),
      language: "de",
      languageConfidence: 0.75, title: "Erster", date: "2020-02",
      fields: [("year", .text("1990")), ("score", .text("1.5")), ("note", .text("x"))]),
    IncomingDocument(
      name: "b.txt", text: Array("ISPARTA İzmir'e yakın. ISPARTA güzel.".utf8), language: "tr",
      fields: [("year", .text("1991")), ("score", .text("2"))]),
    IncomingDocument(name: "c.txt", text: [], heading: "nothing"),
    IncomingDocument(
      name: "d.txt", text: Array("One sentence. Another one. A third. \u{1F600} x@y.de".utf8), language: "en"),
  ]

  private static let folder = String(#filePath.dropLast("StoredFormatTests.swift".count)) + "Stores/"

  /// A copy of a stored file, as opening may write beside it.
  private func copy(_ name: String, _ folder: TemporaryFolder) throws -> String {
    let path = folder.file(name)
    CorpusStoreTests.write(try #require(contents(Self.folder + name)), path)
    return path
  }

  /// Makes the file anew, for a new schema only: `LECT_MAKE_STORE=schema-2.db swift test --filter StoredFormatTests`.
  @Test(.enabled(if: getenv("LECT_MAKE_STORE") != nil)) func `make a file`() throws {
    let path = Self.folder + String(cString: try #require(getenv("LECT_MAKE_STORE")))
    unlink(path)
    let store = try Store.open(path, access: .readWrite)
    _ = try store.load(
      "texts", mode: .create, from: ListSource(Array(documents[..<3])),
      options: LoadOptions(segmentTokens: 8, types: ["note": .text]))
    _ = try store.load(
      "texts", mode: .append, from: ListSource(Array(documents[3...])), options: LoadOptions(segmentTokens: 8))
    _ = try store.load("bare", mode: .create, from: ListSource([documents[1]]), options: LoadOptions(keepText: false))
    let connection = try Connection(path, mode: .readWrite)
    try connection.execute("PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM; PRAGMA journal_mode = WAL")
  }

  @Test func `schema 1 reads as it was written`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(try copy("schema-1.db", folder), access: .readOnly)
    #expect(try store.check().problems == [])
    #expect(try store.corpora().map(\.name) == ["bare", "texts"])
    let reader = try store.reader()
    #expect(try NaiveCorpus(reader, "texts") == NaiveCorpus(documents))
    #expect(try NaiveCorpus(reader, "bare") == NaiveCorpus([documents[1]], keepsText: false))
    let corpus = try reader.corpus(named: "texts")
    #expect(corpus.segments.count > 3 && corpus.segments.contains(where: \.isContinued))
    #expect(corpus.casingVariants == ["und", "tr"])
    #expect(corpus.fields.map(\.name) == ["year", "score", "note"])
    #expect(corpus.fields.map(\.type) == [.integer, .real, .text])
    #expect(corpus.fields.map(\.isDeclared) == [false, false, true])
    #expect(try reader.documents(of: corpus).field("year") == [.integer(1990), .integer(1991), .missing, .missing])
    #expect(try reader.documents(of: corpus).headings() == [nil, nil, "nothing", nil])
    #expect(try reader.documents(of: corpus).languageConfidences() == [0.75, nil, nil, nil])
  }

  @Test func `schema 1 has the fingerprint that this version makes`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(try copy("schema-1.db", folder), access: .readOnly)
    let now = try Store.open(folder.file("now.db"), access: .readWrite)
    _ = try now.load("texts", mode: .create, from: ListSource(documents))
    #expect(try store.reader().corpus(named: "texts").fingerprint == now.reader().corpus(named: "texts").fingerprint)
  }

  @Test func `schema 1 can be written`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(try copy("schema-1.db", folder), access: .readWrite)
    let more = IncomingDocument(
      name: "e.txt", text: Array("Noch ein Haus.".utf8), language: "de", fields: [("year", .text("2000-01"))])
    // It was cut by version 1 of the tokeniser: texts that are cut otherwise are not put beside its own.
    #expect(throws: StoreError.self) { try store.load("texts", mode: .append, from: ListSource([more])) }
    _ = try store.load("texts", mode: .replace, from: ListSource(documents + [more]))
    _ = try store.compact()
    try store.drop("bare")
    #expect(try NaiveCorpus(store.reader(), "texts") == NaiveCorpus(documents + [more]))
    #expect(try store.reader().corpus(named: "texts").segments.count == 1)
    #expect(try store.check().problems == [])
  }
}
