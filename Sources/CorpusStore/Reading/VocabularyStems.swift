import Database

/// The stored stems of a language: pairs of form and stem, in blobs of one load or more.
struct VocabularyStems {
  /// A blob of pairs.
  struct Row {
    let id: Int
    let blob: Int
    let count: Int

    /// Calls the body with each pair, ascending by form; throws, perhaps after some of them, where they are not well formed.
    func forEachPair(_ connection: Connection, _ body: (_ form: UInt32, _ stem: UInt32) -> Void) throws {
      let blob = try CheckedBlob(blob, connection)
      try blob.loadAll()
      var isRight = blob.count % 8 == 0 && blob.count / 8 == count
      var next: UInt64 = 0
      for index in 0..<(isRight ? count : 0) {
        let form = blob.number32(at: index &* 8)
        isRight = isRight && UInt64(form) >= next
        next = UInt64(form) + 1
        body(form, blob.number32(at: index &* 8 &+ 4))
      }
      guard isRight else {
        throw StoreError.damaged(path: connection.path, what: "the stems in blob \(self.blob) are not well formed")
      }
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
