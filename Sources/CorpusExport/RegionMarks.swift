import TextProcessing

/// Where the regions of a document start and end, in an order in which their tags nest where the regions do.
struct RegionMarks {
  private let document: String
  private let regions: [AnnotatedRegion]
  private var sentences: [Int: AnnotatedRegion] = [:]
  private var paragraphs: [Int: AnnotatedRegion] = [:]
  private var next = 0
  private var ends: [Int: [Int]] = [:]
  private var open: [String: [Int]] = [:]

  /// The regions of a document; the attributes of sentences and paragraphs are set apart.
  init(_ document: ExportDocument) {
    self.document = document.name
    var others: [AnnotatedRegion] = []
    for region in document.regions where !region.tokens.isEmpty {
      switch region.name {
      case "s": sentences[region.tokens.lowerBound] = region
      case "p": paragraphs[region.tokens.lowerBound] = region
      default: others.append(region)
      }
    }
    regions = others
  }

  /// The attributes of the sentence or paragraph of these tokens; nil where it has none.
  mutating func attributes(
    of kind: String, _ tokens: Range<Int>
  ) throws(ExportError) -> [AnnotatedRegion.Attribute]? {
    let region =
      kind == "s" ? sentences.removeValue(forKey: tokens.lowerBound) : paragraphs.removeValue(forKey: tokens.lowerBound)
    guard let region else { return nil }
    guard region.tokens == tokens else { throw .notABound(document: document, region: kind) }
    return region.attributes
  }

  /// The regions that start with a token, outermost first.
  mutating func starting(with token: Int) -> [AnnotatedRegion] {
    var found: [AnnotatedRegion] = []
    while next < regions.count, regions[next].tokens.lowerBound <= token {
      let region = regions[next]
      found.append(region)
      ends[region.tokens.upperBound, default: []].append(next)
      open[region.name, default: []].append(next)
      next += 1
    }
    return found
  }

  /// The regions that end before a token, innermost first.
  mutating func ending(before token: Int) throws(ExportError) -> [AnnotatedRegion] {
    guard let indices = ends.removeValue(forKey: token) else { return [] }
    var found: [AnnotatedRegion] = []
    for index in indices.reversed() {
      let name = regions[index].name
      guard open[name]?.popLast() == index else { throw .crossing(document: document, region: name) }
      found.append(regions[index])
    }
    return found
  }

  /// Throws where a region `s` or `p` started within a sentence or paragraph.
  func checkBounds() throws(ExportError) {
    if !sentences.isEmpty { throw .notABound(document: document, region: "s") }
    if !paragraphs.isEmpty { throw .notABound(document: document, region: "p") }
  }
}
