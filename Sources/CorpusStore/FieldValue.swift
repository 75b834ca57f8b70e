/// The value of a metadata field of one document.
public enum FieldValue: Hashable, Sendable {
  /// Any text; sources deliver this for values whose type is to be inferred.
  case text(String)
  /// A whole number.
  case integer(Int)
  /// A real number.
  case real(Double)
  /// A date, YYYY, YYYY-MM or YYYY-MM-DD.
  case date(String)
  /// The document has no value.
  case missing
}

/// What kind of values a metadata field holds.
public enum FieldType: String, Sendable, CaseIterable {
  /// Any text.
  case text
  /// Whole numbers.
  case integer
  /// Real numbers.
  case real
  /// Dates, YYYY, YYYY-MM or YYYY-MM-DD.
  case date
}

/// A metadata field of a corpus, beyond the columns that every document has.
public struct CorpusField: Hashable, Sendable {
  /// The field's name.
  public let name: String
  /// What its values are.
  public let type: FieldType
  /// Whether the user named the type, rather than the values showing it.
  public let isDeclared: Bool
  /// The column of the corpus's document table that holds it.
  let column: String
}
