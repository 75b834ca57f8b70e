/// A paragraph that stands in many of the documents that were loaded: mostly boilerplate.
public struct RecurringParagraph: Sendable, Hashable {
  /// In how many documents it was counted.
  public let documents: Int
  /// Whether it may stand in more, since the count began late to keep memory bounded.
  public let isAtLeast: Bool
  /// Its first 120 bytes or less, cut between characters, with its line breaks.
  public let beginning: String
  /// Whether there is more of it.
  public let isCut: Bool

  /// Describes a paragraph.
  public init(documents: Int, isAtLeast: Bool = false, beginning: String, isCut: Bool = false) {
    self.documents = documents
    self.isAtLeast = isAtLeast
    self.beginning = beginning
    self.isCut = isCut
  }
}
