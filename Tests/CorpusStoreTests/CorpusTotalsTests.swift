import AnalyzerKit
import Database
import Glibc
import Testing

@testable import CorpusStore

@Suite struct CorpusTotalsTests {
  private struct Sum: Equatable {
    var count = 0
    var documents = 0
  }

  /// The summaries of the first segments, added up form by form.
  private func summed(_ store: Store, _ layer: LayerName, _ segments: Int) throws -> [FormID: Sum] {
    let reader = try store.reader()
    var sums: [FormID: Sum] = [:]
    for info in try reader.corpus(named: "c").segments.prefix(segments) {
      try reader.segment(info).summary(layer) { form, count, documents in
        sums[form, default: Sum()].count += count
        sums[form, default: Sum()].documents += documents
      }
    }
    return sums
  }

  /// What the store keeps of the first segments; nil when it keeps none.
  private func sums(_ reader: StoreReader, _ layer: LayerName, _ corpus: Corpus, _ segments: Int) throws -> FormSums? {
    try reader.sums(
      layer, of: corpus, segments: segments, flags: reader.vocabulary.flags(), always: FormFlags.countedBit)
  }

  /// What the store keeps, and of how many segments; nil when it keeps none.
  private func kept(_ store: Store, _ layer: LayerName) throws -> (sums: [FormID: Sum], segments: Int)? {
    let reader = try store.reader()
    let corpus = try reader.corpus(named: "c")
    let segments = try reader.segmentsInTotals(layer, of: corpus)
    // Those that somebody made anew meanwhile are not taken for those that were told of.
    #expect(try sums(reader, layer, corpus, segments + 1) == nil)
    guard let kept = try sums(reader, layer, corpus, segments) else { return nil }
    var found: [FormID: Sum] = [:]
    kept.counts.forEach { found[$0] = Sum(count: $1, documents: kept.documents[$0]) }
    #expect(kept.documents.distinct == found.count)
    try expectWords(reader, layer, corpus, segments, found)
    return (found, segments)
  }

  /// Without punctuation they are those of the others.
  private func expectWords(
    _ reader: StoreReader, _ layer: LayerName, _ corpus: Corpus, _ segments: Int, _ all: [FormID: Sum]
  ) throws {
    let flags = try reader.vocabulary.flags()
    let words = try #require(try reader.sums(layer, of: corpus, segments: segments, flags: flags, always: 0))
    var found: [FormID: Sum] = [:]
    words.counts.forEach { found[$0] = Sum(count: $1, documents: words.documents[$0]) }
    #expect(found == all.filter { FormFlags(rawValue: flags[Int($0.key.rawValue)]).isCounted })
  }

  /// They are the sums of all segments, or of so many.
  private func expectSums(
    _ store: Store, of segments: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let all = try store.reader().corpus(named: "c").segments.count
    for layer in [LayerName.word, .lower] {
      let kept = try kept(store, layer)
      #expect(kept?.segments == segments ?? all, sourceLocation: sourceLocation)
      #expect(try kept?.sums == summed(store, layer, segments ?? all), sourceLocation: sourceLocation)
    }
    #expect(try store.check().problems == [], sourceLocation: sourceLocation)
  }

  @Test(arguments: [3, 50, 1 << 20])
  func `they are the sums after every load, append, compaction and replacement`(limit: Int) throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let documents = randomDocuments(60, seed: UInt64(limit))
    let options = smallOptions(segmentTokens: limit)
    // Forms of another corpus must not count.
    _ = try store.load("b", mode: .create, from: ListSource(randomDocuments(9, seed: 99)), options: options)
    for (index, range) in [0..<15, 15..<30, 30..<59].enumerated() {
      let mode: LoadMode = index == 0 ? .create : .append
      _ = try store.load("c", mode: mode, from: ListSource(Array(documents[range])), options: options)
      try expectSums(store)
    }
    // One of sixty is too little to make them anew.
    let before = try store.reader().corpus(named: "c").segments.count
    _ = try store.load("c", mode: .append, from: ListSource(Array(documents[59...])), options: options)
    try expectSums(store, of: before)
    _ = try store.compact(segmentTokens: 200)
    try expectSums(store)
    _ = try store.load("c", mode: .replace, from: ListSource(Array(documents[30...])), options: options)
    try expectSums(store)
    try store.drop("c")
    let connection = try Connection(store.path, mode: .readOnly)
    #expect(try connection.integer("SELECT count(*) FROM corpus_total") == 2)
  }

  @Test func `a corpus of an older version has none until it is appended to or compacted`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let documents = randomDocuments(30, seed: 7)
    let options = smallOptions(segmentTokens: 100)
    func forget() throws {
      let connection = try Connection(store.path, mode: .readWrite)
      try connection.execute(
        "DELETE FROM blob WHERE id IN (SELECT blob FROM corpus_total); DELETE FROM corpus_total")
    }
    _ = try store.load("c", mode: .create, from: ListSource(Array(documents[..<20])), options: options)
    try forget()
    #expect(try kept(store, .word)?.segments == nil)
    #expect(try store.check().problems == [])
    _ = try store.load("c", mode: .append, from: ListSource(Array(documents[20...])), options: options)
    try expectSums(store)
    try forget()
    _ = try store.compact(segmentTokens: 100)
    try expectSums(store)
  }

  @Test func `a reader that knows an earlier state gets none of a later one`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let options = smallOptions(segmentTokens: 100)
    _ = try store.load("c", mode: .create, from: ListSource(randomDocuments(10, seed: 8)), options: options)
    let before = try store.reader().corpus(named: "c")
    let more = randomDocuments(5, seed: 9, from: 10)
    _ = try store.load("c", mode: .append, from: ListSource(more), options: options)
    #expect(try store.reader().segmentsInTotals(.word, of: before) == 0)
    #expect(try sums(store.reader(), .word, before, 1) == nil)
  }

  @Test func `damaged sums keep nobody from anything and are made anew`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let options = smallOptions(segmentTokens: 100)
    _ = try store.load("c", mode: .create, from: ListSource(randomDocuments(10, seed: 8)), options: options)
    func damage() throws {
      let connection = try Connection(store.path, mode: .readWrite)
      try connection.execute(
        "UPDATE blob SET data = zeroblob(length(data)) WHERE id IN (SELECT blob FROM corpus_total)")
    }
    try damage()
    let other = try Store.open(store.path, access: .readWrite)
    let corpus = try other.reader().corpus(named: "c")
    #expect(try sums(other.reader(), .word, corpus, corpus.segments.count) == nil)
    #expect(try other.check().problems.contains { $0.hasPrefix("`c`: its sums of forms cannot be read") })
    let more = randomDocuments(5, seed: 9, from: 10)
    _ = try other.load("c", mode: .append, from: ListSource(more), options: options)
    try expectSums(other)
    try damage()
    let third = try Store.open(store.path, access: .readWrite)
    _ = try third.compact(segmentTokens: 100)
    try expectSums(third)
  }

  @Test func `check finds sums that are not right`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load(
      "c", mode: .create, from: ListSource(randomDocuments(10, seed: 8)), options: smallOptions(segmentTokens: 100))
    let connection = try Connection(store.path, mode: .readWrite)
    try connection.execute("UPDATE corpus_total SET blob = (SELECT max(blob) FROM corpus_total)")
    #expect(try store.check().problems == ["`c`: its sums of forms are wrong"])
  }
}

@Suite struct ReaderPoolTests {
  @Test func `what is dropped does not wait in the log`() throws {
    let folder = TemporaryFolder()
    let store = try store(folder)
    // The pool keeps this one open.
    _ = try store.reader().corpora()
    try store.drop("c")
    #expect(contents(store.path + "-wal")?.isEmpty != false)
  }

  @Test func `a file that changed its schema is opened anew`() throws {
    let folder = TemporaryFolder()
    let store = try store(folder)
    _ = try store.reader().corpora()
    try Connection(store.path, mode: .readWrite).execute("PRAGMA user_version = 99")
    #expect(throws: StoreError.self) { try store.reader() }
  }

  private func store(_ folder: TemporaryFolder) throws -> Store {
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load(
      "c", mode: .create, from: ListSource(randomDocuments(10, seed: 8)), options: smallOptions(segmentTokens: 100))
    return store
  }

  @Test func `a connection is used again only when nobody holds it`() throws {
    let folder = TemporaryFolder()
    let store = try store(folder)
    var first: StoreReader? = try store.reader()
    let connection = try #require(first?.connection)
    #expect(try store.reader().connection !== connection)
    var segment: SegmentReader?
    do {
      let corpus = try #require(try first?.corpus(named: "c"))
      segment = try first?.segment(corpus.segments[0])
    }
    first = nil
    // The test itself holds it, and so does the segment.
    #expect(try store.reader().connection !== connection)
    _ = segment
  }

  @Test func `an idle connection is taken, and no snapshot is left on it`() throws {
    let folder = TemporaryFolder()
    let store = try store(folder)
    func identifier() throws -> ObjectIdentifier {
      let reader = try store.reader()
      try reader.beginSnapshot()
      return ObjectIdentifier(reader.connection)
    }
    let first = try identifier()
    #expect(try identifier() == first)
    _ = try store.load(
      "c", mode: .append, from: ListSource(randomDocuments(5, seed: 9, from: 10)),
      options: smallOptions(segmentTokens: 100))
    #expect(try store.reader().corpus(named: "c").documentCount == 15)
  }

  @Test func `a file that was replaced is read, not the one before`() throws {
    let folder = TemporaryFolder()
    let store = try store(folder)
    _ = try store.reader().corpora()
    let other = try Store.open(folder.file("b.db"), access: .readWrite)
    _ = try other.load(
      "d", mode: .create, from: ListSource(randomDocuments(3, seed: 8)), options: smallOptions(segmentTokens: 100))
    #expect(rename(folder.file("b.db"), folder.file("a.db")) == 0)
    #expect(try store.reader().corpora().map(\.name) == ["d"])
  }

  /// Blobs have numbers in each file anew.
  @Test func `blobs of a file that was replaced are read as the new file has them`() throws {
    let folder = TemporaryFolder()
    func words(_ reader: StoreReader, _ corpus: String) throws -> [[UInt8]] {
      try reader.corpus(named: corpus).segments.flatMap { info in
        let segment = try reader.segment(info)
        _ = try segment.documentBounds()
        return try segment.ids(0..<info.tokens).map { Array(try reader.vocabulary.bytes(of: $0)) }
      }
    }
    let store = try store(folder)
    let old = try store.reader()
    old.keepSegmentsOpen()
    let before = try words(old, "c")
    let other = try Store.open(folder.file("b.db"), access: .readWrite)
    _ = try other.load(
      "d", mode: .create, from: ListSource(randomDocuments(3, seed: 8)), options: smallOptions(segmentTokens: 70))
    let expected = try words(try Store.open(folder.file("b.db"), access: .readOnly).reader(), "d")
    #expect(expected.count != before.count)
    #expect(rename(folder.file("b.db"), folder.file("a.db")) == 0)
    for keepsOpen in [false, true] {
      let reader = try store.reader()
      if keepsOpen { reader.keepSegmentsOpen() }
      #expect(try words(reader, "d") == expected)
    }
    // Whoever reads the file before goes on with it.
    #expect(try words(old, "c") == before)
  }
}

/// How totals are laid out, against arrays of random numbers.
@Suite struct TotalsCodingTests {
  /// What a corpus may have: mostly small numbers, some gaps, a few large ones, documents at most as many as tokens.
  private func random(_ seed: UInt64, forms: Int, gaps: Double) -> (counts: [UInt32], documents: [UInt32]) {
    var random = Dice(state: seed)
    var counts = [UInt32](repeating: 0, count: forms)
    var documents = counts
    for form in 0..<forms where Double.random(in: 0..<1, using: &random) >= gaps {
      let most: UInt32 = [2, 8, 300, 70_000, UInt32.max / 2][Int.random(in: 0..<5, using: &random)]
      counts[form] = UInt32.random(in: 1...most, using: &random)
      documents[form] = Bool.random(using: &random) ? counts[form] : UInt32.random(in: 1...counts[form], using: &random)
    }
    return (counts, documents)
  }

  private func blob(of bytes: [UInt8], _ connection: Connection) throws -> CheckedBlob {
    try CheckedBlob(bytes.withUnsafeBytes { try BlobWriting(connection: connection).write($0) }, connection)
  }

  private func decoded(
    _ blob: CheckedBlob, _ flags: [UInt8]
  ) throws -> (counts: [UInt32], documents: [UInt32])? {
    try blob.loadAll()
    guard let sums = flags.withUnsafeBufferPointer({ TotalsCoding.decode(blob, $0, always: 0) }) else { return nil }
    var counts = [UInt32](repeating: 0, count: flags.count)
    var documents = counts
    sums.counts.forEach { counts[Int($0.rawValue)] = UInt32($1) }
    sums.documents.forEach { documents[Int($0.rawValue)] = UInt32($1) }
    return (counts, documents)
  }

  @Test(arguments: [0, 1, 2, 31, 1_023, 1_024, 1_025, 5_000], [0, 0.01, 0.9, 0.999])
  func whatIsWrittenIsRead(_ forms: Int, _ gaps: Double) throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("t.db"), access: .readWrite)
    let connection = try Connection(store.path, mode: .readWrite)
    for seed in 0..<3 {
      let numbers = random(UInt64(seed), forms: forms, gaps: gaps)
      let bytes = TotalsCoding.encode(numbers.counts, numbers.documents)
      let blob = try blob(of: bytes, connection)
      var dice = Dice(state: UInt64(seed) + 50)
      for share in [0.0, 0.3] {
        let isLeftOut = (0..<forms).map { _ in Double.random(in: 0..<1, using: &dice) < share }
        let flags = isLeftOut.map { $0 ? UInt8(0xEF) : FormFlags.countedBit }
        let read = try #require(try decoded(blob, flags))
        #expect(read.counts == zip(numbers.counts, isLeftOut).map { $1 ? 0 : $0 })
        #expect(read.documents == zip(numbers.documents, isLeftOut).map { $1 ? 0 : $0 })
      }
      // A form beyond those that there are is damage.
      let last = numbers.counts.lastIndex { $0 > 0 }
      if let last { #expect(try decoded(blob, Array(repeating: FormFlags.countedBit, count: last)) == nil) }
    }
  }

  @Test func damagedBytesAreRefusedOrReadWithoutAFault() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("t.db"), access: .readWrite)
    let connection = try Connection(store.path, mode: .readWrite)
    let numbers = random(7, forms: 3_000, gaps: 0.1)
    let bytes = TotalsCoding.encode(numbers.counts, numbers.documents)
    var random = Dice(state: 8)
    for _ in 0..<300 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) { damaged.removeLast(Int.random(in: 0..<damaged.count, using: &random)) }
      let blob = try blob(of: damaged, connection)
      try blob.loadAll()
      let flags = [UInt8](repeating: FormFlags.countedBit, count: 4_000)
      guard let read = try decoded(blob, flags) else { continue }
      #expect(zip(read.documents, read.counts).allSatisfy { $0 <= $1 })
    }
    #expect(try decoded(blob(of: [], connection), []) == nil)
  }

  @Test(arguments: [([1, 0, 2, 2], false), ([1, 0, 4, 1], true), ([1, 0, 3], true)])
  func `a summary with more documents than tokens is damaged`(_ bytes: [UInt8], _ isRight: Bool) throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("t.db"), access: .readWrite)
    let summary = try blob(of: bytes, Connection(store.path, mode: .readWrite))
    try summary.loadAll()
    #expect(SummaryCoding.decode(summary) { _, _, _ in } == isRight)
  }
}
