/// A metadata field of a document and its value as it was written.
public struct MetadataField: Sendable, Hashable {
  /// The name of the field.
  public var name: String
  /// The value, without blanks around it, never empty: a field without a value is missing.
  public var value: String

  /// A field and its value.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
