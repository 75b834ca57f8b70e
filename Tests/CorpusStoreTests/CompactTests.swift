import Testing

@testable import CorpusStore

@Suite struct CompactTests {
  private struct Shape: Equatable {
    let tokens: Int
    let firstDocument: Int
    let documents: Int
    let continues: Bool
    let isContinued: Bool
    let firstPosition: Int
  }

  private func shapes(_ store: Store) throws -> [Shape] {
    try store.reader().corpus(named: "c").segments.map {
      Shape(
        tokens: $0.tokens, firstDocument: $0.firstDocument, documents: $0.documents, continues: $0.continuesDocument,
        isContinued: $0.isContinued, firstPosition: $0.firstPosition)
    }
  }

  @Test(arguments: [1, 40, 333, 1 << 20])
  func `any appends and any segments before give those of one load`(limit: Int) throws {
    let folder = TemporaryFolder()
    var documents = randomDocuments(45, seed: UInt64(limit))
    documents[10] = randomDocuments(1, seed: 5, from: 10, longest: 900)[0]
    let whole = try Store.open(folder.file("whole.db"), access: .readWrite)
    _ = try whole.load("c", mode: .create, from: ListSource(documents), options: smallOptions(segmentTokens: limit))
    let parts = try Store.open(folder.file("parts.db"), access: .readWrite)
    var dice = Dice(state: UInt64(limit))
    var start = 0
    while start < documents.count {
      let end = min(documents.count, start + Int.random(in: 1...12, using: &dice))
      let options = smallOptions(
        segmentTokens: Bool.random(using: &dice) ? limit : Int.random(in: 5...500, using: &dice))
      _ = try parts.load(
        "c", mode: start == 0 ? .create : .append, from: ListSource(Array(documents[start..<end])), options: options)
      start = end
    }
    let before = try shapes(parts).count
    let summary = try parts.compact(segmentTokens: limit)
    #expect(summary.segmentsBefore == before)
    #expect(try shapes(parts) == shapes(whole))
    #expect(try summary.segmentsAfter == shapes(whole).count)
    #expect(try NaiveCorpus(parts.reader(), "c") == NaiveCorpus(documents))
    #expect(try parts.check().problems == [])
    // What is right already stays.
    let ids = try parts.reader().corpus(named: "c").segments.map(\.id)
    _ = try parts.compact(segmentTokens: limit)
    #expect(try parts.reader().corpus(named: "c").segments.map(\.id) == ids)
  }

  @Test func `segments before the first that changes are kept`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let documents = randomDocuments(80, seed: 12)
    _ = try store.load(
      "c", mode: .create, from: ListSource(Array(documents[..<70])), options: smallOptions(segmentTokens: 200))
    let before = try store.reader().corpus(named: "c").segments
    for document in documents[70...] {
      _ = try store.load("c", mode: .append, from: ListSource([document]), options: smallOptions(segmentTokens: 200))
    }
    _ = try store.compact(segmentTokens: 200)
    let after = try store.reader().corpus(named: "c").segments
    #expect(after.count > before.count)
    #expect(after[..<(before.count - 1)] == before[..<(before.count - 1)])
    #expect(try NaiveCorpus(store.reader(), "c") == NaiveCorpus(documents))
  }

  @Test func `stopping leaves all as it was`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let documents = randomDocuments(30, seed: 13)
    for (index, document) in documents.enumerated() {
      _ = try store.load("c", mode: index == 0 ? .create : .append, from: ListSource([document]))
    }
    let before = try store.reader().corpus(named: "c").segments
    for limit in [0, 1, 29, 30, 45] {
      var calls = 0
      #expect(throws: StoreError.cancelled) {
        try store.compact {
          calls += 1
          return calls <= limit
        }
      }
      #expect(try store.reader().corpus(named: "c").segments == before)
    }
    #expect(try store.compact().segmentsAfter == 1)
    #expect(try store.check().problems == [])
  }
}
