import TextProcessing

/// Reads TEI: a document for each `<TEI>` (P5) or `<TEI.2>` (P4), with metadata of its header.
///
/// Marked tokens (`<w>`, `<pc>`) are taken as they are; other text is cut later. tei-c.org/release/doc/tei-p5-doc.
struct TEIReader: FormatReader {
  private static let roots: Set<String> = ["TEI", "TEI.2"]

  func read(_ text: any ByteStream, of file: InputFile, into body: (ReadDocument) throws -> Void) throws {
    let stream = try XMLStream(text, path: file.path)
    var outermost: String?
    var isWithinCorpus = false
    var count = 0
    while let event = try stream.next() {
      guard event == .start else { continue }
      let name = stream.name
      if outermost == nil { outermost = name }
      if name.hasPrefix("teiCorpus") { isWithinCorpus = true }
      guard TEIReader.roots.contains(name) else { continue }
      count += 1
      try body(try TEIReader.document(stream, isNamed: isWithinCorpus))
    }
    if count == 0 {
      throw stream.malformed("there is no <TEI> in it; its outermost element is <\((outermost ?? "").clipped)>")
    }
  }

  /// What speaks against reading a file as TEI, by its first bytes: no root of TEI among its first elements.
  static func objection(to head: [UInt8]) -> String? {
    let starts = ["<TEI", "<teiCorpus"].map { Array($0.utf8) }
    let isTEI = starts.contains { head.firstRange(of: $0) != nil } || prefixed(head)
    return isTEI ? nil : "XML, but no TEI"
  }

  /// Whether a root of TEI stands there with a prefix: `<tei:TEI`.
  private static func prefixed(_ head: [UInt8]) -> Bool {
    [":TEI", ":teiCorpus"].contains { head.firstRange(of: Array($0.utf8)) != nil }
  }

  /// Reads a document to the end of its element.
  private static func document(_ stream: XMLStream, isNamed: Bool) throws(ImportError) -> ReadDocument {
    let root = try stream.attributes()
    var header = TEIHeader()
    var text = TEIText()
    var language = language(root)
    var depth = 1
    // How deep the header, or what stands beside the text, began.
    var headerDepth: Int?
    var textDepth: Int?
    while depth > 0, let event = try stream.next() {
      switch event {
      case .start:
        depth += 1
        let name = stream.name
        if textDepth != nil {
          try text.start(name, header.persons, stream.attributes)
        } else if headerDepth != nil {
          header.start(name, try stream.attributes())
        } else if name == "teiHeader" || name == "standOff" {
          headerDepth = depth
        } else if name == "text" {
          textDepth = depth
          language = Self.language(try stream.attributes()) ?? language
        }
      case .end:
        if let start = textDepth { if start == depth { textDepth = nil } else { text.end() } }
        if let start = headerDepth { if start == depth { headerDepth = nil } else { header.end() } }
        depth -= 1
      case .text:
        if textDepth != nil { text.text(stream.text) } else if headerDepth != nil { header.text(stream.text) }
      }
    }
    guard text.flow.end <= CorpusReader.longestFile else { throw stream.malformed("the document is longer than 2 GB") }
    return document(text, header, language, name: isNamed ? root.first { $0.name == "xml:id" }?.value : nil)
  }

  private static func document(_ text: TEIText, _ header: TEIHeader, _ language: String?, name: String?) -> ReadDocument
  {
    var document = ReadDocument(name: name, text: text.flow.bytes, metadata: header.fields)
    let used = header.languages.compactMap(LanguageTag.code)
    document.language = language ?? (used.count == 1 ? used.first : nil)
    if text.marks.isEmpty {
      document.regions = text.textRegions
    } else {
      let annotated = text.marks.annotation(of: document.text, regions: text.textRegions)
      document.annotation = annotated.annotation
      if annotated.besides > 0 { document.remarks[.textBesideTokens] = annotated.besides }
    }
    return document
  }

  private static func language(_ attributes: [(name: String, value: String)]) -> String? {
    attributes.first { $0.name == "xml:lang" || $0.name == "lang" }.flatMap { LanguageTag.code($0.value) }
  }
}
