/// Where an executor puts the tokens of a batch; one a thread, reused from batch to batch.
///
/// Tokens have indices from 0. `words` are surface forms; `forms` are forms of the analysed layer, with
/// `TokenStorage.uncounted` for tokens that are not counted. Starts of sentences and paragraphs are ascending indices.
/// One thread fills it, column by column: checks of exclusive access, which cost as much as the filling, are off.
public final class TokenStorage {
  /// Stands in `forms` for a token that is not counted.
  public static var uncounted: FormID { FormID(rawValue: .max) }

  /// The surface form of each token.
  @exclusivity(unchecked) public var words = GrowingBuffer<FormID>()
  /// The form of each token in the analysed layer, or `uncounted`.
  @exclusivity(unchecked) public var forms = GrowingBuffer<FormID>()
  /// Whether white space follows each token: 1 or 0.
  @exclusivity(unchecked) public var spaceAfter = GrowingBuffer<UInt8>()
  /// The tokens that start a sentence.
  @exclusivity(unchecked) public var sentenceStarts = GrowingBuffer<Int>()
  /// The tokens that start a paragraph.
  @exclusivity(unchecked) public var paragraphStarts = GrowingBuffer<Int>()
  /// The parts of documents, in order; together they are the core of the batch, without its halo.
  @exclusivity(unchecked) public var documents = GrowingBuffer<DocumentSlice>()

  /// An empty storage.
  public init() {}

  /// Forgets what it holds and keeps the memory.
  public func removeAll() {
    words.removeAll()
    forms.removeAll()
    spaceAfter.removeAll()
    sentenceStarts.removeAll()
    paragraphStarts.removeAll()
    documents.removeAll()
  }
}
