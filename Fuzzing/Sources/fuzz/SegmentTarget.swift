import AnalyzerKit
import Database
import Glibc
import TextProcessing

@testable import CorpusStore

/// A part of a store that is not what it was, under checksums that fit: whatever reads it gives an error or something, and
/// never goes beyond its bytes.
enum SegmentTarget {
  private struct Documents: DocumentSource {
    let count = 5
    func size(of index: Int) -> Int { 100 }
    func read(_ index: Int, _ deliver: (IncomingDocument) throws -> Void) throws {
      let text = String(repeating: "Der Hafen \(index) schläft. Das Schiff kommt nicht!\n\n", count: index % 4 + 1)
      try deliver(
        IncomingDocument(
          name: "d\(index)", text: Array(text.utf8), language: index % 2 == 0 ? "de" : "tr",
          fields: [("year", .integer(2_000 + index))]))
    }
  }

  static func make() -> (FuzzInput) -> Void {
    let path = "/dev/shm/lect-fuzz-\(getpid()).db"
    do {
      let store = try Store.open(path, access: .readWrite)
      _ = try store.load("c", mode: .create, from: Documents(), options: LoadOptions(threads: 1, segmentTokens: 100))
      let connection = try Connection(path, mode: .readWrite)
      var parts: [(id: Int, data: [UInt8])] = []
      try connection.forEachRow("SELECT id, data FROM blob ORDER BY id", []) {
        parts.append(($0.integer(0), $0.blob(1)))
      }
      try connection.execute(
        "PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF"
      )
      // Removed at once: the connection keeps the file.
      for end in ["", "-wal", "-shm"] { unlink(path + end) }
      return { input in run(input, parts, connection) }
    } catch { fatalError("\(error)") }
  }

  private static func run(_ input: FuzzInput, _ parts: [(id: Int, data: [UInt8])], _ connection: Connection) {
    var input = input
    let part = parts[(input.choice() | input.choice() << 8) % parts.count]
    let isPatch = input.choice() % 4 > 0
    let bytes = input.rest
    var data = isPatch ? part.data : bytes
    if isPatch {
      for index in stride(from: 0, to: bytes.count - 2, by: 3) where !data.isEmpty {
        data[(Int(bytes[index]) | Int(bytes[index + 1]) << 8) % data.count] = bytes[index + 2]
      }
    }
    do {
      try connection.execute("BEGIN")
      defer { try? connection.execute("ROLLBACK") }
      let made = try BlobWriting(connection: connection).write(data)
      try connection.run(
        "UPDATE blob SET piece = n.piece, sums = n.sums, data = n.data FROM (SELECT * FROM blob WHERE id = ?) n WHERE blob.id = ?",
        [.integer(made), .integer(part.id)])
      read(StoreReader(connection))
    } catch { _ = "\(error)" }
  }

  private static func read(_ reader: StoreReader) {
    if let vocabulary = try? reader.vocabulary {
      try? vocabulary.forEach { _, bytes, _ in _ = bytes.reduce(0, &+) }
      _ = try? vocabulary.flags()
      _ = try? vocabulary.id(of: "Hafen")
      for variant in ["und", "tr"] {
        _ = try? vocabulary.map(.lower, variant: variant)
        _ = try? vocabulary.words(behind: FormID(rawValue: 3), in: .lower, variant: variant)
      }
    }
    guard let corpus = try? reader.corpus(named: "c") else { return }
    _ = try? reader.documents(of: corpus).field("year")
    for ordinal in 0..<corpus.documentCount { _ = try? reader.text(ofDocument: ordinal, in: corpus) }
    for info in corpus.segments {
      guard let segment = try? reader.segment(info) else { continue }
      _ = try? segment.bounds()
      _ = try? segment.ids(0..<info.tokens)
      _ = try? segment.ids(info.tokens / 3..<info.tokens / 2)
      _ = try? segment.spaceAfter(0..<info.tokens)
      _ = try? segment.sentence(around: info.tokens / 2)
      for layer in [LayerName.word, .lower] { try? segment.summary(layer) { _, _, _ in } }
      for form in 0..<40 {
        var positions: [UInt32] = []
        try? segment.positions(of: FormID(rawValue: UInt32(form)), appendingTo: &positions)
      }
      try? segment.forEachPostings { _, _ in }
    }
  }
}
