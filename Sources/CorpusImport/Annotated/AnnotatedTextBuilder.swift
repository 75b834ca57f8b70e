import TextProcessing

/// Builds the text of a document from its tokens, with its sentences, paragraphs, layers and regions.
///
/// Tokens are separated by a space unless `glue` is said; sentences by a space, or by a line end in documents that do not tell
/// their paragraphs; paragraphs by an empty line.
struct AnnotatedTextBuilder {
  /// The longest text, in bytes.
  static let longestText = CorpusReader.longestFile

  private(set) var text: [UInt8] = []
  private(set) var regions = OpenRegions()
  private var tokens = TokenBuffer()
  private var columns: [AnnotationColumn]
  private var separator: [UInt8] = AnnotatedTextBuilder.space
  private var sentence: [AnnotatedRegion.Attribute]? = []
  private var paragraph: [AnnotatedRegion.Attribute]? = []
  private var tellsParagraphs = false

  private static let space: [UInt8] = [0x20]
  private static let lineEnd: [UInt8] = [0x0A]
  private static let emptyLine: [UInt8] = [0x0A, 0x0A]

  /// The builder of a document with layers of these names, in this order.
  init(layers: [String] = []) {
    columns = layers.map { AnnotationColumn(name: $0) }
  }

  /// Names the layers before the first token.
  mutating func setLayers(_ layers: [String]) {
    if tokens.count == 0 { columns = layers.map { AnnotationColumn(name: $0) } }
  }

  /// How many tokens there are.
  var count: Int { tokens.count }

  /// Starts a sentence with the next token; its attributes make a region `s`.
  mutating func startSentence(_ attributes: [AnnotatedRegion.Attribute] = []) {
    if !tellsParagraphs, separator == AnnotatedTextBuilder.space { separator = AnnotatedTextBuilder.lineEnd }
    sentence = attributes
  }

  /// Starts a paragraph, and so a sentence, with the next token; its attributes make a region `p`.
  mutating func startParagraph(_ attributes: [AnnotatedRegion.Attribute] = []) {
    tellsParagraphs = true
    separator = AnnotatedTextBuilder.emptyLine
    paragraph = attributes
    if sentence == nil { sentence = [] }
  }

  /// Lets the next token follow the last one without a space.
  mutating func glue() {
    if separator != AnnotatedTextBuilder.emptyLine { separator = [] }
  }

  /// Lets the next token follow the last one after this white space.
  mutating func separate(by white: [UInt8]) { separator = white.isEmpty ? AnnotatedTextBuilder.space : white }

  /// Adds a token with a value for each layer, the empty one for none; false when the text gets too long.
  mutating func append(_ form: ArraySlice<UInt8>, values: [ArraySlice<UInt8>]) -> Bool {
    guard text.count <= AnnotatedTextBuilder.longestText - form.count - separator.count else { return false }
    if tokens.count > 0 {
      text.append(contentsOf: separator)
      tokens.spaceAfter[tokens.count - 1] = !separator.isEmpty
    }
    separator = AnnotatedTextBuilder.space
    startRegions()
    tokens.starts.append(text.count)
    text.append(contentsOf: form)
    tokens.ends.append(text.count)
    tokens.kinds.append(form.withUnsafeBufferPointer { TokenKind.of($0) })
    tokens.spaceAfter.append(true)
    for index in columns.indices { columns[index].append(index < values.count ? Array(values[index]) : []) }
    return true
  }

  /// Opens a region at the next token.
  mutating func open(_ name: String, _ attributes: [AnnotatedRegion.Attribute]) {
    regions.open(name, attributes, at: tokens.count)
  }

  /// Closes the innermost region of a name after the last token; false where none is open.
  mutating func close(_ name: String) -> Bool { regions.close(name, at: tokens.count) }

  /// The annotation; regions that are open end here, and layers without a value are left out.
  mutating func finish() -> AnnotatedTokens {
    let regions = regions.finish(at: tokens.count)
    return AnnotatedTokens(
      tokens: tokens, columns: columns.filter { $0.values.contains { !$0.isEmpty } }, regions: regions)
  }

  /// The sentence and paragraph that start with the next token.
  private mutating func startRegions() {
    if let attributes = paragraph {
      tokens.paragraphStarts.append(tokens.count)
      _ = regions.close("p", at: tokens.count)
      if !attributes.isEmpty { regions.open("p", attributes, at: tokens.count) }
      paragraph = nil
    }
    if let attributes = sentence {
      tokens.sentenceStarts.append(tokens.count)
      _ = regions.close("s", at: tokens.count)
      if !attributes.isEmpty { regions.open("s", attributes, at: tokens.count) }
      sentence = nil
    }
  }
}
