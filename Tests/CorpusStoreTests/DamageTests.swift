import AnalyzerKit
import Database
import Testing

@testable import CorpusStore

@Suite struct DamageTests {
  private func prepared(_ folder: TemporaryFolder) throws -> Store {
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load(
      "c", mode: .create, from: ListSource(randomDocuments(20, seed: 30)), options: smallOptions(segmentTokens: 400))
    return store
  }

  /// Flips a bit of a blob and leaves its checksums as they are.
  private func flip(_ store: Store, blob: Int, byte: Int, bit: Int) throws {
    let connection = try Connection(store.path, mode: .readWrite)
    try connection.transaction {
      var bytes: [UInt8] = []
      try connection.forEachRow("SELECT data FROM blob WHERE id = ?", [.integer(blob)]) { bytes = $0.blob(0) }
      bytes[byte] ^= 1 << UInt8(bit)
      try connection.run("UPDATE blob SET data = ? WHERE id = ?", [.blob(bytes), .integer(blob)])
    }
  }

  @Test func `wrong languages of a corpus are found by check`() throws {
    let folder = TemporaryFolder()
    let store = try prepared(folder)
    for statement in [
      "UPDATE corpus_language SET documents = documents + 1 WHERE language = 'de'",
      "UPDATE corpus_language SET corpus = corpus + 1", "DELETE FROM corpus_language",
    ] {
      try Connection(store.path, mode: .readWrite).execute(statement)
      #expect(try store.check().problems == ["`c`: the numbers of documents by language are wrong"], "\(statement)")
    }
  }

  @Test func `a flipped bit anywhere is found by check`() throws {
    let folder = TemporaryFolder()
    let store = try prepared(folder)
    var blobs: [(Int, Int)] = []
    try Connection(store.path, mode: .readOnly).forEachRow("SELECT id, length(data) FROM blob WHERE length(data) > 0") {
      blobs.append(($0.integer(0), $0.integer(1)))
    }
    var dice = Dice(state: 31)
    for (blob, length) in blobs {
      let byte = Int.random(in: 0..<length, using: &dice)
      try flip(store, blob: blob, byte: byte, bit: 5)
      #expect(try !store.check().problems.isEmpty, "blob \(blob)")
      try flip(store, blob: blob, byte: byte, bit: 5)
    }
    #expect(try store.check().problems == [])
  }

  @Test func `a flipped bit is found by the first read of its piece`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    var dice = Dice(state: 32)
    let text = (0..<150_000).map { _ in "w\(Int.random(in: 0..<60_000, using: &dice))" }.joined(separator: " ")
    _ = try store.load("c", mode: .create, from: ListSource([IncomingDocument(name: "a", text: Array(text.utf8))]))
    let connection = try Connection(store.path, mode: .readOnly)
    let ids = try #require(try connection.integer("SELECT blob FROM segment_part WHERE kind = 'ids'"))
    let length = try #require(try connection.integer("SELECT length(data) FROM blob WHERE id = ?", [.integer(ids)]))
    #expect(length > 3 * BlobWriting.pieceBytes)
    try flip(store, blob: ids, byte: 2 * BlobWriting.pieceBytes + 5, bit: 0)
    let reader = try store.reader()
    let corpus = try reader.corpus(named: "c")
    let segment = try reader.segment(corpus.segments[0])
    // Its piece is not touched by the first tokens …
    #expect(try segment.ids(0..<100).count == 100)
    // … and every window in it finds the damage, however often it is read.
    let first = 2 * BlobWriting.pieceBytes * 8 / 17
    for _ in 0..<2 {
      #expect(throws: StoreError.self) { try segment.ids(first + 20_000..<first + 20_010) }
    }
  }

  @Test func `every piece of every part finds its own flipped bit`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    var dice = Dice(state: 34)
    let text = (0..<120_000).map { _ in "w\(Int.random(in: 0..<50_000, using: &dice))" }.joined(separator: " ")
    _ = try store.load("c", mode: .create, from: ListSource([IncomingDocument(name: "a", text: Array(text.utf8))]))
    let connection = try Connection(store.path, mode: .readOnly)
    var parts: [(kind: String, blob: Int, length: Int)] = []
    try connection.forEachRow(
      "SELECT kind, blob, length(data) FROM segment_part JOIN blob ON blob.id = blob WHERE length(data) > 0"
    ) { parts.append(($0.text(0), $0.integer(1), $0.integer(2))) }
    #expect(Set(parts.map(\.kind)).isSuperset(of: ["ids", "spaces", "sentences", "summary", "directory", "postings"]))
    var pieces = 0
    for part in parts {
      for start in stride(from: 0, to: part.length, by: BlobWriting.pieceBytes) {
        let piece = start..<min(part.length, start + BlobWriting.pieceBytes)
        let byte = Int.random(in: piece, using: &dice)
        try flip(store, blob: part.blob, byte: byte, bit: pieces % 8)
        // As after opening the store: nothing is known of its pieces.
        for access in [nil, BlobAccess(PieceLedger())] {
          let blob = try CheckedBlob(part.blob, connection, access)
          access?.keepsHandles = true
          if piece.lowerBound > 0 { #expect(throws: Never.self) { try blob.load(0..<1) } }
          let first = Int.random(in: piece, using: &dice)
          #expect(throws: StoreError.self) { try blob.view(first..<min(first + 9, piece.upperBound)) }
          #expect(throws: StoreError.self) { try blob.load(first..<first + 1) }
        }
        if pieces % 7 == 0 { #expect(try !store.check().problems.isEmpty, "\(part.kind) \(piece)") }
        try flip(store, blob: part.blob, byte: byte, bit: pieces % 8)
        pieces += 1
      }
    }
    #expect(pieces > parts.count)
    #expect(try store.check().problems == [])
  }

  @Test func `content that contradicts itself is found even with right checksums`() throws {
    let folder = TemporaryFolder()
    let changes = [
      "UPDATE segment SET first_document = first_document + 1 WHERE ordinal = 1",
      "UPDATE segment SET tokens = tokens - 1 WHERE ordinal = 0",
      "UPDATE segment SET checksum = zeroblob(16) WHERE ordinal = 0",
      "UPDATE segment SET ordinal = ordinal + 100 WHERE ordinal = 1",
      "DELETE FROM segment WHERE ordinal = 1",
      "DELETE FROM segment_part WHERE kind = 'postings'",
      "UPDATE segment_part SET blob = (SELECT blob FROM segment_part p WHERE p.kind = segment_part.kind ORDER BY blob DESC)",
      "UPDATE documents_1 SET tokens = tokens + 1 WHERE ordinal = 2",
      "UPDATE documents_1 SET words = words + 1 WHERE ordinal = 2",
      "UPDATE documents_1 SET sentences = sentences + 1 WHERE ordinal = 2",
      "UPDATE documents_1 SET title = 'other' WHERE ordinal = 2",
      "UPDATE documents_1 SET f1 = '1' WHERE ordinal = 2",
      "DELETE FROM documents_1 WHERE ordinal = 5",
      "UPDATE corpus SET fingerprint = zeroblob(16)",
      "UPDATE corpus SET tokens = tokens + 1",
      "UPDATE corpus SET forms = forms + 1",
      "UPDATE corpus SET fingerprint = x'00'",
      "UPDATE vocabulary_run SET first = 3",
      "UPDATE vocabulary_run SET bytes = offsets",
      "UPDATE vocabulary_run SET slots = offsets",
      "UPDATE vocabulary_map SET map = (SELECT flags FROM vocabulary_run)",
      "DELETE FROM text_block WHERE start = (SELECT max(start) FROM text_block)",
      "UPDATE text_block SET bytes = bytes + 1",
      "UPDATE blob SET piece = 0",
      "UPDATE blob SET sums = x''",
    ]
    for (index, change) in changes.enumerated() {
      let path = folder.file("\(index).db")
      let store = try Store.open(path, access: .readWrite)
      _ = try store.load(
        "c", mode: .create, from: ListSource(randomDocuments(15, seed: 33)), options: smallOptions(segmentTokens: 200))
      try Connection(path, mode: .readWrite).execute(change)
      #expect(throws: Never.self, "\(change)") {
        let report = try store.check()
        #expect(!report.problems.isEmpty, "\(change)")
      }
      // Whatever it is, reading throws or returns; it never traps.
      _ = try? NaiveCorpus(store.reader(), "c")
    }
  }
}
