/// The heading of a document: what it says and where it stands.
public struct Heading: Sendable, Equatable {
  /// The fields it holds, in the order they stand.
  public var fields: [MetadataField]
  /// The line of the heading, without its end, in bytes of the decoded text.
  public var line: Range<Int>
  /// The line with its end and the blank lines after it: what is not text, unless the heading is kept.
  public var range: Range<Int>

  /// A heading.
  public init(fields: [MetadataField], line: Range<Int>, range: Range<Int>) {
    self.fields = fields
    self.line = line
    self.range = range
  }
}
