import Database

/// The stored stems of a language: pairs of form and stem, in blobs of one load or more.
struct VocabularyStems {
  /// A blob of pairs.
  struct Row {
    let id: Int
    let blob: Int
    let count: Int

    /// Its pairs, ascending by form.
    func pairs(_ connection: Connection) throws -> [(form: UInt32, stem: UInt32)] {
      let numbers = try CheckedBlob(blob, connection).numbers32().map { UInt32(littleEndian: $0) }
      let pairs = stride(from: 0, to: numbers.count - numbers.count % 2, by: 2).map {
        (form: numbers[$0], stem: numbers[$0 + 1])
      }
      guard numbers.count == count * 2, zip(pairs, pairs.dropFirst()).allSatisfy({ $0.form < $1.form }) else {
        throw StoreError.damaged(path: connection.path, what: "the stems in blob \(blob) are not well formed")
      }
      return pairs
    }
  }

  /// The blobs, oldest first.
  let rows: [Row]

  /// Finds the blobs of a language.
  init(_ language: String, _ connection: Connection) throws {
    var rows: [Row] = []
    let query = "SELECT id, blob, pairs FROM vocabulary_stem WHERE variant = ? ORDER BY id"
    try connection.forEachRow(query, [.text(language)]) {
      rows.append(Row(id: $0.integer(0), blob: $0.integer(1), count: $0.integer(2)))
    }
    self.rows = rows
  }

  /// The languages that have stems.
  static func languages(_ connection: Connection) throws -> [String] {
    var result: [String] = []
    try connection.forEachRow("SELECT DISTINCT variant FROM vocabulary_stem ORDER BY variant") {
      result.append($0.text(0))
    }
    return result
  }
}
