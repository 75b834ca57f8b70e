import AnalyzerKit
import CorpusStore
import TextProcessing

/// A segment while its documents are written: its bounds and regions, read once.
final class SegmentPiece {
  let info: SegmentInfo
  let reader: SegmentReader
  private let bounds: SegmentBounds
  private let regions: [SegmentRegion]
  private var nextRegion = 0

  init(_ info: SegmentInfo, in store: StoreReader) throws {
    self.info = info
    reader = try store.segment(info)
    bounds = try reader.bounds()
    regions = try reader.regions()
  }

  /// The positions of a document, as far as it is in here.
  func tokens(ofDocument ordinal: Int) -> Range<Int> {
    let place = ordinal - info.firstDocument
    return Int(bounds.documentStarts[place])..<Int(bounds.documentStarts[place + 1])
  }

  /// The starts of sentences in a stretch.
  func sentences(in tokens: Range<Int>) -> ArraySlice<UInt32> { SegmentPiece.within(tokens, bounds.sentenceStarts) }

  /// The starts of paragraphs in a stretch.
  func paragraphs(in tokens: Range<Int>) -> ArraySlice<UInt32> { SegmentPiece.within(tokens, bounds.paragraphStarts) }

  /// The regions of a document that start in here; documents are asked for in order.
  func regions(ofDocument ordinal: Int) -> ArraySlice<SegmentRegion> {
    let place = ordinal - info.firstDocument
    while nextRegion < regions.count, regions[nextRegion].document < place { nextRegion += 1 }
    let start = nextRegion
    while nextRegion < regions.count, regions[nextRegion].document == place { nextRegion += 1 }
    return regions[start..<nextRegion]
  }

  /// The numbers of an ascending list that lie in a range.
  private static func within(_ range: Range<Int>, _ starts: [UInt32]) -> ArraySlice<UInt32> {
    let start = starts.indices.partitionPoint { Int(starts[$0]) >= range.lowerBound }
    return starts[start..<(start..<starts.count).partitionPoint { Int(starts[$0]) >= range.upperBound }]
  }
}
