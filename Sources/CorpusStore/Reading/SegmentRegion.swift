import TextProcessing

/// A region that starts in a segment.
public struct SegmentRegion: Hashable, Sendable {
  /// The index, in the segment, of the document that it is in.
  public var document: Int
  /// Its first token, as a position in the segment; the document's end for an empty region there.
  public var start: Int
  /// How many tokens it has; it may go on in later segments, as its document does.
  public var count: Int
  /// What kind of stretch it is.
  public var name: String
  /// Its attributes in the order of the source.
  public var attributes: [AnnotatedRegion.Attribute]
}
