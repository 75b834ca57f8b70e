import AnalyzerKit

/// Reads stretches of the tokens of documents; the segment that was read last stays open.
final class DocumentTokens {
  private let corpus: Corpus
  private let reader: StoreReader
  private var open: (segment: SegmentReader, starts: [UInt32])?

  /// Reads documents of a corpus.
  init(_ corpus: Corpus, _ reader: StoreReader) {
    self.corpus = corpus
    self.reader = reader
  }

  /// The forms of a range of a document's tokens, and whether white space follows each.
  ///
  /// - Throws: `outOfRange` when the document has fewer tokens.
  func read(
    _ range: Range<Int>, ofDocument ordinal: Int
  ) throws(StoreError) -> (forms: [FormID], spaces: [Bool]) {
    var forms: [FormID] = []
    var spaces: [Bool] = []
    for info in corpus.segments(ofDocument: ordinal) {
      // The document's position that the first token of the segment has, or would have.
      let before = info.firstDocument == ordinal ? info.firstPosition : 0
      guard before >= 0, before < range.upperBound, range.lowerBound - before < info.tokens else { continue }
      let (segment, starts) = try opened(info)
      let place = ordinal - info.firstDocument
      guard place >= 0, place + 1 < starts.count else {
        throw segment.damaged("document \(ordinal) is not where it should be")
      }
      let first = Int(starts[place]) - before
      let lower = max(range.lowerBound + first, Int(starts[place]))
      let upper = min(range.upperBound + first, Int(starts[place + 1]))
      guard lower < upper else { continue }
      let tokens = lower..<upper
      forms += try segment.ids(tokens)
      spaces += try segment.spaceAfter(tokens)
    }
    guard forms.count == range.count else {
      throw .outOfRange(what: "tokens \(range) of document \(ordinal + 1) of `\(corpus.name)`, which has fewer")
    }
    return (forms, spaces)
  }

  private func opened(_ info: SegmentInfo) throws(StoreError) -> (segment: SegmentReader, starts: [UInt32]) {
    if let open, open.segment.info.id == info.id { return open }
    let segment = try reader.segment(info)
    let made = (segment, try segment.documentBounds(paragraphs: false).documentStarts)
    open = made
    return made
  }
}
