import AnalyzerKit
import Database
import TextProcessing
import Testing

@testable import CorpusStore

/// Random documents of which most bring their tokens, with layers and nested regions.
func annotatedDocuments(_ count: Int, seed: UInt64, from first: Int = 0, longest: Int = 60) -> [IncomingDocument] {
  var dice = Dice(state: seed)
  let words = ["Häuser", "Haus", "ging", "geht", ".", ",", "New York", "u\u{0308}ber", "2021", "😀", "ISPARTA", "zum"]
  let lemmas = ["Haus", "gehen", "", "u\u{0308}ber", "New York", ".", "zu+der", "nur-hier"]
  return randomDocuments(count, seed: seed &+ 1, from: first).enumerated().map { index, plain in
    guard index % 4 != 3 else { return plain }
    var document = plain
    var text = ""
    var tokens = TokenBuffer()
    var columns = [AnnotationColumn(name: "lemma"), AnnotationColumn(name: "pos")]
    if index > count / 2 { columns.append(AnnotationColumn(name: "feats")) }
    let length = Int.random(in: 0..<5, using: &dice) == 0 ? 0 : Int.random(in: 1...longest, using: &dice)
    for token in 0..<length {
      let word = words[Int.random(in: 0..<words.count, using: &dice)]
      tokens.starts.append(text.utf8.count)
      text += word
      tokens.ends.append(text.utf8.count)
      tokens.kinds.append(.word)
      let space = Int.random(in: 0..<4, using: &dice) > 0
      tokens.spaceAfter.append(space)
      if space { text += " " }
      if token > 0, Int.random(in: 0..<6, using: &dice) == 0 { tokens.sentenceStarts.append(token) }
      if tokens.sentenceStarts.last == token, Bool.random(using: &dice) { tokens.paragraphStarts.append(token) }
      columns[0].append(Array(lemmas[Int.random(in: 0..<lemmas.count, using: &dice)].utf8))
      columns[1].append(Array((word == "." ? "PUNCT" : ["NOUN", "VERB"][token % 2]).utf8))
      if columns.count > 2 {
        columns[2].append(Int.random(in: 0..<30, using: &dice) == 0 ? Array("Case=Nom".utf8) : [])
      }
    }
    var regions: [AnnotatedRegion] = []
    for number in 0..<Int.random(in: 0..<5, using: &dice) {
      let start = Int.random(in: 0...length, using: &dice)
      let end = Int.random(in: start...length, using: &dice)
      regions.append(
        AnnotatedRegion(
          name: ["speech", "div", "s"][number % 3], tokens: start..<end,
          attributes: number == 1 ? [] : [.init(name: "who", value: "W\(number)"), .init(name: "n", value: "a b\n")]))
    }
    document.text = Array(text.utf8)
    document.annotation = AnnotatedTokens(tokens: tokens, columns: columns, regions: regions)
    return document
  }
}

/// What is said of the tokens of a corpus, by the plainest means.
struct NaiveAnnotation: Equatable {
  /// A document's forms, the values of each layer, and its regions.
  struct Document: Equatable {
    var forms: [String] = []
    var values: [String: [String?]] = [:]
    var regions: [AnnotatedRegion] = []
  }

  var documents: [Document] = []
  /// By layer, then value; of all tokens, and of words.
  var all: [String: [String: NaiveCount]] = [:]
  var words: [String: [String: NaiveCount]] = [:]
  /// By layer, then value: document and position.
  var positions: [String: [String: [[Int]]]] = [:]
  var regions: [String: Int] = [:]

  /// What a corpus of these documents should be; `layers` are all that it has.
  init(_ incoming: [IncomingDocument], layers: Set<String>) {
    let plain = NaiveCorpus(
      incoming.map { document in
        var document = document
        document.annotation = nil
        return document
      })
    for (document, cut) in zip(incoming, plain.documents) {
      var naive = Document()
      guard let annotation = document.annotation else {
        naive.forms = cut.forms
        for layer in layers { naive.values[layer] = cut.forms.map { _ in nil } }
        documents.append(naive)
        continue
      }
      let tokens = annotation.tokens
      naive.forms = tokens.starts.indices.map {
        Self.normal(Array(document.text[tokens.starts[$0]..<tokens.ends[$0]]))
      }
      for layer in layers { naive.values[layer] = naive.forms.map { _ in nil } }
      for column in annotation.columns {
        naive.values[column.name] = column.indices.map {
          column.values[Int($0)].isEmpty ? nil : Self.normal(column.values[Int($0)])
        }
      }
      let ordered = annotation.regions.enumerated().sorted {
        ($0.element.tokens.lowerBound, $0.offset) < ($1.element.tokens.lowerBound, $1.offset)
      }
      naive.regions = ordered.map(\.element)
      documents.append(naive)
    }
    count()
  }

  static func normal(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: FormNormalizer.normalize($0), as: UTF8.self) }
  }

  private mutating func count() {
    for (number, document) in documents.enumerated() {
      for (layer, values) in document.values {
        var seen: Set<String> = []
        var seenWords: Set<String> = []
        for (position, value) in values.enumerated() {
          guard let value else { continue }
          positions[layer, default: [:]][value, default: []].append([number, position])
          all[layer, default: [:]][value, default: NaiveCount()].tokens += 1
          if seen.insert(value).inserted { all[layer]?[value]?.documents += 1 }
          guard Array(document.forms[position].utf8).withUnsafeBufferPointer({ TokenKind.isCounted($0) }) else {
            continue
          }
          words[layer, default: [:]][value, default: NaiveCount()].tokens += 1
          if seenWords.insert(value).inserted { words[layer]?[value]?.documents += 1 }
        }
      }
      for region in document.regions { regions[region.name, default: 0] += 1 }
    }
  }

  /// Reads the annotation of a corpus out of a store.
  init(_ reader: StoreReader, _ name: String) throws {
    let corpus = try reader.corpus(named: name)
    let layers = corpus.layers.filter(\.isAnnotation).map(\.name)
    for document in 0..<corpus.documentCount {
      var naive = Document()
      naive.forms = try reader.values(of: .word, ofDocument: document, in: corpus).compactMap { $0 }
      for layer in layers { naive.values[layer.name] = try reader.values(of: layer, ofDocument: document, in: corpus) }
      naive.regions = try reader.regions(ofDocument: document, in: corpus)
      documents.append(naive)
    }
    let vocabulary = try reader.vocabulary
    for info in corpus.segments {
      let segment = try reader.segment(info)
      let bounds = try segment.bounds()
      for layer in layers {
        var found: [(FormID, Bool, NaiveCount)] = []
        for punctuation in [true, false] {
          try segment.values(layer, countsPunctuation: punctuation) {
            found.append(($0, punctuation, NaiveCount(tokens: $1, documents: $2)))
          }
        }
        for (form, isAll, count) in found {
          let text = try vocabulary.text(of: form)
          if isAll {
            all[layer.name, default: [:]][text, default: NaiveCount()].tokens += count.tokens
            all[layer.name]?[text]?.documents += count.documents
            var places: [UInt32] = []
            try segment.positions(of: form, in: layer, appendingTo: &places)
            #expect(try segment.count(of: form, in: layer) == places.count)
            for place in places {
              let index = try #require(bounds.documentStarts.lastIndex { $0 <= place })
              let start = index == 0 && info.continuesDocument ? -info.firstPosition : Int(bounds.documentStarts[index])
              positions[layer.name, default: [:]][text, default: []].append([
                info.firstDocument + index, Int(place) - start,
              ])
            }
          } else {
            words[layer.name, default: [:]][text, default: NaiveCount()].tokens += count.tokens
            words[layer.name]?[text]?.documents += count.documents
          }
        }
      }
    }
    for region in corpus.regions { regions[region.name] = region.count }
  }
}

@Suite struct AnnotationTests {
  private let layers: Set<String> = ["lemma", "pos", "feats"]

  @Test(arguments: [1, 7, 64, 1_000, 1 << 20])
  func `what was annotated is read`(segmentTokens: Int) throws {
    let folder = TemporaryFolder()
    var documents = annotatedDocuments(60, seed: 1)
    documents[5] = annotatedDocuments(1, seed: 8, from: 500, longest: 2_000)[0]
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load(
      "c", mode: .create, from: ListSource(documents, perInput: 3), options: smallOptions(segmentTokens: segmentTokens))
    let expected = NaiveAnnotation(documents, layers: layers)
    let reader = try store.reader()
    #expect(try NaiveAnnotation(reader, "c") == expected)
    #expect(try store.check().problems == [])
    let corpus = try reader.corpus(named: "c")
    #expect(corpus.layers.map(\.name.name) == ["word", "lower", "stem", "feats", "lemma", "pos"])
    #expect(corpus.layer(LayerName("pos"))?.tokens == expected.all["pos"]?.values.reduce(0) { $0 + $1.tokens })
    // Values are no forms of the corpus.
    #expect(corpus.info.forms == Set(expected.documents.flatMap(\.forms)).count)
  }

  @Test func `threads, chunks, appends and compacting change nothing`() throws {
    let folder = TemporaryFolder()
    let documents = annotatedDocuments(80, seed: 2, longest: 200)
    let whole = try Store.open(folder.file("whole.db"), access: .readWrite)
    _ = try whole.load("c", mode: .create, from: ListSource(documents), options: smallOptions(segmentTokens: 300))
    let expected = try whole.reader().corpus(named: "c")
    var options = smallOptions(threads: 4, segmentTokens: 300)
    options.chunkBytes = 1 << 20
    let other = try Store.open(folder.file("other.db"), access: .readWrite)
    _ = try other.load("c", mode: .create, from: ListSource(documents), options: options)
    let found = try other.reader().corpus(named: "c")
    #expect(found.fingerprint == expected.fingerprint)
    #expect(found.segments.map(\.layerChecksums) == expected.segments.map(\.layerChecksums))
    #expect(found.segments.map(\.regionsChecksum) == expected.segments.map(\.regionsChecksum))

    let parts = try Store.open(folder.file("parts.db"), access: .readWrite)
    for (index, range) in [0..<1, 1..<40, 40..<41, 41..<80].enumerated() {
      _ = try parts.load(
        "c", mode: index == 0 ? .create : .append, from: ListSource(Array(documents[range])),
        options: smallOptions(segmentTokens: [300, 50][index % 2]))
      #expect(try parts.check().problems == [])
    }
    #expect(try NaiveAnnotation(parts.reader(), "c") == NaiveAnnotation(documents, layers: layers))
    #expect(try parts.reader().corpus(named: "c").fingerprint == expected.fingerprint)
    _ = try parts.compact(segmentTokens: 300)
    #expect(try parts.check().problems == [])
    #expect(try NaiveAnnotation(parts.reader(), "c") == NaiveAnnotation(documents, layers: layers))
    let compacted = try parts.reader().corpus(named: "c")
    #expect(compacted.segments.map(\.layerChecksums.keys.count) == expected.segments.map(\.layerChecksums.keys.count))
    #expect(compacted.segments.map(\.regionsChecksum) == expected.segments.map(\.regionsChecksum))
  }

  @Test func `a corpus without annotation is as it always was`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load("c", mode: .create, from: ListSource(annotatedDocuments(20, seed: 3)))
    _ = try store.load("d", mode: .create, from: ListSource(randomDocuments(20, seed: 3)))
    #expect(try NaiveCorpus(store.reader(), "d") == NaiveCorpus(randomDocuments(20, seed: 3)))
    try store.drop("c")
    #expect(try store.check().problems == [])
    let connection = try Connection(store.path, mode: .readOnly)
    for table in ["annotation", "region", "segment_annotation"] {
      #expect(try connection.integer("SELECT count(*) FROM \(table)") == 0)
    }
  }

  @Test func `the fingerprint tells every difference of annotation`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    var fingerprints: [ContentHash] = []
    func load(_ change: (inout AnnotatedTokens) -> Void) throws {
      var tokens = TokenBuffer()
      tokens.starts = [0, 2]
      tokens.ends = [1, 3]
      tokens.kinds = [.word, .word]
      tokens.spaceAfter = [true, true]
      var lemma = AnnotationColumn(name: "lemma")
      for value in ["a", "b"] { lemma.append(Array(value.utf8)) }
      var annotation = AnnotatedTokens(
        tokens: tokens, columns: [lemma],
        regions: [.init(name: "r", tokens: 0..<2, attributes: [.init(name: "x", value: "1")])])
      change(&annotation)
      var document = IncomingDocument(name: "a", text: Array("A B".utf8))
      document.annotation = annotation
      _ = try store.load("c", mode: .replace, from: ListSource([document]))
      fingerprints.append(try store.reader().corpus(named: "c").fingerprint)
    }
    try load { _ in }
    try load { $0.regions[0].tokens = 0..<1 }
    try load { $0.regions[0].attributes[0].value = "2" }
    try load { $0.regions[0].name = "q" }
    try load { $0.regions = [] }
    try load { $0.columns = [] }
    try load {
      $0.columns[0] = AnnotationColumn(name: "pos");
      for value in ["a", "b"] { $0.columns[0].append(Array(value.utf8)) }
    }
    try load {
      $0.columns[0] = AnnotationColumn(name: "lemma");
      for value in ["b", "a"] { $0.columns[0].append(Array(value.utf8)) }
    }
    try load {
      $0.columns[0] = AnnotationColumn(name: "lemma");
      for value in ["a", ""] { $0.columns[0].append(Array(value.utf8)) }
    }
    #expect(Set(fingerprints).count == fingerprints.count)
  }

  @Test func `annotation that contradicts itself is refused`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let good = try #require(
      annotatedDocuments(1, seed: 9, longest: 9).first { $0.annotation?.tokens.count ?? 0 > 2 }
        ?? annotatedDocuments(9, seed: 10).first { $0.annotation?.tokens.count ?? 0 > 2 })
    let changes: [(inout AnnotatedTokens) -> Void] = [
      { $0.tokens.ends[0] = $0.tokens.starts[0] }, { $0.tokens.starts[1] = 0 }, { $0.tokens.ends.removeLast() },
      { $0.tokens.ends[$0.tokens.count - 1] = 1 << 40 }, { $0.tokens.kinds.removeLast() },
      { $0.tokens.starts[0] = -1 }, { $0.tokens.sentenceStarts = [1, 1] }, { $0.tokens.paragraphStarts = [99_999] },
      { $0.columns.append(AnnotationColumn(name: "short")) }, { $0.columns[0] = AnnotationColumn(name: "word") },
      { $0.columns.append($0.columns[0]) }, { $0.columns[0] = AnnotationColumn(name: "no good") },
      { $0.regions = [AnnotatedRegion(name: "r", tokens: 0..<1 << 40)] },
      { $0.regions = [AnnotatedRegion(name: "r", tokens: -1..<0)] },
      { $0.regions = [AnnotatedRegion(name: "", tokens: 0..<0)] },
      {
        $0.regions = [
          AnnotatedRegion(
            name: "r", tokens: 0..<0, attributes: [.init(name: "a", value: ""), .init(name: "a", value: "")])
        ]
      },
    ]
    for (index, change) in changes.enumerated() {
      var document = good
      var annotation = try #require(document.annotation)
      change(&annotation)
      document.annotation = annotation
      #expect(throws: StoreError.self, "\(index)") {
        try store.load("c", mode: .create, from: ListSource([document]))
      }
    }
    #expect(try store.corpora().isEmpty)
  }

  @Test func `a flipped bit, and content that contradicts itself, is found`() throws {
    let folder = TemporaryFolder()
    let changes = [
      "DELETE FROM annotation WHERE name = 'lemma'", "UPDATE annotation SET tokens = tokens + 1",
      "UPDATE annotation SET fingerprint = zeroblob(16)", "UPDATE region SET regions = regions + 1",
      "DELETE FROM region WHERE name = 'div'", "UPDATE segment_annotation SET checksum = zeroblob(16)",
      "DELETE FROM segment_annotation WHERE kind = 'regions'", "DELETE FROM segment_part WHERE kind = 'regions'",
      "DELETE FROM segment_part WHERE kind = 'words'", "DELETE FROM segment_part WHERE layer = 'pos'",
      "UPDATE segment_part SET layer = 'tag' WHERE layer = 'pos'", "UPDATE layer SET kind = 'x' WHERE name = 'pos'",
      "UPDATE segment_part SET blob = (SELECT blob FROM segment_part p WHERE p.kind = 'summary' AND p.layer = 'pos') WHERE kind = 'words'",
      "UPDATE segment_part SET blob = (SELECT blob FROM segment_part p WHERE p.kind = 'ids' AND p.layer = 'word') WHERE kind = 'ids'",
    ]
    let path = folder.file("a.db")
    let store = try Store.open(path, access: .readWrite)
    _ = try store.load(
      "c", mode: .create, from: ListSource(annotatedDocuments(30, seed: 4)), options: smallOptions(segmentTokens: 200))
    StoreFile.shortenLog(try Connection(path, mode: .readWrite))
    let bytes = try #require(contents(path))
    for (index, change) in changes.enumerated() {
      let copy = folder.file("\(index).db")
      CorpusStoreTests.write(bytes, copy)
      let damaged = try Store.open(copy, access: .readWrite)
      try Connection(copy, mode: .readWrite).execute(change)
      #expect(try !damaged.check().problems.isEmpty, "\(change)")
    }
    let connection = try Connection(path, mode: .readWrite)
    var blobs: [(Int, Int)] = []
    let query = """
      SELECT id, length(data) FROM blob WHERE length(data) > 0 AND id IN
      (SELECT blob FROM segment_part WHERE kind IN ('words', 'regions') OR layer NOT IN ('word', 'lower'))
      """
    try connection.forEachRow(query) { blobs.append(($0.integer(0), $0.integer(1))) }
    #expect(blobs.count > 20)
    var dice = Dice(state: 31)
    for (blob, length) in blobs {
      let byte = Int.random(in: 0..<length, using: &dice)
      for isDamaged in [true, false] {
        var data: [UInt8] = []
        try connection.forEachRow("SELECT data FROM blob WHERE id = ?", [.integer(blob)]) { data = $0.blob(0) }
        data[byte] ^= 1 << UInt8(blob % 8)
        try connection.run("UPDATE blob SET data = ? WHERE id = ?", [.blob(data), .integer(blob)])
        if isDamaged {
          #expect(try !store.check().problems.isEmpty, "blob \(blob)")
          // With sums that fit, reading must not crash whatever the bytes are.
          let old = try connection.integer("SELECT 1 FROM blob WHERE id = ?", [.integer(blob)])
          #expect(old == 1)
        }
      }
    }
    #expect(try store.check().problems == [])
  }

  @Test func `bytes that are no regions never crash`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load(
      "c", mode: .create, from: ListSource(annotatedDocuments(6, seed: 5)), options: smallOptions(segmentTokens: 150))
    let connection = try Connection(store.path, mode: .readWrite)
    var dice = Dice(state: 6)
    var parts: [Int] = []
    try connection.forEachRow(
      "SELECT blob FROM segment_part WHERE kind IN ('words', 'regions') OR layer NOT IN ('word', 'lower')"
    ) { parts.append($0.integer(0)) }
    for part in parts {
      var data: [UInt8] = []
      try connection.forEachRow("SELECT data FROM blob WHERE id = ?", [.integer(part)]) { data = $0.blob(0) }
      for _ in 0..<2 {
        var changed = data
        if changed.isEmpty { continue }
        for _ in 0..<3 {
          changed[Int.random(in: 0..<changed.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
        }
        try put(changed, part, connection)
        _ = try? store.check()
        _ = try? NaiveAnnotation(store.reader(), "c")
      }
      try put(data, part, connection)
    }
    for problem in try store.check().problems { Issue.record("\(problem)") }
  }

  /// Writes a blob with sums that fit.
  private func put(_ data: [UInt8], _ blob: Int, _ connection: Connection) throws {
    let made = try BlobWriting(connection: connection).write(data)
    try connection.run(
      "UPDATE blob SET (piece, sums, data) = (SELECT piece, sums, data FROM blob WHERE id = ?) WHERE id = ?",
      [.integer(made), .integer(blob)])
    try BlobWriting(connection: connection).delete(made)
  }
}
