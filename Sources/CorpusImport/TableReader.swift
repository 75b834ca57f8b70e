/// Reads CSV and TSV: each row is a document, one column its text, all others metadata.
///
/// The delimiter of CSV is told by the first row: comma, semicolon or tab. Names and values lose the blanks at their ends, the text
/// keeps them; an empty value is missing. A column without a name is called `column_N`, N its number from 1. Every row must
/// have as many fields as the first. Holds one row.
struct TableReader: FormatReader {
  /// How many bytes of the text tell how the table is written.
  private static let headLength = 65_536

  let plan: ImportPlan

  func read(_ text: any ByteStream, of file: InputFile, into body: (ReadDocument) throws -> Void) throws {
    // As much as decides on the delimiter, however small the pieces are in which the text comes.
    var head: [UInt8] = []
    while head.count < Self.headLength, let piece = try text.next() { head += piece }
    var pending: [UInt8]? = head.isEmpty ? nil : head
    let format = Self.format(of: Array(head.prefix(Self.headLength)), file.format)
    var rows = DelimitedRowReader(format: format) { () throws(ImportError) in
      if let held = pending {
        pending = nil
        return held
      }
      return try text.next()
    }
    guard let first = try Self.row(of: &rows, file) else { return }
    if let problem = first.excess { throw ImportError.malformed(path: file.path, line: first.line, problem: problem) }
    let columns = try plan.hasHeader ? Self.header(first, file) : (1...first.count).map { "column_\($0)" }
    let places = try TextColumns(plan, among: columns, of: file.path, byNumber: true)
    if !plan.hasHeader { try body(try document(first, columns, places, file)) }
    while let row = try Self.row(of: &rows, file) {
      if row.count != columns.count {
        let (has, first) = (Self.fields(row.count), plan.hasHeader ? "header" : "first row")
        throw ImportError.malformed(
          path: file.path, line: row.line, problem: "the row has \(has), the \(first) \(columns.count)")
      }
      try body(try document(row, columns, places, file))
    }
  }

  private func document(
    _ row: DelimitedRow, _ columns: [String], _ places: TextColumns, _ file: InputFile
  ) throws(ImportError) -> ReadDocument {
    var document = ReadDocument(text: Array(row.bytes(of: places.text)))
    for (column, name) in columns.enumerated() where column != places.text && column != places.id {
      let value = row[column].trimmed
      if !value.isEmpty { document.metadata.append(MetadataField(name: name, value: value)) }
    }
    if let id = places.id {
      let name = row[id].trimmed
      if name.isEmpty {
        throw .malformed(path: file.path, line: row.line, problem: "the column '\(columns[id])' names no document")
      }
      document.name = name
    }
    return document
  }

  /// How a table is written, told by its first bytes.
  static func format(of head: [UInt8], _ format: ImportFormat) -> DelimitedFormat {
    .told(byExtension: format == .tsv ? "tsv" : "csv", head: head)
  }

  /// Why a table whose extension alone told that it is one cannot be meant: its first bytes name no text.
  static func objection(to head: [UInt8], as format: ImportFormat, _ plan: ImportPlan) -> String? {
    // A row that goes on after the first bytes cannot be judged.
    guard plan.hasHeader, head.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return nil }
    var rows = DelimitedRowReader(head, format: self.format(of: head, format))
    guard let row = try? rows.next() else { return nil }
    let columns = row.fields.map(\.trimmed)
    if let name = plan.textColumn {
      let isThere = columns.contains(name) || Int(name).map { columns.indices.contains($0 - 1) } == true
      return isThere ? nil : "no column '\(name.clipped)'"
    }
    return TextColumns.place(among: columns) == nil ? "no column text, content or body" : nil
  }

  private static func row(of rows: inout DelimitedRowReader, _ file: InputFile) throws -> DelimitedRow? {
    do { return try rows.next() } catch {
      switch error {
      case .source(let error): throw error
      case .format(let error):
        throw ImportError.malformed(path: file.path, line: error.line, problem: error.problem.description)
      }
    }
  }

  private static func header(_ row: DelimitedRow, _ file: InputFile) throws -> [String] {
    let columns = row.fields.enumerated().map { $1.trimmed.isEmpty ? "column_\($0 + 1)" : $1.trimmed }
    var seen: Set<String> = []
    for column in columns where !seen.insert(column).inserted {
      throw ImportError.malformed(
        path: file.path, line: row.line, problem: "the column '\(column.clipped)' is there twice")
    }
    return columns
  }

  private static func fields(_ count: Int) -> String { count == 1 ? "1 field" : "\(count) fields" }
}
