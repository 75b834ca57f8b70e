/// Where documents, sentences and paragraphs start in a segment, as positions in it.
public struct SegmentBounds: Sendable {
  /// The first token of each document that the segment touches, and the end of the last: one more than documents.
  public let documentStarts: [UInt32]
  /// The first token of each sentence; a segment always begins with one unless it is empty.
  public let sentenceStarts: [UInt32]
  /// The first token of each paragraph; position 0 is missing when a cut document's paragraph goes on here.
  public let paragraphStarts: [UInt32]
  /// The number, in its document and from 0, of the segment's first sentence.
  public let firstSentence: Int
  /// How many paragraphs of the first document began in earlier segments.
  public let firstParagraph: Int
}

extension SegmentBounds {
  /// Writes all but the sentences: the lengths of the documents, the two numbers, the paragraphs.
  static func write(
    documentStarts: [UInt32], paragraphStarts: [UInt32], firstSentence: Int, firstParagraph: Int,
    into writer: inout ByteWriter
  ) {
    writer.varint(UInt32(max(0, documentStarts.count - 1)))
    var last: UInt32 = 0
    for start in documentStarts.dropFirst() {
      writer.varint(start - last)
      last = start
    }
    writer.varint(UInt32(clamping: firstSentence))
    writer.varint(UInt32(clamping: firstParagraph))
    writer.varint(UInt32(paragraphStarts.count))
    last = 0
    for start in paragraphStarts {
      writer.varint(start - last)
      last = start
    }
  }

  /// Reads what `write` wrote, paragraphs only if they are wanted; nil when it is something else.
  ///
  /// Without paragraphs the first of the bytes may be enough; 16 more must be readable.
  static func read(
    _ bytes: UnsafeRawPointer, _ size: Int, tokens: Int, sentenceStarts: [UInt32],
    paragraphs wantsParagraphs: Bool = true
  ) -> SegmentBounds? {
    var cursor = ByteCursor(bytes, from: 0, to: size)
    /// Ascending starts of `count` stretches, none beyond `limit`.
    func starts(_ count: Int, limit: Int, _ result: inout [UInt32]) -> Bool {
      guard count <= size else { return false }
      result.reserveCapacity(count + 1)
      var sum = 0
      for _ in 0..<count {
        guard cursor.hasMore else { return false }
        sum += Int(cursor.varint())
        guard sum <= limit else { return false }
        result.append(UInt32(truncatingIfNeeded: sum))
      }
      return true
    }
    guard cursor.hasMore else { return nil }
    var documents: [UInt32] = [0]
    guard starts(Int(cursor.varint()), limit: tokens, &documents), Int(documents[documents.count - 1]) == tokens,
      cursor.hasMore
    else { return nil }
    let firstSentence = Int(cursor.varint())
    guard cursor.hasMore else { return nil }
    let firstParagraph = Int(cursor.varint())
    guard cursor.hasMore else { return nil }
    var paragraphs: [UInt32] = []
    if !wantsParagraphs {
      guard cursor.isInside else { return nil }
      return SegmentBounds(
        documentStarts: documents, sentenceStarts: sentenceStarts, paragraphStarts: [], firstSentence: firstSentence,
        firstParagraph: firstParagraph)
    }
    guard starts(Int(cursor.varint()), limit: max(0, tokens - 1), &paragraphs), cursor.isInside, !cursor.hasMore else {
      return nil
    }
    return SegmentBounds(
      documentStarts: documents, sentenceStarts: sentenceStarts, paragraphStarts: paragraphs,
      firstSentence: firstSentence, firstParagraph: firstParagraph)
  }
}
