import TextProcessing

/// Reads the documents of one file of a format.
///
/// It holds no more than one document, so that memory does not grow with the file. Errors name the file and the line.
protocol FormatReader: Sendable {
  /// Reads text in UTF-8 without a byte order mark, and passes on its documents in their order; an error of `body` ends the reading.
  func read(_ text: any ByteStream, of file: InputFile, into body: (ReadDocument) throws -> Void) throws
}

/// A document as a format gives it, before it gets its name in the corpus.
struct ReadDocument {
  /// Its own name, as the format tells it, not empty; nil: the file's name, with `#` and its number where the file holds several.
  var name: String?
  /// The text, UTF-8.
  var text: [UInt8]
  /// What the format says of the document.
  var metadata: [MetadataField] = []
  /// The language's code, where the format tells it.
  var language: String?
  /// The tokens with their annotation, where the format brings them.
  var annotation: AnnotatedTokens?
  /// How many sequences that stand for no character, beyond those of the encoding, became U+FFFD.
  var replacements = 0
  /// Named stretches of the text, where the format brings no tokens; empty beside `annotation`, which has its own.
  var regions: [TextRegion] = []
  /// What the reader met in the document, with how often.
  var remarks: [FormatRemark: Int] = [:]
}
