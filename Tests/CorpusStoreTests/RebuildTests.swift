import TextProcessing
import Testing

@testable import CorpusStore

@Suite struct RebuildTests {
  /// Cuts `don't` in two.
  private static func splitting(_ options: LoadOptions) -> LoadOptions {
    var options = options
    options.tokenizer = { Tokenizer(language: $0, data: .none, contractions: .split) }
    return options
  }

  @Test(arguments: [1, 60, 1 << 20]) func `a corpus cut again is as if it was loaded now`(segmentTokens: Int) throws {
    let folder = TemporaryFolder()
    var documents = randomDocuments(50, seed: 21)
    documents[4].heading = "A heading"
    documents[5].languageConfidence = 0.25
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    var options = Self.splitting(smallOptions(segmentTokens: 77))
    options.types = ["score": .text]
    _ = try store.load("c", mode: .create, from: ListSource(Array(documents[..<30])), options: options)
    _ = try store.load("c", mode: .append, from: ListSource(Array(documents[30...])), options: options)
    _ = try store.load("d", mode: .create, from: ListSource(randomDocuments(5, seed: 3)))
    let before = try store.reader().corpus(named: "c")
    #expect(throws: StoreError.self) {
      try store.load("c", mode: .append, from: ListSource(randomDocuments(1, seed: 9, from: 99)))
    }
    let summary = try store.rebuild("c", options: smallOptions(segmentTokens: segmentTokens))
    #expect(summary.tokensBefore == before.tokens)
    #expect(summary.load.documents == 50)
    #expect(summary.lostRegions == 0)
    let reader = try store.reader()
    #expect(try NaiveCorpus(reader, "c") == NaiveCorpus(documents))
    #expect(try store.check().problems == [])
    let fresh = try Store.open(folder.file("b.db"), access: .readWrite)
    var same = smallOptions(segmentTokens: 1000)
    same.types = ["score": .text]
    _ = try fresh.load("c", mode: .create, from: ListSource(documents), options: same)
    let (now, expected) = (try reader.corpus(named: "c"), try fresh.reader().corpus(named: "c"))
    #expect(now.fingerprint == expected.fingerprint)
    #expect(now.tokeniserVersion == expected.tokeniserVersion)
    #expect(now.fields.map(\.name) == before.fields.map(\.name))
    #expect(now.fields.map(\.type) == expected.fields.map(\.type))
    #expect(now.fields.map(\.isDeclared) == expected.fields.map(\.isDeclared))
    let (table, old) = (reader.documents(of: now), try fresh.reader().documents(of: expected))
    #expect(try table.headings() == old.headings())
    #expect(try table.languageConfidences() == old.languageConfidences())
    #expect(try NaiveCorpus(reader, "d") == NaiveCorpus(randomDocuments(5, seed: 3)))
    // Now it can be added to.
    _ = try store.load("c", mode: .append, from: ListSource(randomDocuments(1, seed: 9, from: 99)))
  }

  @Test func `regions stay where their text is`() throws {
    let folder = TemporaryFolder()
    let text = "Don't stop.  U\u{0308}ber den so\u{AD}ft Fluss, can't it?\n\nSecond — part \u{200B}here."
    var document = IncomingDocument(name: "a", text: Array(text.utf8), language: "en")
    func bytes(_ part: String) throws -> Range<Int> {
      let utf8 = Array(text.utf8)
      let wanted = Array(part.utf8)
      let start = try #require(utf8.indices.first { utf8[$0...].starts(with: wanted) })
      return start..<start + wanted.count
    }
    document.regions = [
      TextRegion(name: "head", bytes: 0..<11, attributes: [.init(name: "n", value: "1")]),
      TextRegion(name: "q", bytes: try bytes("so\u{AD}ft Fluss, can't")),
      TextRegion(name: "q", bytes: try bytes("part \u{200B}here")),
      TextRegion(name: "gap", bytes: 12..<13),
    ]
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load(
      "c", mode: .create, from: ListSource([document]), options: Self.splitting(LoadOptions()))
    let fresh = try Store.open(folder.file("b.db"), access: .readWrite)
    _ = try fresh.load("c", mode: .create, from: ListSource([document]))
    let summary = try store.rebuild("c")
    #expect(summary.lostRegions == 0)
    let (reader, other) = (try store.reader(), try fresh.reader())
    let (corpus, expected) = (try reader.corpus(named: "c"), try other.corpus(named: "c"))
    #expect(corpus.fingerprint == expected.fingerprint)
    #expect(try reader.regions(ofDocument: 0, in: corpus) == other.regions(ofDocument: 0, in: expected))
    #expect(corpus.regions.map(\.name) == ["head", "q"])
    #expect(try store.check().problems == [])
  }

  @Test func `what cannot be cut again says why, and stays`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load("annotated", mode: .create, from: ListSource(annotatedDocuments(10, seed: 3)))
    _ = try store.load(
      "bare", mode: .create, from: ListSource(randomDocuments(3, seed: 3)), options: LoadOptions(keepText: false))
    #expect(throws: StoreError.cannotRebuild(corpus: "bare", reason: "it was loaded without keeping its text")) {
      try store.rebuild("bare")
    }
    let before = try store.reader().corpus(named: "annotated").fingerprint
    #expect(
      throws: StoreError.cannotRebuild(
        corpus: "annotated", reason: "its tokens came with its files, whose annotation belongs to them")
    ) { try store.rebuild("annotated") }
    #expect(try store.reader().corpus(named: "annotated").fingerprint == before)
    #expect(throws: StoreError.noSuchCorpus(name: "x", known: ["annotated", "bare"])) { try store.rebuild("x") }
  }

  @Test func `stopping leaves all as it was`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let documents = randomDocuments(30, seed: 4)
    _ = try store.load("c", mode: .create, from: ListSource(documents), options: Self.splitting(LoadOptions()))
    let before = try store.reader().corpus(named: "c")
    for limit in 0..<3 {
      var calls = 0
      #expect(throws: StoreError.cancelled) {
        try store.rebuild("c") { _ in
          calls += 1
          return calls <= limit
        }
      }
    }
    let after = try store.reader().corpus(named: "c")
    #expect(after.id == before.id && after.fingerprint == before.fingerprint)
    #expect(try store.check().problems == [])
  }

  @Test func `a corpus of schema 1 gets stems`() throws {
    let folder = TemporaryFolder()
    let path = String(#filePath.dropLast("RebuildTests.swift".count)) + "Stores/schema-1.db"
    write(try #require(contents(path)), folder.file("a.db"))
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    #expect(try store.reader().corpus(named: "texts").layer(.stem) == nil)
    _ = try store.rebuild("texts")
    let corpus = try store.reader().corpus(named: "texts")
    #expect(corpus.layer(.stem)?.kind == .map)
    let vocabulary = try store.reader().vocabulary
    let word = try #require(try vocabulary.id(of: "Straße"))
    let stem = try vocabulary.map(.stem, variant: "de")[Int(word.rawValue)]
    #expect(try vocabulary.text(of: stem) == "strass")
    #expect(try store.check().problems == [])
  }
}
