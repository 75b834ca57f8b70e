/// A metadata field and the type that its values told.
public struct InferredType: Sendable, Equatable {
  /// The name of the field.
  public var field: String
  /// The type of its values.
  public var type: FieldType

  /// A field and its type.
  public init(field: String, type: FieldType) {
    self.field = field
    self.type = type
  }
}
