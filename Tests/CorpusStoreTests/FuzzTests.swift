import Database
import Glibc
import Testing

@testable import CorpusStore

@Suite struct FuzzTests {
  /// How many files are damaged, and how: `LECT_FUZZ_ROUNDS=1000 LECT_FUZZ_SEED=7 swift test --filter FuzzTests`.
  private static let rounds = getenv("LECT_FUZZ_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 60
  private static let seed = getenv("LECT_FUZZ_SEED").flatMap { UInt64(String(cString: $0)) } ?? 93

  private func prepared(_ folder: TemporaryFolder) throws -> [UInt8] {
    let path = folder.file("a.db")
    let store = try Store.open(path, access: .readWrite)
    _ = try store.load(
      "c", mode: .create, from: ListSource(randomDocuments(25, seed: 90)), options: smallOptions(segmentTokens: 200))
    _ = try store.load("d", mode: .create, from: ListSource(randomDocuments(5, seed: 91)))
    // Small pages make a small file, in which most flips hit something.
    let connection = try Connection(path, mode: .readWrite)
    try connection.execute("PRAGMA journal_mode = DELETE; PRAGMA page_size = 1024; VACUUM; PRAGMA journal_mode = WAL")
    return try #require(contents(path))
  }

  /// Reads all that can be read and changes what can be changed: anything may be thrown, nothing may trap.
  private func use(_ path: String, changing: Bool = true) {
    defer { for end in ["", "-wal", "-shm"] { unlink(path + end) } }
    guard let store = try? Store.open(path, access: .readWrite) else { return }
    _ = try? store.corpora()
    _ = try? store.check()
    if let reader = try? store.reader() {
      for name in ["c", "d"] {
        _ = try? NaiveCorpus(reader, name)
        guard let corpus = try? reader.corpus(named: name) else { continue }
        for field in corpus.fields { _ = try? reader.documents(of: corpus).field(field.name) }
        for info in corpus.segments {
          var positions: [UInt32] = []
          try? reader.segment(info).positions(of: .init(rawValue: 1), appendingTo: &positions)
        }
      }
      _ = try? reader.vocabulary.map(.word)
      _ = try? reader.vocabulary.id(of: "Haus")
    }
    guard changing else { return }
    _ = try? store.load("c", mode: .append, from: ListSource(randomDocuments(2, seed: 92, from: 900)))
    _ = try? store.compact()
    try? store.drop("d")
  }

  @Test func `flipped bytes are errors and never a crash`() throws {
    let folder = TemporaryFolder()
    let sound = try prepared(folder)
    var dice = Dice(state: Self.seed)
    for round in 0..<Self.rounds {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...3, using: &dice) {
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        bytes[place] =
          round % 2 == 0
          ? bytes[place] ^ (1 << UInt8.random(in: 0..<8, using: &dice)) : UInt8.random(in: 0...255, using: &dice)
      }
      let path = folder.file("fuzz\(round).db")
      write(bytes, path)
      use(path, changing: round % 3 == 0)
    }
  }

  @Test func `a file that ends early is an error`() throws {
    let folder = TemporaryFolder()
    let sound = try prepared(folder)
    var dice = Dice(state: 94)
    for round in 0..<20 {
      let path = folder.file("cut\(round).db")
      write(Array(sound[..<Int.random(in: 1..<sound.count, using: &dice)]), path)
      if let store = try? Store.open(path, access: .readOnly) {
        let report = try? store.check()
        #expect(report?.problems.isEmpty != true)
      }
      use(path, changing: round % 4 == 0)
    }
  }

  @Test func `numbers in rows that cannot be are errors`() throws {
    let folder = TemporaryFolder()
    let sound = try prepared(folder)
    let places = [
      "corpus": ["documents", "tokens", "words", "sentences", "forms", "forms_seen", "text_bytes"],
      "segment": [
        "ordinal", "tokens", "first_document", "documents", "continues", "continued", "first_position", "corpus",
      ],
      "vocabulary_run": ["first", "forms", "bytes", "offsets", "flags", "slots"],
      "vocabulary_map": ["map", "run"], "text_block": ["start", "bytes", "blob"], "blob": ["piece"],
      "segment_part": ["blob"], "field": ["ordinal", "fits", "declared"], "corpus_language": ["documents"],
      "documents_1": [
        "ordinal", "tokens", "words", "sentences", "paragraphs", "text_start", "text_bytes", "replacements",
      ],
    ]
    var number = 0
    for (table, columns) in places.sorted(by: { $0.key < $1.key }) {
      for column in columns {
        for value in ["-1", "9223372036854775807", "-9223372036854775808", "4294967295"] {
          number += 1
          let path = folder.file("row\(number).db")
          write(sound, path)
          let connection = try Connection(path, mode: .readWrite)
          // The last row: the others stay right, so reading gets that far.
          let last = "(SELECT max(\(column)) FROM \(table))"
          try? connection.execute("UPDATE OR IGNORE \(table) SET \(column) = \(value) WHERE \(column) = \(last)")
          use(path, changing: number % 4 == 0)
        }
      }
    }
    for (column, value) in [("\"column\"", "'f77'"), ("\"column\"", "'name\" FROM x'"), ("type", "'none'")] {
      let path = folder.file("field.db")
      write(sound, path)
      try Connection(path, mode: .readWrite).execute(
        "UPDATE field SET \(column) = \(value) WHERE ordinal = 0 AND corpus = 1")
      #expect(throws: StoreError.self) {
        let reader = try Store.open(path, access: .readOnly).reader()
        let corpus = try reader.corpus(named: "c")
        _ = try reader.documents(of: corpus).field(corpus.fields[0].name)
      }
      use(path)
    }
  }
}
