import AnalyzerKit
import Database
import TextProcessing

extension StoreReader {
  /// The regions of a document, from its first token, by start; those of the same start in the order of the source.
  public func regions(ofDocument ordinal: Int, in corpus: Corpus) throws(StoreError) -> [AnnotatedRegion] {
    var result: [AnnotatedRegion] = []
    var before = 0
    for info in corpus.segments(ofDocument: ordinal) {
      let segment = try segment(info)
      let bounds = try segment.bounds()
      let place = ordinal - info.firstDocument
      let start = Int(bounds.documentStarts[place])
      for region in try segment.regions() where region.document == place {
        let first = before + region.start - start
        result.append(
          AnnotatedRegion(name: region.name, tokens: first..<first + region.count, attributes: region.attributes))
      }
      before += Int(bounds.documentStarts[place + 1]) - start
    }
    return result
  }

  /// The word forms of a document.
  public func forms(ofDocument ordinal: Int, in corpus: Corpus) throws(StoreError) -> [FormID] {
    var result: [FormID] = []
    for info in corpus.segments(ofDocument: ordinal) {
      let segment = try segment(info)
      let bounds = try segment.bounds()
      let place = ordinal - info.firstDocument
      result += try segment.ids(Int(bounds.documentStarts[place])..<Int(bounds.documentStarts[place + 1]))
    }
    return result
  }

  /// The values of a layer for each token of a document; nil where a token has none.
  ///
  /// For `word`, its forms. - Throws: `outOfRange` for a layer that is a map.
  public func values(
    of layer: LayerName, ofDocument ordinal: Int, in corpus: Corpus
  ) throws(StoreError) -> [String?] {
    guard corpus.layers.contains(where: { $0.name == layer && $0.kind == .stream }) else {
      throw .outOfRange(what: "`\(corpus.name)` has no layer \(layer) with a value a token")
    }
    let vocabulary = try vocabulary
    var texts: [FormID: String] = [:]
    var result: [String?] = []
    for info in corpus.segments(ofDocument: ordinal) {
      let segment = try segment(info)
      let bounds = try segment.bounds()
      let place = ordinal - info.firstDocument
      let tokens = Int(bounds.documentStarts[place])..<Int(bounds.documentStarts[place + 1])
      for id in try segment.ids(tokens, of: layer) {
        guard id != TokenStorage.uncounted else {
          result.append(nil)
          continue
        }
        if texts[id] == nil { texts[id] = try vocabulary.text(of: id) }
        result.append(texts[id])
      }
    }
    return result
  }
}

extension Corpus {
  /// The segments that hold tokens of a document, in order; none for a document that there is not.
  public func segments(ofDocument ordinal: Int) -> ArraySlice<SegmentInfo> {
    // The first segment that ends behind the document.
    let low = segments.indices.partitionPoint { segments[$0].firstDocument + segments[$0].documents > ordinal }
    var end = low
    while end < segments.count, segments[end].firstDocument <= ordinal { end += 1 }
    return ordinal < 0 ? [] : segments[low..<end]
  }

  /// The layer of that name; nil when there is none.
  public func layer(_ name: LayerName) -> CorpusLayer? { layers.first { $0.name == name } }
}
