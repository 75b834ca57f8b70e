import TextProcessing

/// Writes the vertical format of CWB: a token a line with its layers, tags on lines of their own, `<g/>` where no space is.
///
/// The first line names the columns as Kielipankki's VRT does, so that they need not be named when it is loaded again.
public struct VerticalWriter: CorpusWriter {
  private let element: String
  private var output: [UInt8] = []
  private var marks: RegionMarks?
  private var hasSpace = true

  /// A writer of a corpus with these layers and kinds of regions.
  public init(layers: [String], regions: [String]) throws(ExportError) {
    guard let free = ["text", "doc"].first(where: { !regions.contains($0) }) else { throw .namesTaken }
    element = free
    if !layers.isEmpty {
      let names = layers.map { MarkupEncoding.name($0) }.joined(separator: " ")
      output.append(contentsOf: "<!-- #vrt positional-attributes: word \(names) -->\n".utf8)
    }
  }

  /// What was written since it was taken last.
  public mutating func take() -> [UInt8] {
    defer { output.removeAll(keepingCapacity: true) }
    return output
  }

  /// Begins a document.
  public mutating func begin(_ document: ExportDocument) {
    marks = RegionMarks(document)
    hasSpace = true
    start(
      element,
      [("id", document.name), ("language", document.language)]
        + document.metadata.map { (MarkupEncoding.name($0.name, avoiding: ["id", "language"]), $0.value) })
  }

  /// Adds the next sentence of the document.
  public mutating func add(_ sentence: ExportSentence) throws(ExportError) {
    guard var marks else { return }
    let startsParagraph = sentence.tokens.lowerBound == sentence.paragraph.lowerBound
    var opening = marks.starting(with: sentence.tokens.lowerBound)
    if startsParagraph {
      // What holds the paragraph stands around it, what holds the sentence around that.
      for region in opening where region.tokens.upperBound >= sentence.paragraph.upperBound { start(region) }
      opening.removeAll { $0.tokens.upperBound >= sentence.paragraph.upperBound }
      start("p", plain(try marks.attributes(of: "p", sentence.paragraph)))
    }
    for region in opening where region.tokens.upperBound >= sentence.tokens.upperBound { start(region) }
    opening.removeAll { $0.tokens.upperBound >= sentence.tokens.upperBound }
    start("s", plain(try marks.attributes(of: "s", sentence.tokens)))
    for region in opening { start(region) }
    for (index, token) in sentence.tokens.enumerated() {
      if index > 0 {
        // What stands between two tokens stands before the tags that open with the second.
        glue()
        for region in marks.starting(with: token) { start(region) }
      }
      write(sentence, index)
      let ending = try marks.ending(before: token + 1)
      if index + 1 < sentence.tokens.count {
        for region in ending { end(region.name) }
      } else {
        finish(sentence, ending)
      }
    }
    self.marks = marks
  }

  /// Ends the document.
  public mutating func end() throws(ExportError) {
    try marks?.checkBounds()
    marks = nil
    end(element)
  }

  /// Ends the sentence, the paragraph where it ends too, and the regions that end there, in the order in which they nest.
  private mutating func finish(_ sentence: ExportSentence, _ ending: [AnnotatedRegion]) {
    let endsParagraph = sentence.tokens.upperBound == sentence.paragraph.upperBound
    let within = ending.filter { $0.tokens.lowerBound > sentence.tokens.lowerBound }
    let inner = ending.filter { $0.tokens.lowerBound <= sentence.tokens.lowerBound }
    for region in within { end(region.name) }
    end("s")
    let inParagraph = inner.filter { $0.tokens.lowerBound > sentence.paragraph.lowerBound }
    for region in inParagraph { end(region.name) }
    if endsParagraph { end("p") }
    for region in inner where region.tokens.lowerBound <= sentence.paragraph.lowerBound { end(region.name) }
  }

  private mutating func write(_ sentence: ExportSentence, _ index: Int) {
    glue()
    MarkupEncoding.append(sentence.forms[index], to: &output)
    for values in sentence.values {
      output.append(0x09)
      MarkupEncoding.append(values[index], to: &output)
    }
    output.append(0x0A)
    hasSpace = sentence.spaceAfter[index]
  }

  /// Writes once that no space stands before the next token, where none does.
  private mutating func glue() {
    if !hasSpace { output.append(contentsOf: "<g/>\n".utf8) }
    hasSpace = true
  }

  private func plain(_ attributes: [AnnotatedRegion.Attribute]?) -> [(String, String)] {
    (attributes ?? []).map { (MarkupEncoding.name($0.name), $0.value) }
  }

  private mutating func start(_ region: AnnotatedRegion) { start(region.name, plain(region.attributes)) }

  private mutating func start(_ name: String, _ attributes: [(name: String, value: String)]) {
    MarkupEncoding.appendStart(name, attributes, to: &output)
    output.append(0x0A)
  }

  private mutating func end(_ name: String) { output.append(contentsOf: "</\(name)>\n".utf8) }
}
