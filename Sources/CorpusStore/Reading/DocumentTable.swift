import Database

/// The documents of a corpus, column by column, in the order of their ordinals; each column is read when it is first asked for.
///
/// It belongs to its reader and thread.
public final class DocumentTable {
  /// How many documents there are.
  public let count: Int

  private let corpus: Corpus
  private let connection: Connection
  private var texts: [String: [String?]] = [:]
  private var numbers: [String: [Int]] = [:]

  init(_ corpus: Corpus, _ connection: Connection) {
    self.corpus = corpus
    self.connection = connection
    count = corpus.documentCount
  }

  // MARK: Columns

  /// The names: paths below the common folder, unique.
  public func names() throws(StoreError) -> [String] { try text("name").map { $0 ?? "" } }
  /// The titles.
  public func titles() throws(StoreError) -> [String?] { try text("title") }
  /// The dates, YYYY[-MM[-DD]].
  public func dates() throws(StoreError) -> [String?] { try text("date") }
  /// The languages' codes.
  public func languages() throws(StoreError) -> [String] { try text("language").map { $0 ?? "und" } }
  /// The encodings that the texts had.
  public func encodings() throws(StoreError) -> [String] { try text("encoding").map { $0 ?? "" } }
  /// The headings that were taken off and kept.
  public func headings() throws(StoreError) -> [String?] { try text("heading") }
  /// Tokens.
  public func tokens() throws(StoreError) -> [Int] { try number("tokens") }
  /// Counted tokens.
  public func words() throws(StoreError) -> [Int] { try number("words") }
  /// Sentences.
  public func sentences() throws(StoreError) -> [Int] { try number("sentences") }
  /// Paragraphs.
  public func paragraphs() throws(StoreError) -> [Int] { try number("paragraphs") }
  /// How many invalid sequences were replaced.
  public func replacements() throws(StoreError) -> [Int] { try number("replacements") }
  /// Bytes of text.
  public func textBytes() throws(StoreError) -> [Int] { try number("text_bytes") }

  /// How sure the detector was of the language, 0…1; nil where it was told.
  public func languageConfidences() throws(StoreError) -> [Double?] {
    try StoreError.wrap { try column("language_confidence") { $0.optionalReal(0) } }
  }

  /// The values of a metadata field.
  ///
  /// - Throws: `noSuchField` with the fields that there are.
  public func field(_ name: String) throws(StoreError) -> [FieldValue] {
    guard let field = corpus.fields.first(where: { $0.name == name }) else {
      throw .noSuchField(name: name, known: corpus.fields.map(\.name))
    }
    return try text(field.column).map { $0.map { FieldTyping.value($0, field.type) } ?? .missing }
  }

  /// The values of a field as they were spelled.
  func spellings(_ field: CorpusField) throws(StoreError) -> [String?] { try text(field.column) }

  // MARK: Single documents

  /// The ordinal of the document with that name.
  public func ordinal(named name: String) throws(StoreError) -> Int? {
    try StoreError.wrap {
      try connection.transaction(.deferred) {
        try DocumentTable.mustExist(corpus, connection)
        let found = try connection.integer(
          "SELECT ordinal FROM \(Schema.documentTable(corpus.id)) WHERE name = ?", [.text(name)])
        // An append after this corpus was read must not show.
        return found.flatMap { (0..<count).contains($0) ? $0 : nil }
      }
    }
  }

  // MARK: Reading

  private func text(_ name: String) throws(StoreError) -> [String?] {
    if let kept = texts[name] { return kept }
    let made = try StoreError.wrap { try column(name) { $0.optionalText(0) } }
    texts[name] = made
    return made
  }

  private func number(_ name: String) throws(StoreError) -> [Int] {
    if let kept = numbers[name] { return kept }
    let made = try StoreError.wrap { try column(name) { $0.integer(0) } }
    // Whoever adds them up must not have to look.
    guard made.allSatisfy({ (0...1 << 40).contains($0) }) else {
      throw .damaged(path: connection.path, what: "the counts of the documents of `\(corpus.name)` are impossible")
    }
    numbers[name] = made
    return made
  }

  /// Throws `changed` when the corpus was dropped or replaced since it was read; called in the transaction that reads.
  static func mustExist(_ corpus: Corpus, _ connection: Connection) throws {
    let exists = try connection.integer(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", [.text(Schema.documentTable(corpus.id))])
    guard exists == 1 else { throw StoreError.changed(path: connection.path, what: "the corpus `\(corpus.name)`") }
  }

  private func column<Entry>(_ name: String, _ entry: (Statement) -> Entry) throws -> [Entry] {
    var result: [Entry] = []
    // The count comes from the file.
    result.reserveCapacity(min(count, 1 << 20))
    // An append after this corpus was read must not show.
    let query =
      "SELECT \(name) FROM \(Schema.documentTable(corpus.id)) WHERE ordinal < ? ORDER BY ordinal"
    try connection.transaction(.deferred) {
      try DocumentTable.mustExist(corpus, connection)
      try connection.forEachRow(query, [.integer(count)]) { result.append(entry($0)) }
    }
    guard result.count == count else {
      throw StoreError.damaged(
        path: connection.path, what: "`\(corpus.name)` has \(result.count) documents and should have \(count)")
    }
    return result
  }
}
