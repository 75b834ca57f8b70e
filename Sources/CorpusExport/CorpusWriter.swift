/// Writes documents with their tokens, layers, regions and metadata in a format that can be read again as they are.
///
/// `begin`, then the sentences in order, then `end`, for each document; what was written is taken now and then.
public protocol CorpusWriter {
  /// What was written since it was taken last.
  mutating func take() -> [UInt8]
  /// Begins a document.
  mutating func begin(_ document: ExportDocument) throws(ExportError)
  /// Adds the next sentence of the document.
  mutating func add(_ sentence: ExportSentence) throws(ExportError)
  /// Ends the document.
  mutating func end() throws(ExportError)
}
