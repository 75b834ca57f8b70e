/// What a worker must know to annotate a corpus.
public struct WorkerAnnotation: Codable, Sendable {
  /// The annotator's name.
  public let annotator: String
  /// The absolute path of the store, which is opened for reading only.
  public let store: String
  /// The corpus.
  public let corpus: String
  /// The corpus' fingerprint: a corpus that changed meanwhile is refused.
  public let fingerprint: String

  /// Describes an annotation.
  public init(annotator: String, store: String, corpus: String, fingerprint: String) {
    self.annotator = annotator
    self.store = store
    self.corpus = corpus
    self.fingerprint = fingerprint
  }
}

/// The values of a document's tokens.
public struct WorkerAnnotated: Codable, Sendable {
  /// The document's number in the corpus.
  public let document: Int
  /// For each layer of the annotator's card a value a token; the empty text is no value.
  public let values: [[String]]

  /// The values of a document.
  public init(document: Int, values: [[String]]) {
    self.document = document
    self.values = values
  }
}

/// The card of an annotator: what it is called and which layers it adds.
public struct CodedAnnotator: Codable, Hashable, Sendable {
  /// The name.
  public let name: String
  /// What it does, in a sentence.
  public let summary: String
  /// The layers that it adds.
  public let layers: [String]
  /// The languages that it knows; empty for all.
  public let languages: [String]?
  /// Goes up when its values may change.
  public let version: Int?
}
