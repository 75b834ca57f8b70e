import TextProcessing

/// A document that is to be written, without its tokens.
public struct ExportDocument: Sendable {
  /// Its name in the corpus.
  public var name: String
  /// The language's code.
  public var language: String
  /// The metadata in order, title and date among them.
  public var metadata: [(name: String, value: String)]
  /// The regions, ordered by their starts; those without tokens are not written.
  public var regions: [AnnotatedRegion]
  /// How many paragraphs it has.
  public var paragraphs: Int

  /// A document.
  public init(
    name: String, language: String, metadata: [(name: String, value: String)] = [], regions: [AnnotatedRegion] = [],
    paragraphs: Int = 1
  ) {
    self.name = name
    self.language = language
    self.metadata = metadata
    self.regions = regions
    self.paragraphs = paragraphs
  }
}

/// A sentence that is to be written.
public struct ExportSentence: Sendable {
  /// The places of its tokens in the document, from 0.
  public var tokens: Range<Int>
  /// The places of the tokens of the paragraph that it is in.
  public var paragraph: Range<Int>
  /// The form of each token.
  public var forms: [[UInt8]]
  /// Whether white space follows each token.
  public var spaceAfter: [Bool]
  /// For each layer the value of each token; the empty one is none.
  public var values: [[[UInt8]]]

  /// A sentence.
  public init(
    tokens: Range<Int>, paragraph: Range<Int>, forms: [[UInt8]], spaceAfter: [Bool], values: [[[UInt8]]]
  ) {
    self.tokens = tokens
    self.paragraph = paragraph
    self.forms = forms
    self.spaceAfter = spaceAfter
    self.values = values
  }
}
