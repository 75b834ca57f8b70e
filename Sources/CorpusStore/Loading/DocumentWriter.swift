import Database

/// Writes the rows of a corpus's documents and keeps the registry of its metadata fields.
final class DocumentWriter {
  private struct Field {
    let name: String
    let column: String
    var typing: FieldTyping
    var declared: FieldType?
    var before: FieldType?
  }

  /// More columns SQLite does not take.
  private static let fieldLimit = 1_000

  /// The columns that every document has.
  private static let columns = [
    "ordinal", "name", "title", "date", "language", "language_confidence", "tokens", "words", "sentences",
    "paragraphs", "encoding", "replacements", "heading", "text_start", "text_bytes", "digest",
  ]

  private let connection: Connection
  private let corpus: Int
  private let name: String
  private let table: String
  private let declared: [String: FieldType]
  private var fields: [Field] = []
  private var places: [String: Int] = [:]
  private var statement: (fields: Int, sql: String) = (-1, "")
  /// How many documents there are.
  private(set) var count: Int

  /// Continues after `count` documents; fields of `order` that are new come first.
  init(
    _ connection: Connection, corpus: Int, name: String, count: Int, declared: [String: FieldType], order: [String] = []
  ) throws {
    self.connection = connection
    self.corpus = corpus
    self.name = name
    self.count = count
    self.declared = declared
    table = Schema.documentTable(corpus)
    let query = "SELECT name, \"column\", type, fits, declared FROM field WHERE corpus = ? ORDER BY ordinal"
    try connection.forEachRow(query, [.integer(corpus)]) { row in
      let type = FieldType(rawValue: row.text(2)) ?? .text
      places[row.text(0)] = fields.count
      fields.append(
        Field(
          name: row.text(0), column: row.text(1), typing: FieldTyping(bits: row.integer(3)),
          declared: declared[row.text(0)] ?? (row.integer(4) != 0 ? type : nil), before: type))
    }
    for field in fields { try checkBefore(field) }
    for field in order { _ = try place(of: field) }
  }

  /// Holds the values of before against a type that the user names now.
  private func checkBefore(_ field: Field) throws {
    guard let type = declared[field.name], type != field.before, Schema.isFieldColumn(field.column) else { return }
    try connection.forEachRow("SELECT \(field.column), name FROM \(table) WHERE \(field.column) IS NOT NULL") { row in
      guard FieldTyping.fits(row.text(0), type) else {
        throw StoreError.valueDoesNotFit(value: row.text(0), field: field.name, type: type, document: row.text(1))
      }
    }
  }

  /// Writes a document's row; `textBase` is added to where its text begins.
  func write(_ row: DocumentRow, textBase: Int) throws {
    var values: [SQLValue] = [
      .integer(count), .text(row.name), text(row.title), text(row.date), .text(row.language),
      row.languageConfidence.map(SQLValue.real) ?? .null, .integer(row.tokens), .integer(row.words),
      .integer(row.sentences), .integer(row.paragraphs), .text(row.encoding), .integer(row.replacements),
      text(row.heading), .integer(row.textStart + textBase), .integer(row.textBytes), .blob(row.digest.bytes),
    ]
    var used: Set<String> = []
    for (field, value) in row.fields {
      guard used.insert(field).inserted else { throw StoreError.duplicateField(field: field, document: row.name) }
      guard let spelling = FieldTyping.spelling(value) else { continue }
      let place = try place(of: field)
      if let type = fields[place].declared, !FieldTyping.fits(spelling, type) {
        // What the user says now must hold; what was said at an earlier load gives way.
        guard declared[field] == nil else {
          throw StoreError.valueDoesNotFit(value: spelling, field: field, type: type, document: row.name)
        }
        fields[place].declared = nil
      }
      fields[place].typing.add(spelling)
      let index = DocumentWriter.columns.count + place
      while values.count <= index { values.append(.null) }
      values[index] = .text(spelling)
    }
    try insert(values, row.name)
    count += 1
  }

  /// Inserts a row: the columns that all documents have, then the fields as far as there are values.
  private func insert(_ values: [SQLValue], _ document: String) throws {
    if statement.fields != fields.count {
      let columns = DocumentWriter.columns + fields.map(\.column)
      let marks = (1...columns.count).map { "?\($0)" }.joined(separator: ", ")
      statement = (fields.count, "INSERT INTO \(table)(\(columns.joined(separator: ", "))) VALUES(\(marks))")
    }
    let sql = statement.sql
    do {
      try connection.run(sql, values)
    } catch {
      throw error.kind == .constraint ? StoreError.duplicateDocument(name: document, corpus: name) : StoreError(error)
    }
  }

  private func text(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }

  /// The index of a field, which is made when it is new.
  private func place(of field: String) throws -> Int {
    if let place = places[field] { return place }
    guard fields.count < DocumentWriter.fieldLimit else {
      throw StoreError.tooManyFields(corpus: name, limit: DocumentWriter.fieldLimit)
    }
    let column = "f\(fields.count + 1)"
    try connection.execute("ALTER TABLE \(table) ADD COLUMN \(column) TEXT")
    places[field] = fields.count
    fields.append(Field(name: field, column: column, typing: FieldTyping(), declared: declared[field], before: nil))
    return fields.count - 1
  }

  /// Writes the registry and the view for people; tells which fields were widened.
  func finish() throws -> [FieldChange] {
    var changes: [FieldChange] = []
    try connection.run("DELETE FROM field WHERE corpus = ?", [.integer(corpus)])
    for (ordinal, field) in fields.enumerated() {
      let type = field.declared ?? field.typing.type
      if let before = field.before, before != type {
        changes.append(FieldChange(field: field.name, from: before, to: type))
      }
      try connection.run(
        "INSERT INTO field(corpus, ordinal, name, \"column\", type, fits, declared) VALUES(?, ?, ?, ?, ?, ?, ?)",
        [
          .integer(corpus), .integer(ordinal), .text(field.name), .text(field.column), .text(type.rawValue),
          .integer(field.typing.bits), .integer(field.declared != nil ? 1 : 0),
        ])
    }
    try makeView()
    return changes
  }

  private func makeView() throws {
    try Schema.dropView(of: corpus, connection)
    let view = Schema.quoted(try Schema.viewName(name, corpus, connection))
    var columns = ["name", "title", "date", "language", "tokens", "words", "sentences"]
    let taken = Set(columns)
    for field in fields where !taken.contains(field.name.lowercased()) {
      let type = field.declared ?? field.typing.type
      let sql =
        type == .integer
        ? "CAST(\(field.column) AS INTEGER)" : type == .real ? "CAST(\(field.column) AS REAL)" : field.column
      columns.append("\(sql) AS \(Schema.quoted(field.name))")
    }
    try connection.execute("CREATE VIEW \(view) AS SELECT \(columns.joined(separator: ", ")) FROM \(table)")
  }
}
