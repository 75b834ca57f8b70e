/// Files that reading found nothing in.
public struct UnreadFiles: Sendable {
  /// Those that hold no document.
  public var withoutDocuments = NameSample()
  /// How many are no text: as finding files leaves out others.
  public private(set) var leftOutCount = 0
  /// The first of these.
  private(set) var leftOut: [SkippedFile] = []

  /// None.
  public init() {}

  /// Counts one that is no text.
  mutating func leaveOut(_ file: SkippedFile) {
    leftOutCount += 1
    if leftOut.count < NameSample.limit { leftOut.append(file) }
  }

  /// Counts those of later inputs.
  public mutating func merge(_ other: UnreadFiles) {
    withoutDocuments.merge(other.withoutDocuments)
    leftOutCount += other.leftOutCount
    leftOut += other.leftOut.prefix(NameSample.limit - leftOut.count)
  }
}
