import AnalyzerKit
import Database
import TextProcessing
import Testing

@testable import CorpusStore

@Suite struct LayerDraftTests {
  private let lemma = LayerName("lemma")

  /// Documents that bring their tokens, with and without their column `lemma`.
  private func documents() -> (with: [IncomingDocument], without: [IncomingDocument], columns: [AnnotationColumn?]) {
    let with = annotatedDocuments(40, seed: 11, longest: 150)
    let columns = with.map { $0.annotation?.columns.first { $0.name == "lemma" } }
    let without = with.map { document in
      var document = document
      document.annotation?.columns.removeAll { $0.name == "lemma" }
      return document
    }
    return (with, without, columns)
  }

  /// A column without values, for documents that are cut.
  private func empty(_ count: Int) -> AnnotationColumn {
    var column = AnnotationColumn(name: "x")
    for _ in 0..<count { column.append([]) }
    return column
  }

  @Test(arguments: [1, 50, 1 << 20]) func `a layer that is added is as one that was loaded`(segmentTokens: Int) throws {
    let folder = TemporaryFolder()
    let (with, without, columns) = documents()
    let options = smallOptions(segmentTokens: segmentTokens)
    let loaded = try Store.open(folder.file("loaded.db"), access: .readWrite)
    _ = try loaded.load("c", mode: .create, from: ListSource(with), options: options)
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load("c", mode: .create, from: ListSource(without), options: options)
    let before = try store.reader().corpus(named: "c")
    let tokens = try store.reader().documents(of: before).tokens()
    var draft = try store.draft(layer: lemma, of: "c", source: "tagger 1")
    for start in stride(from: 0, to: with.count, by: 7) {
      // As if the process had ended in between.
      draft = try store.draft(layer: lemma, of: "c", source: "tagger 1")
      #expect(draft.doneCount == start)
      try draft.append((start..<min(start + 7, with.count)).map { ($0, columns[$0] ?? empty(tokens[$0])) })
      #expect(try store.reader().corpus(named: "c").fingerprint == before.fingerprint)
    }
    #expect(draft.isDone(3))
    #expect(try store.drafts(of: "c").map(\.documents) == [40])
    #expect(try store.check().problems == [])
    try draft.finish()
    #expect(try store.drafts(of: "c").isEmpty)
    #expect(try store.check().problems == [])
    let (reader, other) = (try store.reader(), try loaded.reader())
    #expect(try NaiveAnnotation(reader, "c") == NaiveAnnotation(other, "c"))
    let (corpus, expected) = (try reader.corpus(named: "c"), try other.corpus(named: "c"))
    #expect(corpus.fingerprint == expected.fingerprint)
    #expect(corpus.layer(lemma)?.source == "tagger 1")
    let has = { (corpus: Corpus) in corpus.segments.map { $0.layerChecksums[lemma] != nil } }
    #expect(has(corpus) == has(expected))
    #expect(try Connection(store.path, mode: .readOnly).integer("SELECT count(*) FROM draft_document") == 0)

    // It is appended to, compacted and dropped as any other.
    _ = try store.load(
      "c", mode: .append, from: ListSource(annotatedDocuments(5, seed: 5, from: 900)), options: options)
    _ = try store.compact(segmentTokens: 99)
    #expect(try store.check().problems == [])
    try store.dropLayer(lemma, of: "c")
    #expect(try store.check().problems == [])
    #expect(try store.reader().corpus(named: "c").layer(lemma) == nil)
  }

  @Test func `documents that are not done have no values`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let documents = randomDocuments(6, seed: 3)
    _ = try store.load("c", mode: .create, from: ListSource(Array(documents[..<4])))
    let draft = try store.draft(layer: lemma, of: "c", source: "x")
    let count = try store.reader().documents(of: draft.corpus).tokens()[1]
    var column = AnnotationColumn(name: "lemma")
    for index in 0..<count { column.append(Array("l\(index % 3)".utf8)) }
    try draft.append([(1, empty(count)), (1, column)])
    // Documents that come meanwhile wait for another run.
    _ = try store.load("c", mode: .append, from: ListSource(Array(documents[4...])))
    #expect(try store.draft(layer: lemma, of: "c", source: "x").corpus.documentCount == 6)
    try draft.finish()
    let reader = try store.reader()
    let corpus = try reader.corpus(named: "c")
    #expect(try reader.values(of: lemma, ofDocument: 1, in: corpus) == (0..<count).map { "l\($0 % 3)" })
    #expect(try reader.values(of: lemma, ofDocument: 5, in: corpus).allSatisfy { $0 == nil })
    #expect(corpus.layer(lemma)?.tokens == count)
    for problem in try store.check().problems { Issue.record("\(problem)") }
  }

  @Test func `mistakes and interruptions`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load("c", mode: .create, from: ListSource(annotatedDocuments(4, seed: 3)))
    #expect(throws: StoreError.badLayerName(name: "word")) {
      try store.draft(layer: .word, of: "c", source: "x")
    }
    #expect(throws: StoreError.layerExists(name: "lemma", corpus: "c", source: "")) {
      try store.draft(layer: lemma, of: "c", source: "x")
    }
    let ner = LayerName("ner")
    let draft = try store.draft(layer: ner, of: "c", source: "x 1")
    #expect(throws: StoreError.layerExists(name: "ner", corpus: "c", source: "x 1")) {
      try store.draft(layer: ner, of: "c", source: "x 2")
    }
    let tokens = try store.reader().documents(of: draft.corpus).tokens()
    #expect(throws: StoreError.self) { try draft.append([(0, empty(tokens[0] + 1))]) }
    #expect(throws: StoreError.noSuchDocument(ordinal: 4, count: 4)) { try draft.append([(4, empty(0))]) }
    #expect(draft.doneCount == 0)
    try draft.append([(0, empty(tokens[0]))])
    #expect(throws: StoreError.cancelled) { try draft.finish { _, _ in false } }
    #expect(try store.draft(layer: ner, of: "c", source: "x 1").doneCount == 1)
    try store.dropLayer(ner, of: "c")
    #expect(throws: StoreError.self) { try draft.finish() }
    #expect(throws: StoreError.self) { try draft.append([(1, empty(tokens[1]))]) }
    #expect(throws: StoreError.noSuchLayer(name: "ner", corpus: "c", known: ["lemma", "pos"])) {
      try store.dropLayer(ner, of: "c")
    }
    // A corpus that goes takes its drafts along.
    let other = try store.draft(layer: ner, of: "c", source: "x 1")
    try other.append([(0, empty(tokens[0]))])
    try store.drop("c")
    let connection = try Connection(store.path, mode: .readOnly)
    #expect(try connection.integer("SELECT count(*) FROM draft") == 0)
    #expect(try connection.integer("SELECT count(*) FROM draft_document") == 0)
  }
}
