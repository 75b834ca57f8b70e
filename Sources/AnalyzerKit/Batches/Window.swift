/// A match of a query and the tokens around it, as indices into a window batch.
@frozen
public struct Window: BitwiseCopyable, Sendable {
  /// Which of the demand's queries matched, from 0.
  public let query: Int
  /// Which document slice of the batch it is in, from 0.
  public let slice: Int
  /// The number of the first matching token in its document, from 0; punctuation counts.
  public let position: Int
  /// The number of that token's sentence in its document, from 0.
  public let sentence: Int
  /// The index of the first token of the left context.
  public let leftBound: Int
  /// The index of the first token that matched.
  public let matchBound: Int
  /// The index past the last token that matched.
  public let matchEnd: Int
  /// The index past the last token of the right context.
  public let rightEnd: Int
  /// Whether the match is this batch's own; else it is there only for what its window covers.
  public let isOwn: Bool

  /// Describes a match and its window.
  public init(
    query: Int, slice: Int, position: Int, sentence: Int, left: Int, match: Range<Int>, right: Int, isOwn: Bool = true
  ) {
    self.query = query
    self.slice = slice
    self.position = position
    self.sentence = sentence
    leftBound = left
    matchBound = match.lowerBound
    matchEnd = match.upperBound
    rightEnd = right
    self.isOwn = isOwn
  }

  /// The same with other indices of tokens.
  func shifted(by count: Int) -> Window {
    Window(
      query: query, slice: slice, position: position, sentence: sentence, left: leftBound + count,
      match: matchBound + count..<matchEnd + count, right: rightEnd + count, isOwn: isOwn)
  }

  /// The tokens before the match.
  @inlinable
  public var left: Range<Int> { Range(uncheckedBounds: (leftBound, matchBound)) }
  /// The tokens that matched.
  @inlinable
  public var match: Range<Int> { Range(uncheckedBounds: (matchBound, matchEnd)) }
  /// The tokens after the match.
  @inlinable
  public var right: Range<Int> { Range(uncheckedBounds: (matchEnd, rightEnd)) }
}
