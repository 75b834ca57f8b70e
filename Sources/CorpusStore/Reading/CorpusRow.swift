import Database

/// A row of the table of corpora, with what only the store needs.
struct CorpusRow {
  let id: Int
  let info: CorpusInfo
  let sentences: Int
  let formsSeen: Int
  let textBytes: Int
  let keepsText: Bool

  private static let columns =
    "id, name, documents, tokens, words, forms, fingerprint, tokeniser, created, sentences, forms_seen, text_bytes, keeps_text"

  private init(_ row: Statement, _ connection: Connection) throws {
    id = row.integer(0)
    sentences = row.integer(9)
    formsSeen = row.integer(10)
    textBytes = row.integer(11)
    keepsText = row.integer(12) != 0
    guard let fingerprint = ContentHash(bytes: row.blob(6)) else {
      throw StoreError.damaged(path: connection.path, what: "the fingerprint of `\(row.text(1))` is not one")
    }
    var languages: [LanguageCount] = []
    let query = "SELECT language, documents FROM corpus_language WHERE corpus = ? ORDER BY documents DESC, language"
    try connection.forEachRow(query, [.integer(id)]) {
      languages.append(LanguageCount(language: $0.text(0), documents: $0.integer(1)))
    }
    info = CorpusInfo(
      name: row.text(1), documents: row.integer(2), tokens: row.integer(3), words: row.integer(4),
      forms: row.integer(5), languages: languages, fingerprint: fingerprint, tokeniserVersion: row.text(7),
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
      guard let type = FieldType(rawValue: row.text(1)) else {
        throw StoreError.damaged(path: connection.path, what: "the field `\(row.text(0))` has no known type")
      }
      result.append(CorpusField(name: row.text(0), type: type, isDeclared: row.integer(2) != 0, column: row.text(3)))
    }
    return result
  }

  /// The segments of the corpus, in order.
  func segments(_ connection: Connection) throws -> [SegmentInfo] {
    var result: [SegmentInfo] = []
    let query = """
      SELECT id, ordinal, tokens, first_document, documents, continues, continued, first_position, checksum
      FROM segment WHERE corpus = ? ORDER BY ordinal
      """
    try connection.forEachRow(query, [.integer(id)]) { row in
      let limit = Int(UInt32.max / 2)
      guard let checksum = ContentHash(bytes: row.blob(8)), (0...limit).contains(row.integer(2)),
        (0...limit).contains(row.integer(4)), row.integer(3) >= 0
      else { throw StoreError.damaged(path: connection.path, what: "the row of segment \(row.integer(0))") }
      result.append(
        SegmentInfo(
          id: row.integer(0), ordinal: row.integer(1), tokens: row.integer(2), firstDocument: row.integer(3),
          documents: row.integer(4), continuesDocument: row.integer(5) != 0, isContinued: row.integer(6) != 0,
          firstPosition: row.integer(7), checksum: checksum))
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

  /// The corpus as a value.
  func corpus(_ connection: Connection) throws -> Corpus {
    Corpus(
      id: id, info: info, fields: try fields(connection), segments: try segments(connection),
      casingVariants: try variants(connection), keepsText: keepsText)
  }
}
