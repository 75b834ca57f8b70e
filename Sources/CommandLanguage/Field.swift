/// A field of the metadata or a column of a table, possibly a part of it: `party`, `date:year`, `` `page number` ``.
public struct Field: Sendable, Hashable {
  /// The field's name, without backticks.
  public let name: String
  /// The part after the colon, such as `year`.
  public let part: String?
  /// Where the field was written.
  public let span: Span

  /// Makes a field.
  public init(name: String, part: String? = nil, span: Span) {
    self.name = name
    self.part = part
    self.span = span
  }

  /// The field as it is typed: in backticks where its name needs them.
  public var spelling: String { Self.spelling(of: name) + (part.map { ":" + $0 } ?? "") }

  /// Writes a name so that an expression reads it as a field: in backticks where it needs them.
  public static func spelling(of name: String) -> String {
    let scalars = name.unicodeScalars
    let isBare = scalars.first?.startsName == true && scalars.allSatisfy(\.continuesName)
    if isBare, !ExpressionKeyword.isReserved(name) { return name }
    return "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
  }
}
