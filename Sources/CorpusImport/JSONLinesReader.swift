/// Reads JSON Lines: each line is an object and a document, one field its text, all others metadata.
///
/// The fields of nested objects are called `outer.inner`; a list stays JSON text; `null` and empty strings are missing. Which field
/// is the text is decided by the first line and holds for all. Empty lines are left out. Holds one line.
struct JSONLinesReader: FormatReader {
  let plan: ImportPlan

  func read(_ text: any ByteStream, of file: InputFile, into body: (ReadDocument) throws -> Void) throws {
    var lines = TextLines(text, path: file.path)
    var names: (text: String, id: String?)?
    while let line = try lines.next() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      let object: JSONObject
      do throws(JSONObject.Problem) { object = try JSONObject(line) } catch {
        let isList = lines.number == 1 && line.first { $0 > 0x20 } == UInt8(ascii: "[")
        throw ImportError.malformed(
          path: file.path, line: lines.number, column: Self.column(of: error.offset, in: line),
          problem: isList ? "this is one JSON list; write each of its objects on a line of its own" : error.text)
      }
      if names == nil {
        let columns = object.fields.map(\.name)
        let places = try TextColumns(plan, among: columns, of: file.path, byNumber: false)
        names = (columns[places.text], places.id.map { columns[$0] })
      }
      if let names { try body(try document(object, names, lines.number, file)) }
    }
  }

  /// The object in the first line of a text that starts with these bytes; nil where there is none, or the line goes on.
  static func firstObject(of head: [UInt8]) -> JSONObject? {
    let start = head.drop { $0 <= 0x20 }
    return try? JSONObject(start.prefix { $0 != 0x0A && $0 != 0x0D })
  }

  /// Why a file whose extension alone told its format cannot be meant, by its first bytes.
  static func objection(to head: [UInt8], _ plan: ImportPlan) -> String? {
    guard let object = firstObject(of: head) else {
      let goesOn = head.first { $0 > 0x20 } == UInt8(ascii: "{") && !head.contains(0x0A) && head.count > 4096
      return goesOn ? nil : "no JSON object in the first line"
    }
    let names = object.fields.map(\.name)
    if let name = plan.textColumn { return names.contains(name) ? nil : "no field '\(name.clipped)'" }
    return TextColumns.place(among: names) == nil ? "no field text, content or body" : nil
  }

  /// The column, from 1, of what stands after so many bytes of a line, counted in characters of Unicode.
  private static func column(of offset: Int, in line: ArraySlice<UInt8>) -> Int {
    line.prefix(offset).count { $0 & 0xC0 != 0x80 } + 1
  }

  private func document(
    _ object: JSONObject, _ names: (text: String, id: String?), _ line: Int, _ file: InputFile
  ) throws(ImportError) -> ReadDocument {
    var text: [UInt8]?
    var document = ReadDocument(text: [])
    for field in object.fields {
      if field.name == names.text {
        text = try Self.text(field, line, file)
      } else if field.name == names.id {
        document.name = try Self.name(field, line, file)
      } else if let value = Self.value(field.value), !value.isEmpty {
        document.metadata.append(MetadataField(name: field.name, value: value))
      }
    }
    guard let text else { throw Self.missing(names.text, line, file) }
    if let id = names.id, document.name == nil { throw Self.missing(id, line, file) }
    document.text = text
    document.replacements = object.replacements
    return document
  }

  private static func text(
    _ field: JSONObject.Field, _ line: Int, _ file: InputFile
  ) throws(ImportError) -> [UInt8] {
    switch field.value {
    case .text(let text): return text
    case .null: return []
    case .number, .bool, .list:
      throw .malformed(path: file.path, line: line, problem: "the text '\(field.name.clipped)' is no string")
    }
  }

  private static func name(
    _ field: JSONObject.Field, _ line: Int, _ file: InputFile
  ) throws(ImportError) -> String? {
    guard let name = value(field.value), !name.isEmpty else { return nil }
    if case .list = field.value {
      throw .malformed(path: file.path, line: line, problem: "the name '\(field.name.clipped)' is a list")
    }
    return name
  }

  private static func missing(_ name: String, _ line: Int, _ file: InputFile) -> ImportError {
    .malformed(path: file.path, line: line, problem: "the object has no '\(name.clipped)'")
  }

  private static func value(_ value: JSONObject.Value) -> String? {
    switch value {
    case .text(let bytes): String(decoding: bytes, as: UTF8.self).trimmed
    case .number(let bytes), .list(let bytes): String(decoding: bytes, as: UTF8.self)
    case .bool(let isTrue): isTrue ? "true" : "false"
    case .null: nil
    }
  }
}
