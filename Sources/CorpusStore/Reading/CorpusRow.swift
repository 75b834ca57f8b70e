import Database

/// A row of the table of corpora, with what only the store needs.
struct CorpusRow {
  let id: Int
  let info: CorpusInfo
  let sentences: Int
  let formsSeen: Int
  let textBytes: Int
  let keepsText: Bool
  /// Names the content without annotation.
  let tokensFingerprint: ContentHash
  let annotation: AnnotationLedger

  private static let columns =
    "id, name, documents, tokens, words, forms, fingerprint, tokeniser, created, sentences, forms_seen, text_bytes, keeps_text"

  /// What a count can be; sums and products of counts stay within integers.
  private static let counts = 0...(1 << 48)

  private init(_ row: Statement, _ connection: Connection) throws {
    id = row.integer(0)
    sentences = row.integer(9)
    formsSeen = row.integer(10)
    textBytes = row.integer(11)
    for column in [2, 3, 4, 5, 9, 11] where !CorpusRow.counts.contains(row.integer(column)) {
      throw StoreError.damaged(path: connection.path, what: "the counts of `\(row.text(1))` are impossible")
    }
    keepsText = row.integer(12) != 0
    guard let fingerprint = ContentHash(bytes: row.blob(6)) else {
      throw StoreError.damaged(path: connection.path, what: "the fingerprint of `\(row.text(1))` is not one")
    }
    tokensFingerprint = fingerprint
    annotation = try AnnotationLedger(id, connection)
    var languages: [LanguageCount] = []
    let query = "SELECT language, documents FROM corpus_language WHERE corpus = ? ORDER BY documents DESC, language"
    try connection.forEachRow(query, [.integer(id)]) {
      languages.append(LanguageCount(language: $0.text(0), documents: $0.integer(1)))
    }
    info = CorpusInfo(
      name: row.text(1), documents: row.integer(2), tokens: row.integer(3), words: row.integer(4),
      forms: row.integer(5), languages: languages, fingerprint: annotation.fingerprint(over: fingerprint),
      tokeniserVersion: row.text(7),
      created: row.text(8))
  }

  /// All corpora, by name.
  static func all(_ connection: Connection) throws -> [CorpusRow] {
    var result: [CorpusRow] = []
    try connection.forEachRow("SELECT \(columns) FROM corpus ORDER BY name") {
      result.append(try CorpusRow($0, connection))
    }
    return result
  }

  /// The corpus of that name.
  static func find(_ name: String, _ connection: Connection) throws -> CorpusRow? {
    var result: CorpusRow?
    try connection.forEachRow("SELECT \(columns) FROM corpus WHERE name = ?", [.text(name)]) {
      result = try CorpusRow($0, connection)
    }
    return result
  }

  /// The corpus of that name, which must be there.
  static func existing(_ name: String, _ connection: Connection) throws -> CorpusRow {
    guard let row = try find(name, connection) else {
      throw StoreError.noSuchCorpus(name: name, known: try names(connection))
    }
    return row
  }

  /// The names of all corpora.
  static func names(_ connection: Connection) throws -> [String] {
    var result: [String] = []
    try connection.forEachRow("SELECT name FROM corpus ORDER BY name") { result.append($0.text(0)) }
    return result
  }

  /// The fields of the corpus, in order.
  func fields(_ connection: Connection) throws -> [CorpusField] {
    var result: [CorpusField] = []
    let query = "SELECT name, type, declared, \"column\" FROM field WHERE corpus = ? ORDER BY ordinal"
    try connection.forEachRow(query, [.integer(id)]) { row in
      // A column that does not exist must not reach SQL: in quotes SQLite takes it for a text.
      guard let type = FieldType(rawValue: row.text(1)), Schema.isFieldColumn(row.text(3)) else {
        throw StoreError.damaged(path: connection.path, what: "the field `\(row.text(0))` has no known type or column")
      }
      result.append(CorpusField(name: row.text(0), type: type, isDeclared: row.integer(2) != 0, column: row.text(3)))
    }
    return result
  }

  /// The segments of the corpus, in order.
  func segments(_ connection: Connection) throws -> [SegmentInfo] {
    var result: [SegmentInfo] = []
    let checksums = try annotationChecksums(connection)
    let query = """
      SELECT id, ordinal, tokens, first_document, documents, continues, continued, first_position, checksum
      FROM segment WHERE corpus = ? ORDER BY ordinal
      """
    try connection.forEachRow(query, [.integer(id)]) { row in
      let limit = Int(UInt32.max / 2)
      guard let checksum = ContentHash(bytes: row.blob(8)), (0...limit).contains(row.integer(2)),
        (0...limit).contains(row.integer(4)), CorpusRow.counts.contains(row.integer(3)),
        CorpusRow.counts.contains(row.integer(7))
      else { throw StoreError.damaged(path: connection.path, what: "the row of segment \(row.integer(0))") }
      result.append(
        SegmentInfo(
          id: row.integer(0), ordinal: row.integer(1), tokens: row.integer(2), firstDocument: row.integer(3),
          documents: row.integer(4), continuesDocument: row.integer(5) != 0, isContinued: row.integer(6) != 0,
          firstPosition: row.integer(7), checksum: checksum, layerChecksums: checksums.layers[row.integer(0)] ?? [:],
          regionsChecksum: checksums.regions[row.integer(0)]))
    }
    return result
  }

  /// The checksums of the annotation of each segment, by its number.
  private func annotationChecksums(
    _ connection: Connection
  ) throws -> (layers: [Int: [LayerName: ContentHash]], regions: [Int: ContentHash]) {
    var layers: [Int: [LayerName: ContentHash]] = [:]
    var regions: [Int: ContentHash] = [:]
    let query = """
      SELECT a.segment, a.kind, a.name, a.checksum FROM segment s JOIN segment_annotation a ON a.segment = s.id
      WHERE s.corpus = ?
      """
    try connection.forEachRow(query, [.integer(id)]) { row in
      guard let checksum = ContentHash(bytes: row.blob(3)) else {
        throw StoreError.damaged(path: connection.path, what: "the annotation of segment \(row.integer(0))")
      }
      if row.text(1) == "layer" {
        layers[row.integer(0), default: [:]][LayerName(row.text(2))] = checksum
      } else {
        regions[row.integer(0)] = checksum
      }
    }
    return (layers, regions)
  }

  /// The layers of the corpus, `word` and `lower` first.
  private func layers(_ connection: Connection) throws -> [CorpusLayer] {
    var result: [CorpusLayer] = []
    let query =
      "SELECT name, kind FROM layer WHERE corpus = ? ORDER BY name <> 'word', name <> 'lower', name <> 'stem', name"
    try connection.forEachRow(query, [.integer(id)]) { row in
      guard let kind = CorpusLayer.Kind(rawValue: row.text(1)) else {
        throw StoreError.damaged(path: connection.path, what: "the layer `\(row.text(0))` is of no known kind")
      }
      let entry = annotation.layers[row.text(0)]
      result.append(
        CorpusLayer(
          name: LayerName(row.text(0)), kind: kind, tokens: entry?.tokens ?? info.tokens, source: entry?.source ?? ""))
    }
    return result
  }

  /// The casing variants of the corpus, the common one first.
  func variants(_ connection: Connection) throws -> [String] {
    var result: [String] = []
    let query = "SELECT variant FROM corpus_variant WHERE corpus = ? ORDER BY variant <> 'und', variant"
    try connection.forEachRow(query, [.integer(id)]) { result.append($0.text(0)) }
    return result
  }

  /// The segments of the corpus, which must be a whole: whoever reads them goes by the numbers of their documents.
  private func wholeSegments(_ connection: Connection) throws -> [SegmentInfo] {
    let segments = try segments(connection)
    var next = 0
    var tokens = 0
    var isOpen = false
    for (ordinal, info) in segments.enumerated() {
      guard info.ordinal == ordinal, info.continuesDocument == isOpen, info.firstDocument == next - (isOpen ? 1 : 0),
        info.documents > 0
      else {
        throw StoreError.damaged(
          path: connection.path, what: "segment \(ordinal + 1) of `\(self.info.name)` does not follow the one before")
      }
      next = info.firstDocument + info.documents
      tokens += info.tokens
      isOpen = info.isContinued
    }
    guard !isOpen, next == info.documents, tokens == info.tokens else {
      throw StoreError.damaged(path: connection.path, what: "the segments of `\(info.name)` are not all of it")
    }
    return segments
  }

  /// The corpus as a value.
  ///
  /// - Throws: `damaged` when its segments do not make a whole.
  func corpus(_ connection: Connection) throws -> Corpus {
    Corpus(
      id: id, info: info, fields: try fields(connection), segments: try wholeSegments(connection),
      casingVariants: try variants(connection), keepsText: keepsText, layers: try layers(connection),
      regions: annotation.regions.map { CorpusRegion(name: $0.key, count: $0.value) }.sorted { $0.name < $1.name })
  }
}
