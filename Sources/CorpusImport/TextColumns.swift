/// Which columns of a table, or fields of an object, are text and name of a document.
struct TextColumns {
  /// What the text may be called where the user does not say, the first that is there; upper and lower case alike.
  static let names = ["text", "content", "body"]

  /// The place of the text among the columns.
  let text: Int
  /// The place of the document's name; nil where the user names none.
  let id: Int?

  /// Finds the columns by their names or, where `byNumber`, their numbers from 1.
  init(_ plan: ImportPlan, among columns: [String], of path: String, byNumber: Bool) throws(ImportError) {
    func place(_ name: String, _ option: String) throws(ImportError) -> Int {
      if let place = columns.firstIndex(of: name) { return place }
      if byNumber, let number = Int(name), columns.indices.contains(number - 1) { return number - 1 }
      throw .unknownColumn(name, option: option, path: path, columns: columns)
    }
    if let name = plan.textColumn {
      text = try place(name, "--text")
    } else if let place = Self.place(among: columns) {
      text = place
    } else {
      throw .noTextColumn(path: path, columns: columns)
    }
    if let name = plan.idColumn { id = try place(name, "--id") } else { id = nil }
  }

  /// The place of the column that is text by its name; nil where there is none.
  static func place(among columns: [String]) -> Int? {
    let lower = columns.map { $0.lowercased() }
    return names.lazy.compactMap { lower.firstIndex(of: $0) }.first
  }
}
