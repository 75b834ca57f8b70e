/// The name of a layer of a corpus: what is said of each token.
public struct LayerName: Hashable, Sendable, CustomStringConvertible {
  /// The name as it stands in queries.
  public let name: String

  /// Names a layer.
  public init(_ name: String) { self.name = name }

  /// The surface form (NFC, without soft hyphens): the stream that every corpus has.
  public static let word = LayerName("word")
  /// The lower-cased surface form: a map from word form to form, one per casing variant.
  public static let lower = LayerName("lower")

  /// The stem of the surface form, by the stemmer of the document's language; without one, its lower case.
  public static let stem = LayerName("stem")

  /// The name.
  public var description: String { name }
}
