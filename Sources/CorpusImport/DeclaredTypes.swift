/// The types of fields that the user declared: `--types year:int,party:text`.
public struct DeclaredTypes: Sendable, Equatable {
  /// The type of each declared field.
  public internal(set) var types: [String: FieldType] = [:]
  /// The fields in the order they were declared.
  public internal(set) var fields: [String] = []

  /// No declaration.
  public init() {}

  /// These declarations.
  public init(_ types: [String: FieldType]) {
    self.types = types
    fields = types.keys.sorted()
  }

  /// Reads `field:type,…`; blanks around names do not count.
  ///
  /// The last colon parts name and type.
  public init(parsing text: String) throws(ImportError) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let colon = part.lastIndex(of: ":") else {
        throw .badTypes("'\(part.trimmed)' has no type: write field:type, such as year:int")
      }
      let name = part[..<colon].trimmed
      let typeName = part[part.index(after: colon)...].trimmed
      if name.isEmpty { throw .badTypes("'\(part.trimmed)' names no field: write field:type, such as year:int") }
      guard let type = FieldType(rawValue: typeName) else {
        throw .badTypes("'\(typeName)' is no type of field '\(name)': there are text, int, real and date")
      }
      if types[name] != nil { throw .badTypes("field '\(name)' is named twice") }
      types[name] = type
      fields.append(name)
    }
  }

  /// Adds a declaration that the user's own comes before.
  mutating func addDefault(_ field: String, _ type: FieldType) {
    guard types[field] == nil else { return }
    types[field] = type
    fields.append(field)
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String {
    let head = drop { $0.isWhitespace }
    guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(head[...last])
  }
}
