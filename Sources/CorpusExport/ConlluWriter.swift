import TextProcessing

/// Writes CoNLL-U, or CoNLL-U Plus where the corpus has layers that CoNLL-U has no column for.
///
/// Regions stand in MISC as `RegionStart=<sp who="a">` and `RegionEnd=</sp>`; what other programs do not know, they pass over.
public struct ConlluWriter: CorpusWriter {
  /// The layers of the columns from LEMMA to DEPREL.
  private static let standard = ["lemma", "pos", "xpos", "feats", "head", "deprel"]
  /// Keys that say something else in comments.
  private static let keys: Set<String> = [
    "newdoc", "newdoc id", "newpar", "newpar id", "sent_id", "text", "global.columns",
  ]

  private let layers: [String]
  /// For each column from LEMMA to DEPREL the place of its layer.
  private let places: [Int?]
  /// The places of layers in columns of their own.
  private let others: [Int]
  private let words: Int?
  private var output: [UInt8] = []
  private var document = ExportDocument(name: "", language: "und")
  private var marks: RegionMarks?

  /// A writer of a corpus with these layers.
  public init(layers: [String]) {
    self.layers = layers
    places = ConlluWriter.standard.map { layers.firstIndex(of: $0) }
    words = layers.firstIndex(of: "words")
    others = layers.indices.filter { layers[$0] != "words" && !ConlluWriter.standard.contains(layers[$0]) }
    if !others.isEmpty {
      let names = others.map { " LECT:" + layers[$0] }.joined()
      output.append(
        contentsOf: "# global.columns = ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC\(names)\n".utf8)
    }
  }

  /// What was written since it was taken last.
  public mutating func take() -> [UInt8] {
    defer { output.removeAll(keepingCapacity: true) }
    return output
  }

  /// Begins a document.
  public mutating func begin(_ document: ExportDocument) throws(ExportError) {
    self.document = document
    marks = RegionMarks(document)
    try comment("newdoc id", document.name, what: "its name")
    try comment("language", document.language, what: "its language")
    for (name, value) in document.metadata {
      try comment(key(name, isReserved: name.hasPrefix("meta::")), value, what: "the field \(name)")
    }
  }

  /// Adds the next sentence of the document.
  public mutating func add(_ sentence: ExportSentence) throws(ExportError) {
    guard var marks else { return }
    if sentence.tokens.lowerBound == sentence.paragraph.lowerBound {
      try startParagraph(try marks.attributes(of: "p", sentence.paragraph) ?? [])
    }
    let attributes = try marks.attributes(of: "s", sentence.tokens) ?? []
    if let id = attributes.first(where: { $0.name == "id" }) {
      try comment("sent_id", id.value, what: "the id of a sentence")
    }
    // It ends what is said of the document.
    writeText(of: sentence)
    for attribute in attributes where attribute.name != "id" {
      let key = key(attribute.name, isReserved: attribute.name.hasPrefix("newpar_"))
      try comment(key, attribute.value, what: "the attribute \(attribute.name) of a sentence")
    }
    var word = 1
    for (index, token) in sentence.tokens.enumerated() {
      let misc = try misc(sentence, index, token, &marks)
      try write(sentence, index, token, &word, misc)
    }
    output.append(0x0A)
    self.marks = marks
  }

  /// Ends the document.
  public mutating func end() throws(ExportError) {
    try marks?.checkBounds()
    marks = nil
    // The comments of a document without sentences need an end.
    output.append(0x0A)
  }

  private mutating func writeText(of sentence: ExportSentence) {
    output.append(contentsOf: "# text = ".utf8)
    for index in sentence.forms.indices {
      output.append(contentsOf: sentence.forms[index])
      if sentence.spaceAfter[index], index + 1 < sentence.forms.count { output.append(0x20) }
    }
    output.append(0x0A)
  }

  private mutating func startParagraph(_ attributes: [AnnotatedRegion.Attribute]) throws(ExportError) {
    let id = attributes.first { $0.name == "id" }?.value
    guard document.paragraphs > 1 || !attributes.isEmpty else { return }
    if let id {
      try comment("newpar id", id, what: "the id of a paragraph")
    } else {
      output.append(contentsOf: "# newpar\n".utf8)
    }
    for attribute in attributes where attribute.name != "id" {
      try comment(
        "newpar_" + MarkupEncoding.name(attribute.name), attribute.value,
        what: "the attribute \(attribute.name) of a paragraph")
    }
  }

  /// A key of a comment that is read as it is meant.
  private func key(_ name: String, isReserved: Bool) -> String {
    var taken = ConlluWriter.keys
    if isReserved { taken.insert(name) }
    return MarkupEncoding.name(name, avoiding: taken)
  }

  private mutating func comment(_ key: String, _ value: String, what: String) throws(ExportError) {
    let isBlank = value.utf8.first.map { $0 == 0x20 || $0 == 0x09 } ?? false
    let endsBlank = value.utf8.last.map { $0 == 0x20 || $0 == 0x09 } ?? false
    guard !isBlank, !endsBlank, !value.utf8.contains(0x0A), !value.utf8.contains(0x0D) else { throw unwritable(what) }
    output.append(contentsOf: "# \(key) = \(value)\n".utf8)
  }

  private func unwritable(_ what: String) -> ExportError {
    .unwritable(document: document.name, what: what, format: "CoNLL-U")
  }

  /// What MISC says of a token: that no space follows, and the regions that start and end.
  private func misc(
    _ sentence: ExportSentence, _ index: Int, _ token: Int, _ marks: inout RegionMarks
  ) throws(ExportError) -> [UInt8] {
    var misc: [UInt8] = []
    let starting = marks.starting(with: token)
    if !starting.isEmpty {
      misc.append(contentsOf: "RegionStart=".utf8)
      for region in starting {
        let attributes = region.attributes.map { (MarkupEncoding.name($0.name), $0.value) }
        MarkupEncoding.appendStart(region.name, attributes, bar: true, to: &misc)
      }
    }
    let ending = try marks.ending(before: token + 1)
    if !ending.isEmpty {
      if !misc.isEmpty { misc.append(0x7C) }
      misc.append(contentsOf: ("RegionEnd=" + ending.map { "</\($0.name)>" }.joined()).utf8)
    }
    if !sentence.spaceAfter[index] {
      if !misc.isEmpty { misc.append(0x7C) }
      misc.append(contentsOf: "SpaceAfter=No".utf8)
    }
    return misc
  }

  private mutating func write(
    _ sentence: ExportSentence, _ index: Int, _ token: Int, _ word: inout Int, _ misc: [UInt8]
  ) throws(ExportError) {
    let joined = words.map { sentence.values[$0][index] } ?? []
    if joined.isEmpty {
      try row("\(word)", sentence.forms[index], token, misc) { place in sentence.values[place][index] }
      word += 1
      return
    }
    let forms = JoinedWords.split(joined)
    try row("\(word)-\(word + forms.count - 1)", sentence.forms[index], token, misc) { _ in [] }
    var parts: [[[UInt8]]] = []
    for (place, layer) in layers.enumerated() {
      let value = sentence.values[place][index]
      let split = value.isEmpty ? Array(repeating: [], count: forms.count) : JoinedWords.split(value)
      guard split.count == forms.count else {
        throw .unevenWords(document: document.name, token: token + 1, layer: layer)
      }
      parts.append(split)
    }
    for (number, form) in forms.enumerated() {
      try row("\(word + number)", form, token, []) { place in parts[place][number] }
    }
    word += forms.count
  }

  /// Writes a line; the values are asked for by the places of layers.
  private mutating func row(
    _ id: String, _ form: [UInt8], _ token: Int, _ misc: [UInt8], _ value: (Int) -> [UInt8]
  ) throws(ExportError) {
    output.append(contentsOf: id.utf8)
    try column(form, token)
    for place in places { try column(place.map(value) ?? [], token) }
    try column([], token)
    try column(misc, token)
    for place in others { try column(SoleMark.encoded(value(place)), token) }
    output.append(0x0A)
  }

  private mutating func column(_ value: [UInt8], _ token: Int) throws(ExportError) {
    guard !value.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else {
      throw unwritable("token \(token + 1) or a value of it")
    }
    output.append(0x09)
    if value.isEmpty { output.append(0x5F) } else { output.append(contentsOf: value) }
  }
}
