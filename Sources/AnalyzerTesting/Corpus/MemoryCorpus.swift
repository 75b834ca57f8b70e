import AnalyzerKit

/// A small corpus in memory for tests: slow, and simple enough to be seen to be right.
///
/// It has the layers `word` and `lower` (lower case by the standard library), gives forms numbers of its own, and
/// never changes, so that it can be used from any thread.
public final class MemoryCorpus: CorpusAccess {
  /// The documents, in order: a document's ordinal is its index.
  public let documents: [Document]
  /// The analysed layer: `word` or `lower`.
  public let layer: String
  /// Whether tokens without a letter or a digit count, too.
  public let countsPunctuation: Bool
  /// The languages of the documents, in order of first use.
  public let languages: [String]
  /// The texts of all forms of all layers, by form number.
  let texts: [String]
  /// The data files of the plugin, by name.
  public let resources: [String: [UInt8]]
  /// The numbers of all forms, by their bytes: canonically equivalent texts are different forms.
  let numbers: [[UInt8]: FormID]
  /// The forms of the analysed layer that are counted, and those that occur at all, ascending.
  private let countedForms: [FormID]
  private let occurring: FormSet

  /// Makes a corpus of documents; `layer` is `lower` or `word`.
  public convenience init(
    _ documents: [Document], layer: String = "lower", countsPunctuation: Bool = false,
    resources: [String: [UInt8]] = [:]
  ) {
    var texts: [String] = []
    for document in documents {
      for token in document.tokens { texts += [token.text, token.text.lowercased()] }
    }
    self.init(
      documents, layer: layer, countsPunctuation: countsPunctuation, resources: resources, vocabulary: texts)
  }

  /// Makes a corpus of texts, named `1`, `2`, …, in German.
  public convenience init(texts: [String], layer: String = "lower", countsPunctuation: Bool = false) {
    self.init(
      texts.enumerated().map { Document(name: String($0.offset + 1), text: $0.element) }, layer: layer,
      countsPunctuation: countsPunctuation)
  }

  /// Forms are numbered in the order in which they first stand in `vocabulary`, which holds all of them.
  private init(
    _ documents: [Document], layer: String, countsPunctuation: Bool, resources: [String: [UInt8]],
    vocabulary: [String]
  ) {
    self.documents = documents
    self.layer = layer
    self.countsPunctuation = countsPunctuation
    self.resources = resources
    var languages: [String] = []
    for document in documents where !languages.contains(document.language) { languages.append(document.language) }
    self.languages = languages
    var numbers: [[UInt8]: FormID] = [:]
    var texts: [String] = []
    for text in vocabulary where numbers[Array(text.utf8)] == nil {
      numbers[Array(text.utf8)] = FormID(rawValue: UInt32(texts.count))
      texts.append(text)
    }
    self.numbers = numbers
    self.texts = texts
    var counted = FormSet()
    var occurring = FormSet()
    for token in documents.flatMap(\.tokens) {
      guard let form = numbers[Array(MemoryCorpus.text(token.text, in: layer).utf8)] else { continue }
      occurring.insert(form)
      if countsPunctuation || token.isWord { counted.insert(form) }
    }
    countedForms = counted.forms
    self.occurring = occurring
  }

  /// The same corpus with other form numbers, and with forms that occur nowhere in it.
  public func renumbered(seed: UInt64) -> MemoryCorpus {
    var generator = SeededGenerator(seed: seed)
    let strangers = (0..<5).map { "stranger \($0)" }
    return MemoryCorpus(
      documents, layer: layer, countsPunctuation: countsPunctuation, resources: resources,
      vocabulary: (texts + strangers).shuffled(using: &generator))
  }

  /// The same documents, with another layer or another way of counting.
  public func counting(layer: String? = nil, punctuation: Bool? = nil) -> MemoryCorpus {
    MemoryCorpus(
      documents, layer: layer ?? self.layer, countsPunctuation: punctuation ?? countsPunctuation,
      resources: resources)
  }

  static func text(_ text: String, in layer: String) -> String { layer == "lower" ? text.lowercased() : text }

  /// The surface form of a token.
  func word(of token: MemoryToken) -> FormID { numbers[Array(token.text.utf8)] ?? TokenStorage.uncounted }

  /// The form of a token in the analysed layer, if it is counted.
  func form(of token: MemoryToken) -> FormID? {
    guard countsPunctuation || token.isWord else { return nil }
    return numbers[Array(MemoryCorpus.text(token.text, in: layer).utf8)]
  }

  /// One more than the largest form number.
  public var formCount: Int { texts.count }

  /// The form of a text of the analysed layer; nil when no token has it.
  public func form(of text: String) throws -> FormID? {
    guard let form = numbers[Array(try layerText(text).utf8)], occurring.contains(form) else { return nil }
    return form
  }

  /// A text as the analysed layer writes it.
  public func layerText(_ text: String) throws -> String { MemoryCorpus.text(text, in: layer) }

  /// The surface forms behind a form of the analysed layer, ascending by number.
  public func words(behind form: FormID) throws -> [FormID] {
    let wanted = try text(of: form)
    let tokens = documents.flatMap(\.tokens).filter {
      MemoryCorpus.text($0.text, in: layer).utf8.elementsEqual(wanted.utf8)
    }
    return FormSet(tokens.map(word)).forms
  }

  /// The text of a form; an error for a number that the corpus did not give.
  public func text(of form: FormID) throws -> String {
    guard form.rawValue < texts.count else {
      throw AnalyzerError.unsuitableCorpus("the corpus has no form of the number \(form.rawValue)")
    }
    return texts[Int(form.rawValue)]
  }

  /// Goes through the counted forms with their bytes.
  public func forEachForm(_ body: (FormID, UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    for form in countedForms {
      let bytes = Array(texts[Int(form.rawValue)].utf8)
      try bytes.withUnsafeBufferPointer { try body(form, $0) }
    }
  }

  /// The counted forms that match an expression of the standard library's `Regex` as a whole.
  public func forms(matching pattern: Pattern) throws -> FormSet {
    let expression = try Regex(pattern.source)
    return FormSet(try countedForms.filter { try expression.wholeMatch(in: texts[Int($0.rawValue)]) != nil })
  }

  /// The counted forms that a query for one token matches.
  public func forms(matching query: Query) throws -> FormSet {
    let terms = try MemoryQuery(query.text, layer: layer).terms
    guard terms.count == 1, let term = terms.first else {
      throw AnalyzerError.invalidOption("query", "‘\(query.text)’ is not a query for one token")
    }
    return FormSet(countedForms.filter { term.matches(texts[Int($0.rawValue)]) })
  }

  /// How often each counted form occurs.
  public func formCounts() throws -> FormCounter {
    var counts = FormCounter()
    for token in documents.flatMap(\.tokens) {
      if let form = form(of: token) { counts.add(form) }
    }
    return counts
  }

  /// The bytes of a data file.
  public func resource(_ name: String) throws -> [UInt8]? { resources[name] }

  /// The name of a document.
  public func documentName(_ ordinal: Int) throws -> String { try document(ordinal).name }

  /// The value of a field, missing where only other documents have it.
  public func field(_ name: String, of ordinal: Int) throws -> Value {
    guard documents.contains(where: { $0.fields[name] != nil }) else {
      throw AnalyzerError.unsuitableCorpus("the corpus has no field ‘\(name)’")
    }
    return try document(ordinal).fields[name] ?? .missing
  }

  /// The counted tokens of a document, as forms of the analysed layer.
  public func forms(ofDocument ordinal: Int) throws -> [FormID] { try document(ordinal).tokens.compactMap(form) }

  private func document(_ ordinal: Int) throws -> Document {
    guard documents.indices.contains(ordinal) else {
      throw AnalyzerError.unsuitableCorpus("the corpus has no document of the number \(ordinal)")
    }
    return documents[ordinal]
  }

  /// Never asks to stop.
  public func checkCancellation() throws {}
}
