/// Files that reading found nothing in.
public struct UnreadFiles: Sendable, Equatable {
  /// Those that hold no document.
  public var withoutDocuments = NameSample()
  /// Those that are no text, with what they are: as finding them leaves out others.
  public var leftOut = NameSample()

  /// None.
  public init() {}

  /// Counts those of later inputs.
  public mutating func merge(_ other: UnreadFiles) {
    withoutDocuments.merge(other.withoutDocuments)
    leftOut.merge(other.leftOut)
  }
}
