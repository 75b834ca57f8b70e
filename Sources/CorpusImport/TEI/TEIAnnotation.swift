import TextProcessing

/// Puts together the tokens of a TEI text that marks them, with its sentences, paragraphs and regions.
struct TEIAnnotation {
  /// Where sentences start and end, ascending.
  var bounds: [(offset: Int, attributes: [AnnotatedRegion.Attribute])] = []
  /// How many words stand beside the marked tokens.
  private(set) var besides = 0

  private let text: [UInt8]
  private var tokens = TokenBuffer()
  private var columns: [AnnotationColumn]
  private var sentences = OpenRegions()
  private var next = 0
  private var end = 0

  init(_ text: [UInt8], layers: [String]) {
    self.text = text
    columns = layers.map { AnnotationColumn(name: $0) }
  }

  /// Adds a token with its values.
  mutating func add(_ bytes: Range<Int>, _ values: [[UInt8]]) {
    let gap = text[end..<bytes.lowerBound]
    let isFirst = tokens.count == 0
    if !isFirst { tokens.spaceAfter[tokens.count - 1] = !gap.isEmpty }
    // Paragraphs are separated by an empty line, and by nothing else.
    let startsParagraph = isFirst || gap.count { $0 == 0x0A } > 1
    var attributes: [AnnotatedRegion.Attribute]?
    while next < bounds.count, bounds[next].offset <= bytes.lowerBound {
      attributes = bounds[next].attributes
      next += 1
    }
    if startsParagraph { tokens.paragraphStarts.append(tokens.count) }
    if startsParagraph || attributes != nil {
      tokens.sentenceStarts.append(tokens.count)
      _ = sentences.close("s", at: tokens.count)
      if let attributes, !attributes.isEmpty { sentences.open("s", attributes, at: tokens.count) }
    }
    tokens.starts.append(bytes.lowerBound)
    tokens.ends.append(bytes.upperBound)
    tokens.kinds.append(text[bytes].withUnsafeBufferPointer { TokenKind.of($0) })
    tokens.spaceAfter.append(true)
    for column in columns.indices { columns[column].append(column < values.count ? values[column] : []) }
    end = bytes.upperBound
  }

  /// Adds what stands between tokens, cut at white space.
  mutating func addWords(in range: Range<Int>) {
    var at = range.lowerBound
    while at < range.upperBound {
      if TEIAnnotation.isWhite(text[at]) {
        at += 1
        continue
      }
      let start = at
      while at < range.upperBound, !TEIAnnotation.isWhite(text[at]) { at += 1 }
      besides += 1
      add(start..<at, [])
    }
  }

  /// The annotation with these regions of the text.
  mutating func finish(_ regions: [TextRegion]) -> AnnotatedTokens {
    var placement = RegionPlacement(regions)
    placement.add(starts: tokens.starts)
    return AnnotatedTokens(
      tokens: tokens, columns: columns.filter { $0.values.contains { !$0.isEmpty } },
      regions: placement.finish() + sentences.finish(at: tokens.count))
  }

  private static func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A }
}
