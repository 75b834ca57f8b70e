/// What a token is, by its form alone: two tokens of the same form have the same kind.
public enum TokenKind: UInt8, Sendable, CaseIterable {
  case word = 0
  case number = 1
  case punctuation = 2
  case symbol = 3
  case url = 4
  case email = 5
  case hashtag = 6
  case mention = 7
  case emoji = 8
}

/// The tokens of a stretch of text, one array a property; reused from piece to piece by the load path.
///
/// All arrays but the starts of sentences and paragraphs have one entry a token. Offsets are UTF-8 bytes
/// in the decoded text, `end` exclusive.
public struct TokenBuffer: Sendable {
  /// Where each token starts.
  public var starts: [Int] = []
  /// Where each token ends, exclusive.
  public var ends: [Int] = []
  /// What each token is.
  public var kinds: [TokenKind] = []
  /// Whether white space (or the end of the text) follows the token directly.
  public var spaceAfter: [Bool] = []
  /// The indices, in this buffer, of the tokens that start a sentence, ascending.
  public var sentenceStarts: [Int] = []
  /// The indices, in this buffer, of the tokens that start a paragraph, ascending; each starts a sentence too.
  public var paragraphStarts: [Int] = []

  /// An empty buffer.
  public init() {}

  /// How many tokens it holds.
  public var count: Int { starts.count }

  /// Forgets the tokens and keeps the memory.
  public mutating func removeAll() {
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    kinds.removeAll(keepingCapacity: true)
    spaceAfter.removeAll(keepingCapacity: true)
    sentenceStarts.removeAll(keepingCapacity: true)
    paragraphStarts.removeAll(keepingCapacity: true)
  }
}
