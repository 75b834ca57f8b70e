import Database

/// The rows of a corpus's documents, one after another, for `check`.
final class DocumentRows {
  private let statement: Statement
  private let fields: [CorpusField]
  private let path: String
  /// How many rows were taken.
  private(set) var taken = 0
  /// What the last row says of its document's content.
  private(set) var stored = (tokens: 0, words: 0, sentences: 0, paragraphs: 0, digest: ContentHash.zero)

  init(_ corpus: Corpus, _ connection: Connection) throws {
    fields = corpus.fields
    path = connection.path
    let columns =
      [
        "ordinal", "name", "title", "date", "language", "heading", "tokens", "words", "sentences", "paragraphs",
        "digest",
      ]
      + fields.map(\.column)
    statement = try connection.statement(
      "SELECT \(columns.joined(separator: ", ")) FROM \(Schema.documentTable(corpus.id)) ORDER BY ordinal")
  }

  /// The metadata of the next document, with nothing counted yet.
  func next() throws -> DocumentRow? {
    guard try statement.step() else {
      statement.reset()
      return nil
    }
    guard statement.integer(0) == taken, let digest = ContentHash(bytes: statement.blob(10)) else {
      throw StoreError.damaged(path: path, what: "the row of document \(taken) is missing or not well formed")
    }
    taken += 1
    stored = (statement.integer(6), statement.integer(7), statement.integer(8), statement.integer(9), digest)
    var document = IncomingDocument(name: statement.text(1), text: [], language: statement.text(4))
    document.title = statement.optionalText(2)
    document.date = statement.optionalText(3)
    document.heading = statement.optionalText(5)
    for (index, field) in fields.enumerated() {
      if let spelling = statement.optionalText(11 + index) { document.fields.append((field.name, .text(spelling))) }
    }
    return DocumentRow(document)
  }
}
