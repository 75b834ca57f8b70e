import TextProcessing

/// A document as a source delivers it: decoded text and what is known about it.
public struct IncomingDocument: Sendable {
  /// What it is called: the path below the common folder, or a key; unique in its corpus and not empty.
  public var name: String
  /// The text as UTF-8; it must be valid.
  public var text: [UInt8]
  /// The language's code, "und" when nobody knows.
  public var language: String
  /// How sure the detector is, 0…1; nil when the user said it.
  public var languageConfidence: Double?
  /// The encoding that the text had.
  public var encoding: String
  /// How many invalid sequences were replaced by U+FFFD.
  public var replacements: Int
  /// The title.
  public var title: String?
  /// The date, YYYY, YYYY-MM or YYYY-MM-DD.
  public var date: String?
  /// Further metadata, in the order in which the fields are to appear; a name occurs once.
  public var fields: [(String, FieldValue)]
  /// The heading that was taken off the text, if it is to be kept.
  public var heading: String?
  /// The tokens that the text comes with; nil: it is cut by the tokenizer of its language.
  public var annotation: AnnotatedTokens?
  /// Named stretches of the text, by its bytes, where there are no tokens to name them by.
  public var regions: [TextRegion] = []

  /// Makes a document; only the name and the text are needed.
  public init(
    name: String, text: [UInt8], language: String = "und", languageConfidence: Double? = nil,
    encoding: String = "UTF-8",
    replacements: Int = 0, title: String? = nil, date: String? = nil, fields: [(String, FieldValue)] = [],
    heading: String? = nil, annotation: AnnotatedTokens? = nil
  ) {
    self.name = name
    self.text = text
    self.language = language
    self.languageConfidence = languageConfidence
    self.encoding = encoding
    self.replacements = replacements
    self.title = title
    self.date = date
    self.fields = fields
    self.heading = heading
    self.annotation = annotation
  }
}

/// Where documents come from: a list of inputs, each of which delivers any number of documents.
///
/// Inputs are read on several threads at once, each by one thread; documents arrive in the corpus in the order of their inputs,
/// whatever the threads do.
public protocol DocumentSource: Sendable {
  /// How many inputs there are.
  var count: Int { get }
  /// The size of an input in bytes, as far as it is known: it decides how work is cut, and what progress says.
  func size(of index: Int) -> Int
  /// Reads one input and delivers its documents in order; an error that `deliver` throws must be passed on.
  func read(_ index: Int, _ deliver: (IncomingDocument) throws -> Void) throws
}
