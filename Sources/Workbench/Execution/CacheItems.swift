import AnalyzerKit
import CorpusStore

/// Names what each segment contributes to an analysis, so that a cached partial tells what it covers.
enum CacheItems {
  /// One name a segment: a hash of its content, of the segments that its last document goes on in, and of which of its
  /// documents are read in which group.
  static func items(of inputs: AnalysisInputs) -> [String] {
    let segments = inputs.corpus.segments
    let keys = inputs.grouping.keys.map { "\($0)" }
    return segments.indices.map { index in
      var parts: [String] = []
      var next = index
      repeat {
        parts.append("\(segments[next].checksum)")
        if let layer = segments[next].layerChecksums[inputs.view.layer] { parts.append("layer \(layer)") }
        if let regions = segments[next].regionsChecksum, !inputs.regions.isEmpty { parts.append("regions \(regions)") }
        next += 1
      } while next < segments.count && segments[next - 1].isContinued
      let first = segments[index].firstDocument
      if !inputs.grouping.isUndivided {
        for document in first..<first + segments[index].documents {
          let group = inputs.grouping.groups[document]
          parts.append(group == DocumentGrouping.unselected ? "-" : keys[Int(group)])
        }
      }
      // Languages are given by index, so that a partial holds only where the list begins alike.
      let languages = Set((first..<first + segments[index].documents).map { inputs.documentLanguages[$0] }).sorted()
      parts += languages.map { "\($0)=\(inputs.languages[Int($0)])" }
      // Document numbers may be in a partial: the same segment elsewhere in a corpus is another item.
      parts.append("\(inputs.corpus.id) \(first)")
      return "\(ContentHash.of(parts))"
    }
  }
}
