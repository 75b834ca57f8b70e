import AnalyzerKit
import Testing

@testable import CorpusStore

@Suite struct RoundTripTests {
  @Test(arguments: [1, 7, 64, 1_000, 1 << 20])
  func `what was loaded is read`(segmentTokens: Int) throws {
    let folder = TemporaryFolder()
    let documents = randomDocuments(60, seed: 1)
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let summary = try store.load(
      "c", mode: .create, from: ListSource(documents, perInput: 3), options: smallOptions(segmentTokens: segmentTokens))
    let expected = NaiveCorpus(documents)
    let reader = try store.reader()
    #expect(try NaiveCorpus(reader, "c") == expected)
    #expect(summary.documents == 60)
    #expect(summary.tokens == expected.documents.reduce(0) { $0 + $1.forms.count })
    #expect(summary.words == expected.documents.reduce(0) { $0 + $1.words })
    #expect(summary.forms == expected.words.count)
    #expect(summary.segments == (try reader.corpus(named: "c").segments.count))
    #expect(try store.check().problems == [])
  }

  @Test func `threads, chunks and segments change nothing`() throws {
    let folder = TemporaryFolder()
    let documents = randomDocuments(80, seed: 2, longest: 300)
    var fingerprints: Set<ContentHash> = []
    var checksums: Set<[ContentHash]> = []
    for (index, threads) in [1, 4, 2].enumerated() {
      let store = try Store.open(folder.file("\(index).db"), access: .readWrite)
      var options = smallOptions(threads: threads, segmentTokens: 500)
      if index == 2 { options.chunkBytes = 1 << 20 }
      _ = try store.load("c", mode: .create, from: ListSource(documents), options: options)
      let corpus = try store.reader().corpus(named: "c")
      fingerprints.insert(corpus.fingerprint)
      if index < 2 { checksums.insert(corpus.segments.map(\.checksum)) }
    }
    #expect(fingerprints.count == 1)
    #expect(checksums.count == 1)
  }

  @Test func `appends are the same as one load`() throws {
    let folder = TemporaryFolder()
    let documents = randomDocuments(90, seed: 3)
    let whole = try Store.open(folder.file("whole.db"), access: .readWrite)
    _ = try whole.load("c", mode: .create, from: ListSource(documents), options: smallOptions(segmentTokens: 300))
    let parts = try Store.open(folder.file("parts.db"), access: .readWrite)
    for (index, range) in [0..<1, 1..<40, 40..<41, 41..<90].enumerated() {
      _ = try parts.load(
        "c", mode: index == 0 ? .create : .append, from: ListSource(Array(documents[range])),
        options: smallOptions(segmentTokens: 300))
      #expect(try parts.check().problems == [])
    }
    let first = try whole.reader()
    let second = try parts.reader()
    #expect(try NaiveCorpus(first, "c") == NaiveCorpus(second, "c"))
    let (one, other) = (try first.corpus(named: "c"), try second.corpus(named: "c"))
    #expect(one.fingerprint == other.fingerprint)
    #expect(one.fields.map(\.type) == other.fields.map(\.type))
    #expect(one.info.forms == other.info.forms)
    #expect(one.languages == other.languages)

    let compacted = try parts.compact(segmentTokens: 300)
    #expect(compacted.segmentsAfter <= compacted.segmentsBefore)
    #expect(try NaiveCorpus(parts.reader(), "c") == NaiveCorpus(documents))
    #expect(try parts.reader().corpus(named: "c").segments.map(\.tokens) == one.segments.map(\.tokens))
    #expect(try parts.check().problems == [])
  }

  @Test func `corpora share a vocabulary and nothing else`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let one = randomDocuments(20, seed: 4)
    let other = randomDocuments(30, seed: 5)
    _ = try store.load("one", mode: .create, from: ListSource(one))
    _ = try store.load("other", mode: .create, from: ListSource(other), options: smallOptions(segmentTokens: 100))
    #expect(try store.corpora().map(\.name) == ["one", "other"])
    #expect(try NaiveCorpus(store.reader(), "one") == NaiveCorpus(one))
    #expect(try NaiveCorpus(store.reader(), "other") == NaiveCorpus(other))
    _ = try store.load("one", mode: .replace, from: ListSource(other))
    #expect(try NaiveCorpus(store.reader(), "one") == NaiveCorpus(other))
    #expect(try store.corpora().map(\.fingerprint).reduce(into: Set()) { $0.insert($1) }.count == 1)
    try store.drop("other")
    #expect(try store.corpora().map(\.name) == ["one"])
    #expect(try NaiveCorpus(store.reader(), "one") == NaiveCorpus(other))
    #expect(try store.check().problems == [])
  }

  @Test func `the fingerprint tells every difference of content`() throws {
    let folder = TemporaryFolder()
    let base = IncomingDocument(name: "a", text: Array("One two. Three".utf8), title: "t", fields: [("x", .text("1"))])
    var variants = Array(repeating: base, count: 8)
    variants[1].text = Array("One  two. Three".utf8)
    variants[2].text = Array("One two.\n\nThree".utf8)
    variants[3].text = Array("One two . Three".utf8)
    variants[4].title = nil
    variants[5].name = "b"
    variants[6].fields = [("x", .text("2"))]
    variants[7].language = "en"
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let fingerprints = try variants.map { document in
      _ = try store.load("c", mode: .replace, from: ListSource([document]))
      return try store.reader().corpus(named: "c").fingerprint
    }
    // Two spaces are the same content as one: the tokens are the same, and white space follows either way.
    #expect(fingerprints[0] == fingerprints[1])
    #expect(Set(fingerprints).count == 7)
  }

  @Test func `text can be left out, and stays left out`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let documents = randomDocuments(20, seed: 6)
    _ = try store.load(
      "c", mode: .create, from: ListSource(Array(documents[..<10])),
      options: smallOptions(segmentTokens: 100, keepText: false))
    _ = try store.load(
      "c", mode: .append, from: ListSource(Array(documents[10...])), options: smallOptions(segmentTokens: 100))
    let reader = try store.reader()
    #expect(try NaiveCorpus(reader, "c") == NaiveCorpus(documents, keepsText: false))
    #expect(throws: StoreError.noText(corpus: "c")) {
      try reader.text(ofDocument: 0, in: try reader.corpus(named: "c"))
    }
    _ = try store.load("d", mode: .create, from: ListSource(Array(documents[..<10])))
    _ = try store.load(
      "d", mode: .append, from: ListSource(Array(documents[10...])),
      options: smallOptions(segmentTokens: 100, keepText: false))
    #expect(try NaiveCorpus(store.reader(), "d") == NaiveCorpus(documents))
    #expect(try store.check().problems == [])
  }

  @Test func `long text spans blocks`() throws {
    let folder = TemporaryFolder()
    var dice = Dice(state: 9)
    let text = (0..<120_000).map { _ in "w\(UInt16.random(in: 0...UInt16.max, using: &dice))" }.joined(separator: " ")
    let documents = [
      IncomingDocument(name: "a", text: Array("short".utf8)), IncomingDocument(name: "b", text: Array(text.utf8)),
      IncomingDocument(name: "c", text: Array("end".utf8)),
    ]
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load(
      "c", mode: .create, from: ListSource(documents, perInput: 3), options: smallOptions(segmentTokens: 9_000))
    let reader = try store.reader()
    let corpus = try reader.corpus(named: "c")
    for (index, document) in documents.enumerated() {
      #expect(try reader.text(ofDocument: index, in: corpus) == document.text)
    }
    #expect(try NaiveCorpus(reader, "c") == NaiveCorpus(documents))
    #expect(try store.check().problems == [])
  }

  @Test func `no documents and empty documents`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load("none", mode: .create, from: ListSource([]))
    #expect(try store.reader().corpus(named: "none").segments.isEmpty)
    let empty = (0..<3).map { IncomingDocument(name: "\($0)", text: []) }
    _ = try store.load("empty", mode: .create, from: ListSource(empty))
    let corpus = try store.reader().corpus(named: "empty")
    #expect(corpus.documentCount == 3)
    #expect(corpus.segments.map(\.documents) == [3])
    #expect(try NaiveCorpus(store.reader(), "empty") == NaiveCorpus(empty))
    // Nothing of a language with a casing of its own.
    _ = try store.load(
      "turkish", mode: .create,
      from: ListSource([IncomingDocument(name: "a", text: []), IncomingDocument(name: "b", text: [], language: "tr")]))
    #expect(try store.reader().vocabulary.map(.lower, variant: "tr").count == store.reader().vocabulary.count)
    #expect(try store.check().problems == [])
  }
}
