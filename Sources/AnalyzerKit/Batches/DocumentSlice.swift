/// The part of a document that a batch holds: mostly the whole of it.
@frozen
public struct DocumentSlice: BitwiseCopyable, Sendable {
  /// The document's number in the corpus, from 0.
  public let ordinal: Int
  /// The index in the batch of its first token here.
  public let lowerBound: Int
  /// The index in the batch past its last token here.
  public let upperBound: Int
  /// The number, in its document, of the first token here, from 0; punctuation counts.
  public let firstPosition: Int
  /// The number, in its document, of the sentence that the first token here is in, from 0.
  public let firstSentence: Int
  /// Whether the document starts here.
  public let isStart: Bool
  /// Whether the document ends here.
  public let isEnd: Bool
  /// The document's language, as an index into the corpus view's `languages`.
  public let language: Int

  /// Describes the part of a document.
  public init(
    ordinal: Int, tokens: Range<Int>, firstPosition: Int = 0, firstSentence: Int = 0, isStart: Bool = true,
    isEnd: Bool = true, language: Int = 0
  ) {
    self.ordinal = ordinal
    lowerBound = tokens.lowerBound
    upperBound = tokens.upperBound
    self.firstPosition = firstPosition
    self.firstSentence = firstSentence
    self.isStart = isStart
    self.isEnd = isEnd
    self.language = language
  }

  /// The indices of its tokens in the batch.
  @inlinable
  public var tokens: Range<Int> { Range(uncheckedBounds: (lowerBound, upperBound)) }

  /// Whether the batch holds the whole document.
  @inlinable
  public var isWhole: Bool { isStart && isEnd }
}
