/// A layer of a corpus: what is said of each token.
public struct CorpusLayer: Hashable, Sendable {
  /// How a layer is kept.
  public enum Kind: String, Sendable {
    /// A form a token, with summaries and postings of its own: `word`, and annotation such as `lemma`.
    case stream
    /// A form a word form, by language: `lower` and `stem`.
    case map
  }

  /// Its name.
  public let name: LayerName
  /// How it is kept.
  public let kind: Kind
  /// How many tokens have a value; all of them, but for annotation.
  public let tokens: Int
  /// What made it, such as an annotator with its version; empty for an import, and for what is not annotation.
  public let source: String

  /// Whether it is annotation: a stream besides the word forms.
  public var isAnnotation: Bool { kind == .stream && name != .word }
}
