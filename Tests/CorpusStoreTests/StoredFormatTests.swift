import Database
import Glibc
import TextProcessing
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

  /// Makes the file anew, for a new schema only: `LECT_MAKE_STORE=schema-5.db swift test --filter StoredFormatTests`.
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
    _ = try store.load(
      "annotated", mode: .create, from: ListSource(try annotated()), options: LoadOptions(segmentTokens: 8))
    try addLayers(to: store)
    let connection = try Connection(path, mode: .readWrite)
    try connection.execute("PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM; PRAGMA journal_mode = WAL")
  }

  /// A layer that is finished and one that is only begun; their connections are closed at the end.
  private func addLayers(to store: Store) throws {
    let draft = try store.draft(layer: LayerName("tag"), of: "annotated", source: "tagger 1")
    try draft.append([(0, column("tag", "a b  a b a b a b"))])
    try draft.finish()
    _ = try store.draft(layer: LayerName("begun"), of: "annotated", source: "tagger 2")
      .append([(0, column("begun", "x x x x x x x x x"))])
  }

  /// A column with a value for each piece between two blanks.
  private func column(_ name: String, _ values: String) -> AnnotationColumn {
    var column = AnnotationColumn(name: name)
    for value in values.split(separator: " ", omittingEmptySubsequences: false) { column.append(Array(value.utf8)) }
    return column
  }

  /// Documents with and without annotation, as `schema-2.db` and later ones hold them in `annotated`.
  private func annotated() throws -> [IncomingDocument] {
    var document = IncomingDocument(
      name: "e.txt", text: Array("Die Häuser stehen . Zum Haus ging er .".utf8), language: "de")
    var tokens = TokenBuffer()
    for word in document.text.split(separator: 0x20) {
      tokens.starts.append(word.startIndex)
      tokens.ends.append(word.endIndex)
      tokens.kinds.append(.word)
      tokens.spaceAfter.append(true)
    }
    tokens.sentenceStarts = [0, 4]
    document.annotation = AnnotatedTokens(
      tokens: tokens,
      columns: [
        column("lemma", "der Haus stehen . zu+der Haus gehen er ."),
        column("pos", "DET NOUN VERB  ADP NOUN VERB PRON "),
      ],
      regions: [
        AnnotatedRegion(name: "speech", tokens: 0..<9, attributes: [.init(name: "who", value: "Ä \n B")]),
        AnnotatedRegion(name: "np", tokens: 0..<2), AnnotatedRegion(name: "gap", tokens: 9..<9),
      ])
    var plain = documents[0]
    plain.regions = [TextRegion(name: "speech", bytes: 0..<10)]
    return [document, plain]
  }

  @Test(arguments: ["schema-2.db", "schema-3.db", "schema-4.db", "schema-5.db"])
  func `schemas 2 to 5 read as they were written`(file: String) throws {
    let folder = TemporaryFolder()
    let store = try Store.open(try copy(file, folder), access: .readOnly)
    #expect(try store.check().problems == [])
    let summed = try store.reader().segmentsInTotals(.word, of: store.reader().corpus(named: "texts"))
    #expect((summed > 0) == (file >= "schema-4.db"))
    #expect(try store.corpora().map(\.name) == ["annotated", "bare", "texts"])
    let reader = try store.reader()
    let corpus = try reader.corpus(named: "annotated")
    #expect(corpus.layers.map(\.name.name) == ["word", "lower", "stem", "lemma", "pos", "tag"])
    #expect(corpus.layers.map(\.source) == ["", "", "", "", "", "tagger 1"])
    #expect(corpus.regions.map { "\($0.name) \($0.count)" } == ["gap 1", "np 1", "speech 2"])
    #expect(corpus.segments.count > 1 && corpus.segments.contains(where: \.isContinued))
    let document = try #require(try annotated().first?.annotation)
    for column in document.columns + [column("tag", "a b  a b a b a b")] {
      let values = try reader.values(of: LayerName(column.name), ofDocument: 0, in: corpus)
      #expect(values.map { Array(($0 ?? "").utf8) } == column.indices.map { column.values[Int($0)] })
    }
    #expect(try reader.regions(ofDocument: 0, in: corpus) == document.regions)
    #expect(try reader.regions(ofDocument: 1, in: corpus).map(\.name) == ["speech"])
    #expect(try store.drafts(of: "annotated").map(\.documents) == [1])
    let vocabulary = try reader.vocabulary
    let stems = try vocabulary.map(.stem, variant: "de")
    for (word, stem) in [("Häuser", "haus"), ("Straße", "strass"), ("2021", "2021")] {
      let id = try #require(try vocabulary.id(of: word))
      #expect(try vocabulary.text(of: stems[Int(id.rawValue)]) == stem)
    }
    // The stems are of their language alone.
    let sentence = try #require(try vocabulary.id(of: "sentence"))
    #expect(stems[Int(sentence.rawValue)] == sentence)
    #expect(try vocabulary.text(of: vocabulary.map(.stem, variant: "en")[Int(sentence.rawValue)]) == "sentenc")
  }

  @Test func `the totals of schema 3 are laid out anew when it can be written`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(try copy("schema-3.db", folder), access: .readWrite)
    let reader = try store.reader()
    for name in ["annotated", "bare", "texts"] {
      let corpus = try reader.corpus(named: name)
      for layer in CorpusTotals.layers {
        let sums = try reader.sums(
          layer, of: corpus, segments: corpus.segments.count, flags: reader.vocabulary.flags(),
          always: FormFlags.countedBit)
        #expect(sums?.counts.total == corpus.tokens)
      }
    }
    // Which compares them with the sums of all segments.
    #expect(try store.check().problems == [])
  }

  @Test(arguments: ["schema-2.db", "schema-3.db", "schema-4.db", "schema-5.db"])
  func `schemas 2 to 5 can be written`(file: String) throws {
    let folder = TemporaryFolder()
    let store = try Store.open(try copy(file, folder), access: .readWrite)
    let draft = try store.draft(layer: LayerName("begun"), of: "annotated", source: "tagger 2")
    #expect(draft.doneCount == 1)
    try draft.finish()
    try store.dropLayer(LayerName("tag"), of: "annotated")
    _ = try store.compact()
    let corpus = try store.reader().corpus(named: "annotated")
    #expect(corpus.segments.count == 1)
    #expect(corpus.layers.map(\.name.name) == ["word", "lower", "stem", "begun", "lemma", "pos"])
    #expect(try store.check().problems == [])
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
    #expect(corpus.layers.map(\.name.name) == ["word", "lower"])
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
