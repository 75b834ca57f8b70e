import AnalyzerKit

/// What is said of a segment's tokens, as an assembler takes it.
struct SegmentAnnotation {
  /// For each token one more than its value's form, or 0.
  private let layers: [(name: String, values: [UInt32])]
  private let regions: [Int: [SegmentRegion]]

  /// Reads all layers and regions of a segment of a store with so many forms.
  init(_ reader: SegmentReader, forms: Int) throws {
    layers = try reader.layers.map { layer in
      // One more than the form, so that no value becomes 0.
      let values = try reader.ids(0..<reader.info.tokens, of: layer).map { $0.rawValue &+ 1 }
      guard values.allSatisfy({ Int($0) <= forms }) else { throw reader.damaged("values of \(layer) without a form") }
      return (name: layer.name, values: values)
    }
    regions = Dictionary(grouping: try reader.regions(), by: \.document)
  }

  /// Gives an assembler what is said of the tokens of a document, which it gets next.
  func give(_ tokens: Range<Int>, ofDocument document: Int, to assembler: SegmentAssembler) {
    assembler.annotate(
      layers.map { (name: $0.name, values: Array($0.values[tokens])) },
      (regions[document] ?? []).map { region in
        var region = region
        region.start -= tokens.lowerBound
        return region
      })
  }
}
