import TextProcessing

/// The sentences, paragraphs and regions of a document that may lie in several segments, by tokens of the document.
struct DocumentBounds {
  /// The first token of each sentence.
  private(set) var sentences: [Int] = []
  /// The first token of each paragraph.
  private(set) var paragraphs: [Int] = []
  /// The regions, by their starts.
  private(set) var regions: [AnnotatedRegion] = []

  private var starts: [Int: Int] = [:]
  private var count = 0

  /// The bounds of a document in the segments that hold it.
  init(_ pieces: [SegmentPiece], _ ordinal: Int) {
    for piece in pieces {
      let tokens = piece.tokens(ofDocument: ordinal)
      let shift = count - tokens.lowerBound
      starts[piece.info.id] = count
      sentences += piece.sentences(in: tokens).map { Int($0) + shift }
      paragraphs += piece.paragraphs(in: tokens).map { Int($0) + shift }
      for region in piece.regions(ofDocument: ordinal) {
        let start = region.start + shift
        regions.append(
          AnnotatedRegion(name: region.name, tokens: start..<start + region.count, attributes: region.attributes))
      }
      count += tokens.count
    }
  }

  /// The document's token that a segment begins with.
  func start(of piece: SegmentPiece) -> Int { starts[piece.info.id] ?? 0 }

  /// The tokens of a sentence.
  func sentence(_ index: Int) -> Range<Int> {
    sentences[index]..<(index + 1 < sentences.count ? sentences[index + 1] : count)
  }

  /// The tokens of the paragraph that a token is in.
  func paragraph(around token: Int) -> Range<Int> {
    let next = paragraphs.indices.partitionPoint { paragraphs[$0] > token }
    return (next > 0 ? paragraphs[next - 1] : 0)..<(next < paragraphs.count ? paragraphs[next] : count)
  }
}
