import TextProcessing

/// A table of metadata: a header, and a row for each of some documents.
///
/// Values are kept without blanks at their ends; an empty value is missing. A column without a name is called
/// `column_N`, N its number from 1. Held in memory.
public struct MetadataTable: Sendable {
  /// A row: its line in the file, from 1, and a value a column.
  struct Row: Sendable {
    var line: Int
    var values: [String]
  }

  /// The file, as the user named it.
  public let path: String
  /// The names of the columns, that of the key among them.
  public let columns: [String]
  /// How many invalid sequences were replaced by U+FFFD.
  public let replacements: Int
  let rows: [Row]
  let keyColumn: Int
  /// The rows by key.
  ///
  /// Composed and decomposed characters are the same key.
  private let index: [String: Int]

  /// Reads a table; `key` is the name of a column, or its number from 1.
  ///
  /// O(size of the table). Throws where the file cannot be read, a row has more or fewer fields than the header, a
  /// column or a key is there twice, or the key is no column.
  public init(path: String, key: String?, decoder: TextDecoder = TextDecoder()) throws(ImportError) {
    let location = FilePath(path)
    let bytes = try Self.contents(of: location)
    if decoder.looksBinary(bytes) { throw .binary(path: path, what: TextDecoder.signature(of: bytes[...])) }
    let text = decoder.decode(bytes)
    try self.init(
      path: path, text: text.bytes, replacements: text.replacements,
      format: .told(byExtension: location.name.fileExtension, head: text.bytes), key: key)
  }

  private static func contents(of location: FilePath) throws(ImportError) -> [UInt8] {
    let path = location.display
    let status: FileSystem.Status?
    do { status = try FileSystem.statusIfThere(of: location) } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
    guard let status else { throw .tableNotFound(path: path) }
    if status.kind != .file { throw .tableNotAFile(path: path) }
    if status.size >= CorpusReader.longestFile { throw .tooLarge(path: path, size: status.size) }
    do { return try FileSystem.contents(of: location, limit: CorpusReader.longestFile) } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
  }

  /// Reads a table from text in UTF-8.
  init(
    path: String, text: [UInt8], replacements: Int = 0, format: DelimitedFormat, key: String?
  ) throws(ImportError) {
    self.path = path
    self.replacements = replacements
    var reader = DelimitedRowReader(text, format: format)
    columns = try Self.header(try Self.row(of: &reader, path), path)
    keyColumn = try Self.keyColumn(key, columns, path)
    var rows: [Row] = []
    var index: [String: Int] = [:]
    while let row = try Self.row(of: &reader, path) {
      if row.count != columns.count {
        throw .badTable(
          table: path, line: row.line, problem: "the row has \(Self.fields(row.count)), the header \(columns.count)")
      }
      let values = row.fields.map(\.trimmed)
      let key = Self.normalized(values[keyColumn])
      if !key.isEmpty {
        if let first = index[key] {
          throw .repeatedKey(values[keyColumn], table: path, line: row.line, firstLine: rows[first].line)
        }
        index[key] = rows.count
      }
      rows.append(Row(line: row.line, values: values))
    }
    self.rows = rows
    self.index = index
  }

  /// The fields of a row that have a value.
  func fields(of row: Int) -> [MetadataField] {
    zip(columns, rows[row].values).compactMap { $1.isEmpty ? nil : MetadataField(name: $0, value: $1) }
  }

  /// The row with this key.
  func row(for key: String) -> Int? { index[key] }

  /// A key as paths are compared: with slashes, without a leading `./` or `../`.
  private static func normalized(_ key: String) -> String {
    var key = key.replacing("\\", with: "/")[...]
    while let slash = key.firstIndex(of: "/"), key[..<slash] == "." || key[..<slash] == ".." {
      key = key[slash...].dropFirst()
    }
    return String(key)
  }

  private static func row(of reader: inout DelimitedRowReader, _ path: String) throws(ImportError) -> DelimitedRow? {
    do { return try reader.next() } catch {
      switch error {
      case .source(let error): throw error
      case .format(let error): throw .badTable(table: path, line: error.line, problem: error.problem.description)
      }
    }
  }

  private static func header(_ row: DelimitedRow?, _ path: String) throws(ImportError) -> [String] {
    guard let row else { throw .badTable(table: path, line: 1, problem: "the table is empty: it has no header") }
    if let problem = row.excess { throw .badTable(table: path, line: row.line, problem: problem) }
    let columns = row.fields.enumerated().map { $1.trimmed.isEmpty ? "column_\($0 + 1)" : $1.trimmed }
    var seen: Set<String> = []
    for column in columns where !seen.insert(column).inserted {
      throw .badTable(table: path, line: row.line, problem: "the column '\(column)' is there twice")
    }
    return columns
  }

  private static func keyColumn(_ key: String?, _ columns: [String], _ path: String) throws(ImportError) -> Int {
    guard let key else { throw .tableWithoutKey(table: path, columns: columns) }
    if let place = columns.firstIndex(of: key) { return place }
    if let number = Int(key), columns.indices.contains(number - 1) { return number - 1 }
    throw .unknownKey(key, table: path, columns: columns)
  }

  private static func fields(_ count: Int) -> String { count == 1 ? "1 field" : "\(count) fields" }
}
