import AnalyzerKit
import Database
import Synchronization
import Testing
import Threading

@testable import CorpusStore

@Suite struct SnapshotTests {
  /// A document with so many forms that its blobs have several pieces.
  private func wide(_ name: String, _ forms: Range<Int>) -> IncomingDocument {
    IncomingDocument(name: name, text: Array(forms.map { "wort\($0)" }.joined(separator: " ").utf8))
  }

  @Test func `a reader that looked up a form sees what is loaded later`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load("c", mode: .create, from: ListSource([wide("a", 0..<30_000)]))
    let reader = try store.reader()
    let vocabulary = try reader.vocabulary
    // Reads one piece of several.
    #expect(try vocabulary.id(of: "wort7") != nil)
    let segment = try reader.segment(try reader.corpus(named: "c").segments[0])
    #expect(try segment.ids(0..<10).count == 10)
    _ = try store.load("c", mode: .append, from: ListSource([wide("b", 30_000..<30_010)]))
    #expect(try reader.corpus(named: "c").documentCount == 2)
    #expect(try reader.vocabulary.id(of: "wort30005") != nil)
    // The segment of before is still there, and all of it can be read.
    #expect(try segment.ids(0..<30_000).count == 30_000)
    // The log could be emptied: nothing holds the reader to an old state.
    let log = try Connection(store.path, mode: .readWrite)
    #expect(try log.integer("PRAGMA wal_checkpoint(TRUNCATE)") == 0)
  }

  @Test func `a corpus read before shows nothing that came after`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load("c", mode: .create, from: ListSource([wide("a", 0..<10)]))
    let reader = try store.reader()
    let corpus = try reader.corpus(named: "c")
    _ = try store.load("c", mode: .append, from: ListSource([wide("b", 0..<20)]))
    let table = reader.documents(of: corpus)
    #expect(try table.names() == ["a"])
    #expect(try table.ordinal(named: "b") == nil)
    for ordinal in [-1, 1, .max] {
      #expect(throws: StoreError.noSuchDocument(ordinal: ordinal, count: 1)) {
        try reader.text(ofDocument: ordinal, in: corpus)
      }
    }
    #expect(try reader.text(ofDocument: 0, in: corpus) == wide("a", 0..<10).text)
  }

  @Test func `what was replaced is told as changed`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load("c", mode: .create, from: ListSource([wide("a", 0..<40_000)]))
    let reader = try store.reader()
    let corpus = try reader.corpus(named: "c")
    let segment = try reader.segment(corpus.segments[0])
    #expect(try segment.ids(0..<10).count == 10)
    _ = try store.load("c", mode: .replace, from: ListSource([wide("a", 0..<5)]))
    func isChanged(_ body: () throws -> Void) {
      let error = #expect(throws: StoreError.self) { try body() }
      guard case .changed? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
    isChanged { _ = try segment.ids(39_000..<39_010) }
    isChanged { _ = try segment.bounds() }
    isChanged { _ = try reader.text(ofDocument: 0, in: corpus) }
    isChanged { _ = try reader.documents(of: corpus).names() }
    isChanged { _ = try reader.documents(of: corpus).ordinal(named: "a") }
    isChanged { _ = try reader.segment(corpus.segments[0]) }
  }

  @Test func `four readers beside a writer never see anything wrong`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let first = randomDocuments(25, seed: 70)
    let second = randomDocuments(25, seed: 71, from: 100)
    let options = smallOptions(segmentTokens: 150)
    _ = try store.load("c", mode: .create, from: ListSource(first), options: options)
    var states: [ContentHash: (tokens: Int, counts: [String: NaiveCount])] = [:]
    for documents in [first, first + second] {
      let naive = NaiveCorpus(documents)
      let model = try Store.open(folder.file("model\(documents.count).db"), access: .readWrite)
      _ = try model.load("c", mode: .create, from: ListSource(documents), options: options)
      states[try model.reader().corpus(named: "c").fingerprint] = (
        naive.documents.reduce(0) { $0 + $1.forms.count }, naive.words
      )
    }
    let known = states
    let isDone = Atomic(false)
    let complete = Atomic(0)
    let threads = try (0..<4).map { number in
      try WorkerThread {
        while !isDone.load(ordering: .relaxed) {
          do {
            let reader = try store.reader()
            let read = { try Self.counts(reader) }
            // Two of them take snapshots; the others meet changes half way.
            let found = try number % 2 == 0 ? reader.snapshot(read) : read()
            guard let expected = known[found.fingerprint], expected.tokens == found.tokens,
              expected.counts == found.counts
            else {
              Issue.record("a state that never was")
              return
            }
            complete.add(1, ordering: .relaxed)
          } catch StoreError.changed where number % 2 == 1 {
          } catch StoreError.noSuchCorpus {
          } catch {
            Issue.record("reader \(number): \(error)")
            return
          }
        }
      }
    }
    for _ in 0..<6 {
      _ = try store.load("c", mode: .append, from: ListSource(second), options: options)
      _ = try store.compact(segmentTokens: 150)
      _ = try store.load("c", mode: .replace, from: ListSource(first), options: options)
      try store.drop("c")
      _ = try store.load("c", mode: .create, from: ListSource(first), options: options)
    }
    isDone.store(true, ordering: .relaxed)
    for thread in threads { thread.join() }
    #expect(complete.load(ordering: .relaxed) > 0)
    #expect(try store.check().problems == [])
  }

  private static func counts(
    _ reader: StoreReader
  ) throws -> (fingerprint: ContentHash, tokens: Int, counts: [String: NaiveCount]) {
    let corpus = try reader.corpus(named: "c")
    var counts: [FormID: NaiveCount] = [:]
    var tokens = 0
    for info in corpus.segments {
      let segment = try reader.segment(info)
      tokens += try segment.ids(0..<info.tokens).count
      try segment.summary(.word) { form, count, documents in
        counts[form, default: NaiveCount()].tokens += count
        counts[form, default: NaiveCount()].documents += documents
      }
    }
    let vocabulary = try reader.vocabulary
    var named: [String: NaiveCount] = [:]
    for (form, count) in counts { named[try vocabulary.text(of: form)] = count }
    return (corpus.fingerprint, tokens, named)
  }
}
