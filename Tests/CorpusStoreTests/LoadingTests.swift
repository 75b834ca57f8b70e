import Database
import Glibc
import Testing

@testable import CorpusStore

@Suite struct LoadingTests {
  private func document(
    _ name: String, _ text: String = "Wort", _ language: String = "de", fields: [(String, FieldValue)] = []
  ) -> IncomingDocument {
    IncomingDocument(name: name, text: Array(text.utf8), language: language, fields: fields)
  }

  @Test func `languages of two casings in one load`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    // Each casing makes forms that the others then need, too.
    let documents = [
      document("a", "ISPARTA İzmir Ì", "az"), document("b", "Ì Í Ĩ ISPARTA JI\u{0307}", "lt"),
      document("c", "ILSE İ I Ì", "tr"),
    ]
    _ = try store.load("c", mode: .create, from: ListSource(documents))
    #expect(try store.check().problems == [])
    #expect(try NaiveCorpus(store.reader(), "c") == NaiveCorpus(documents))
    _ = try store.load(
      "d", mode: .create, from: ListSource([document("e", "Ĩstanbul IĮ", "lt"), document("f", "IĮ", "az")]))
    let vocabulary = try store.reader().vocabulary
    for variant in ["und", "az", "lt", "tr"] {
      #expect(try vocabulary.map(.lower, variant: variant).count == vocabulary.count)
    }
    #expect(try store.check().problems == [])
  }

  @Test func `language codes with any character`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let codes = ["de", "x de", "=", "de=1", "%20", "50%", "", "ä\u{0}b"]
    _ = try store.load("c", mode: .create, from: ListSource(codes.map { document("d\($0)", "Wort", $0) }))
    _ = try store.load("c", mode: .append, from: ListSource(codes.map { document("e\($0)", "Wort", $0) }))
    #expect(try store.reader().documents(of: store.reader().corpus(named: "c")).languages() == codes + codes)
    #expect(try store.check().problems == [])
  }

  @Test func `views of names that differ in case`() throws {
    let folder = TemporaryFolder()
    let path = folder.file("a.db")
    let store = try Store.open(path, access: .readWrite)
    _ = try store.load("News", mode: .create, from: ListSource([document("a")]))
    _ = try store.load("news", mode: .create, from: ListSource([document("b"), document("c")]))
    _ = try store.load(
      "News", mode: .append,
      from: ListSource([document("d", fields: [("Year", .text("1")), ("year", .text("2")), ("", .text("3"))])]))
    let connection = try Connection(path, mode: .readOnly)
    func names(_ view: String) throws -> Int? { try connection.integer("SELECT count(*) FROM \(Schema.quoted(view))") }
    #expect(try names("corpus News") == 2)
    #expect(try names("corpus news #2") == 2)
    try store.drop("news")
    #expect(try names("corpus News") == 2)
    #expect(try connection.integer("SELECT count(*) FROM sqlite_schema WHERE type = 'view'") == 1)
    try store.drop("News")
    #expect(try connection.integer("SELECT count(*) FROM sqlite_schema WHERE type = 'view'") == 0)
  }

  @Test func `a dropped corpus leaves only its forms`() throws {
    let folder = TemporaryFolder()
    let path = folder.file("a.db")
    let store = try Store.open(path, access: .readWrite)
    let documents = randomDocuments(30, seed: 60)
    for round in 0..<3 {
      _ = try store.load("c", mode: .replace, from: ListSource(documents), options: smallOptions(segmentTokens: 200))
      _ = try store.load("c", mode: .append, from: ListSource(randomDocuments(5, seed: 61, from: 100)))
      _ = try store.compact(segmentTokens: 300)
      if round == 1 { try store.drop("c") }
    }
    try store.drop("c")
    let connection = try Connection(path, mode: .readOnly)
    #expect(try connection.integer("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'documents%'") == 0)
    for table in [
      "corpus", "segment", "segment_part", "text_block", "field", "layer", "corpus_language", "corpus_variant",
      "annotation", "region", "segment_annotation", "draft", "draft_document",
    ] {
      #expect(try connection.integer("SELECT count(*) FROM \(table)") == 0, "\(table)")
    }
    let used = """
      SELECT count(*) FROM blob WHERE id NOT IN (SELECT bytes FROM vocabulary_run UNION SELECT offsets FROM vocabulary_run
        UNION SELECT flags FROM vocabulary_run UNION SELECT slots FROM vocabulary_run UNION SELECT map FROM vocabulary_map
        UNION SELECT blob FROM vocabulary_stem)
      """
    #expect(try connection.integer(used) == 0)
  }

  @Test func `a type named at an append must fit what is there`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load(
      "c", mode: .create,
      from: ListSource([document("a", fields: [("n", .text("1"))]), document("b", fields: [("n", .text("x"))])]))
    #expect(throws: StoreError.valueDoesNotFit(value: "x", field: "n", type: .integer, document: "b")) {
      try store.load(
        "c", mode: .append, from: ListSource([document("d")]), options: LoadOptions(types: ["n": .integer]))
    }
    _ = try store.load("c", mode: .replace, from: ListSource([document("a", fields: [("n", .text("1"))])]))
    let summary = try store.load(
      "c", mode: .append, from: ListSource([document("d")]), options: LoadOptions(types: ["n": .real]))
    #expect(summary.changes == [FieldChange(field: "n", from: .integer, to: .real)])
  }

  @Test func `more fields than a table takes`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    func wide(_ count: Int) -> [IncomingDocument] {
      [document("a", fields: (0..<count).map { ("feld \($0)", .integer($0)) })]
    }
    #expect(throws: StoreError.tooManyFields(corpus: "c", limit: 1_000)) {
      try store.load("c", mode: .create, from: ListSource(wide(1_001)))
    }
    _ = try store.load("c", mode: .create, from: ListSource(wide(1_000)))
    let reader = try store.reader()
    #expect(try reader.documents(of: reader.corpus(named: "c")).field("feld 999") == [.integer(999)])
  }

  /// Keeps the errors of its documents to itself.
  private struct SilentSource: DocumentSource {
    let documents: [IncomingDocument]
    var count: Int { 1 }
    func size(of index: Int) -> Int { .max }
    func read(_ index: Int, _ deliver: (IncomingDocument) throws -> Void) throws {
      for document in documents { try? deliver(document) }
    }
  }

  @Test func `a source that hides errors and lies about sizes`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    #expect(throws: StoreError.namelessDocument(corpus: "c")) {
      try store.load("c", mode: .create, from: SilentSource(documents: [document("a"), document(""), document("b")]))
    }
    var options = LoadOptions()
    (options.threads, options.segmentTokens) = (-1, -5)
    let documents = randomDocuments(4, seed: 62)
    _ = try store.load("c", mode: .create, from: SilentSource(documents: documents), options: options)
    #expect(try NaiveCorpus(store.reader(), "c") == NaiveCorpus(documents))
  }

  @Test func `of several errors the first in order is told`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    var documents = randomDocuments(60, seed: 63, longest: 400)
    documents[20] = document("twice", fields: [("x", .text("1")), ("x", .text("1"))])
    documents[40].name = ""
    documents[50].name = ""
    for threads in [1, 4] {
      for _ in 0..<5 {
        #expect(throws: StoreError.duplicateField(field: "x", document: "twice")) {
          try store.load(
            "c", mode: .create, from: ListSource(documents), options: smallOptions(threads: threads, segmentTokens: 100)
          )
        }
      }
    }
  }

  @Test func `another tokeniser is refused`() throws {
    let folder = TemporaryFolder()
    let path = folder.file("a.db")
    let store = try Store.open(path, access: .readWrite)
    _ = try store.load("c", mode: .create, from: ListSource([document("a")]))
    try Connection(path, mode: .readWrite).execute("UPDATE corpus SET tokeniser = 'de=0'")
    let error = #expect(throws: StoreError.self) {
      try store.load("c", mode: .append, from: ListSource([document("b")]))
    }
    guard case .otherTokeniser(corpus: "c", found: "0", present: _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    _ = try store.load("c", mode: .replace, from: ListSource([document("b")]))
  }
}
