/// A stretch of a document that a batch accounts for: positions from 0.
struct DocumentPart: Hashable {
  /// The document's ordinal.
  let document: Int
  /// The positions of its tokens.
  let positions: Range<Int>
}
