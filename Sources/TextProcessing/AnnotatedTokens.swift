/// The tokens of a text as an import brings them, with what it says of each: they take the place of cutting the text.
///
/// The text is UTF-8; a token's form is the bytes between its start and its end, as from a `Tokenizer`. Tokens ascend and do
/// not overlap; every text between two tokens is white space.
public struct AnnotatedTokens: Sendable {
  /// Where the tokens, sentences and paragraphs are.
  public var tokens: TokenBuffer
  /// What is said of each token, a column a layer, such as `lemma` and `pos`.
  public var columns: [AnnotationColumn]
  /// Stretches with a name and attributes, such as speeches and headings; they may nest.
  public var regions: [AnnotatedRegion]

  /// Tokens with their annotation.
  public init(tokens: TokenBuffer, columns: [AnnotationColumn] = [], regions: [AnnotatedRegion] = []) {
    self.tokens = tokens
    self.columns = columns
    self.regions = regions
  }
}

/// A layer of annotation over the tokens of one document: a value a token.
public struct AnnotationColumn: Sendable {
  /// The layer's name, such as `lemma`; not `word`, `lower` or `stem`.
  public let name: String
  /// The distinct values in the order of their first tokens; the empty text stands for a token without a value.
  public private(set) var values: [[UInt8]] = []
  /// For each token the index of its value in `values`.
  public private(set) var indices: [UInt32] = []
  private var known: [[UInt8]: UInt32] = [:]

  /// A column without tokens.
  public init(name: String) { self.name = name }

  /// Adds the value of the next token; amortised O(its length).
  public mutating func append(_ value: [UInt8]) {
    if let index = known[value] { return indices.append(index) }
    let index = UInt32(values.count)
    known[value] = index
    values.append(value)
    indices.append(index)
  }
}

/// A named stretch of tokens of one document, such as a speech with its speaker.
public struct AnnotatedRegion: Sendable, Hashable {
  /// What kind of stretch it is, by the name that `--within` takes.
  public var name: String
  /// The tokens, from 0; it may be empty.
  public var tokens: Range<Int>
  /// Its attributes in the order of the source; a name occurs once.
  public var attributes: [Attribute]

  /// An attribute of a region.
  public struct Attribute: Sendable, Hashable {
    /// The name, such as `who`.
    public var name: String
    /// The value as it stands in the source.
    public var value: String

    /// An attribute.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A region.
  public init(name: String, tokens: Range<Int>, attributes: [Attribute] = []) {
    self.name = name
    self.tokens = tokens
    self.attributes = attributes
  }
}
