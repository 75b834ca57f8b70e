import TextProcessing

/// The tokens (`<w>`, `<pc>`) and sentences (`<s>`) that a TEI text marks.
struct TEITokens {
  /// The attributes of tokens that are layers.
  private static let layers = ["lemma", "pos", "msd", "ana", "norm", "type", "function", "reg", "orig"]

  /// Whether the next token stands directly after the last one.
  private(set) var joinsNext = false

  private var starts: [Int] = []
  private var ends: [Int] = []
  private var columns: [AnnotationColumn] = TEITokens.layers.map { AnnotationColumn(name: $0) }
  private var sentences: [(offset: Int, attributes: [AnnotatedRegion.Attribute])] = []
  private var open: (start: Int, values: [[UInt8]])?

  /// Whether there are tokens.
  var isEmpty: Bool { starts.isEmpty }

  /// Starts a token at a place of the text.
  mutating func startToken(at offset: Int, _ attributes: [(name: String, value: String)], joinsNext: Bool) {
    self.joinsNext = joinsNext
    open = (
      offset, TEITokens.layers.map { layer in attributes.first { $0.name == layer }.map { Array($0.value.utf8) } ?? [] }
    )
  }

  /// Ends it; a token without text is none.
  mutating func endToken(at offset: Int) {
    guard let token = open else { return }
    open = nil
    if token.start >= offset { return }
    starts.append(token.start)
    ends.append(offset)
    for (column, value) in token.values.enumerated() { columns[column].append(value) }
  }

  /// Starts a sentence at a place of the text.
  mutating func startSentence(at offset: Int, _ attributes: [(name: String, value: String)]) {
    var kept = AttributeList()
    for (key, value) in attributes { kept.add(key.hasPrefix("xml:") ? String(key.dropFirst(4)) : key, value) }
    sentences.append((offset, kept.attributes))
  }

  /// Ends it.
  mutating func endSentence(at offset: Int) { sentences.append((offset, [])) }

  /// The annotation of the whole text; words beside the marked tokens are cut at white space, and counted.
  func annotation(of text: [UInt8], regions: [TextRegion]) -> (annotation: AnnotatedTokens, besides: Int) {
    var annotated = TEIAnnotation(text, layers: TEITokens.layers)
    let bounds = sentences.isEmpty ? TEITokens.sentences(of: text) : sentences
    annotated.bounds = bounds
    var place = 0
    for (index, start) in starts.enumerated() {
      annotated.addWords(in: place..<start)
      annotated.add(start..<ends[index], columns.map { $0.values[Int($0.indices[index])] })
      place = ends[index]
    }
    annotated.addWords(in: place..<text.count)
    return (annotated.finish(regions), annotated.besides)
  }

  /// The sentences of a text that marks tokens alone, by the general rules.
  private static func sentences(of text: [UInt8]) -> [(offset: Int, attributes: [AnnotatedRegion.Attribute])] {
    let tokenizer = Tokenizer(language: "und")
    var buffer = TokenBuffer()
    var state = Tokenizer.State()
    var sentences: [(offset: Int, attributes: [AnnotatedRegion.Attribute])] = []
    text.withUnsafeBufferPointer { bytes in
      var hasMore = true
      while hasMore {
        buffer.removeAll()
        hasMore = tokenizer.next(bytes, &state, limit: 4_096, into: &buffer)
        for start in buffer.sentenceStarts { sentences.append((buffer.starts[start], [])) }
      }
    }
    return sentences
  }
}
