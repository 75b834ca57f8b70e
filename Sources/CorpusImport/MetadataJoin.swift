/// Which row of a table of metadata belongs to which file.
///
/// A key is the last names of a file's path: the file name, or as many folders before it as are needed, with or without
/// the extension. The longest key that fits a file is its own; of two that are as long, the one with the extension.
struct MetadataJoin: Sendable {
  /// For each file its row, or nil.
  private(set) var rows: [Int?]
  /// The files without a row.
  private(set) var withoutRow = NameSample()
  /// The rows without a file.
  private(set) var withoutDocument = NameSample()

  /// Joins files to rows.
  ///
  /// O(files × depth of their paths + rows). Throws where a row fits several files.
  init(_ files: [InputFile], with table: MetadataTable) throws(ImportError) {
    rows = files.map { Self.row(for: $0, in: table) }
    var owners = [Int?](repeating: nil, count: table.rows.count)
    for (file, row) in rows.enumerated() {
      guard let row else {
        withoutRow.add(files[file].name)
        continue
      }
      if let owner = owners[row] { throw ambiguous(row, owner: owner, files, table) }
      owners[row] = file
    }
    for (row, owner) in owners.enumerated() where owner == nil {
      let key = table.rows[row].values[table.keyColumn]
      withoutDocument.add("line \(table.rows[row].line) (\(key.isEmpty ? "no key" : key.clipped))")
    }
  }

  /// What joining has to say.
  static func notices(of table: MetadataTable?, _ join: MetadataJoin?) -> [ImportNotice] {
    guard let table, let join else { return [] }
    var notices: [ImportNotice] = []
    if table.replacements > 0 { notices.append(.tableReplaced(table: table.path, sequences: table.replacements)) }
    if join.withoutRow.count > 0 { notices.append(.withoutRow(join.withoutRow)) }
    if join.withoutDocument.count > 0 {
      notices.append(.withoutDocument(table: table.path, rows: join.withoutDocument))
    }
    return notices
  }

  private func ambiguous(_ row: Int, owner: Int, _ files: [InputFile], _ table: MetadataTable) -> ImportError {
    let names = NameSample(rows.indices.lazy.filter { rows[$0] == row }.map { files[$0].name })
    return .ambiguousKey(
      table.rows[row].values[table.keyColumn], table: table.path, line: table.rows[row].line, documents: names)
  }

  private static func row(for file: InputFile, in table: MetadataTable) -> Int? {
    if let row = table.row(for: "/" + file.components.joined(separator: "/")) { return row }
    var found: Int?
    var key = ""
    for component in file.components.reversed() {
      key = key.isEmpty ? component : component + "/" + key
      found = table.row(for: key) ?? table.row(for: withoutExtension(key)) ?? found
    }
    return found
  }

  private static func withoutExtension(_ key: String) -> String {
    guard let dot = key.lastIndex(of: "."), dot != key.startIndex, !key[dot...].contains("/") else { return key }
    return key[..<dot].hasSuffix("/") ? key : String(key[..<dot])
  }
}
