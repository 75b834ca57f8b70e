/// The parts of a segment, each a blob.
enum SegmentPart: String, CaseIterable {
  /// The word forms' ids: width and count (two UInt32), then the ids packed with that many bits each.
  case ids
  /// A bit a token, the lowest first: whether white space follows it.
  case spaces
  /// A bit a token, the lowest first: whether it starts a sentence.
  case sentences
  /// Documents, paragraphs and the numbers of the first sentence and paragraph; see `SegmentBounds`.
  case bounds
  /// By layer: every form with its tokens and documents, ascending by form.
  ///
  /// A varint with the number of forms; then for each form varints: the distance from the form before (from 0), twice the count
  /// plus one if as many documents as tokens, else followed by the documents.
  case summary
  /// Where in `postings` each form's list stands: the number of blocks and of forms (two UInt32); for each block of 64 forms its first form and
  /// the offsets in this blob and in `postings` (three UInt32); then for each form varints: the distance from the form before (0 for the first
  /// of a block), the number of positions, and the bytes of its list.
  case directory
  /// The positions of each form, ascending by form; see `RiceCoding`.
  case postings
  /// Of a layer that is a stream: a summary like `summary`, which counts only tokens whose word form has a letter or a digit.
  case words
  /// The regions that start in the segment; see `RegionCoding`.
  case regions

  /// The order in which the parts make the segment's checksum; the hashes of the forms come before the first summary.
  static let checksumOrder: [(SegmentPart, LayerName)] = [
    (.ids, .word), (.spaces, .word), (.sentences, .word), (.bounds, .word), (.summary, .word), (.directory, .word),
    (.postings, .word), (.summary, .lower),
  ]

  /// The same for a layer that is a stream, whose `ids` are one more than the form's, and 0 where a token has no value.
  ///
  /// The hashes of the forms come before all parts.
  static let layerOrder: [SegmentPart] = [.ids, .summary, .words, .directory, .postings]

  /// How many forms share an entry of the directory's block table.
  static let directoryBlock = 64
}
