/// What may stand in a part of a line: the answer to TAB.
public struct CompletionList: Sendable, Hashable {
  /// One possibility.
  public struct Entry: Sendable, Hashable {
    /// What is put into the line, quotes and all.
    public let text: String
    /// What a list shows.
    public let shown: String
    /// Whether the word ends with it, so that a space may follow.
    public let isFinal: Bool
  }

  /// The bytes of the line that are replaced.
  public let replacing: Range<Int>
  /// The possibilities, in the order of listing.
  public let entries: [Entry]
}
