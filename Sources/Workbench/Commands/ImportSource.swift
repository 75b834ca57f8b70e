import AnalyzerKit
import CorpusImport
import CorpusStore
import Synchronization
import TextProcessing

/// Hands the files of an import to the store, on whatever threads the store reads.
final class ImportSource: DocumentSource {
  private let reader: CorpusReader
  private let heading: HeadingPattern
  private let keepsHeading: Bool
  private let language: String?
  private let detector = LanguageDetector()
  /// By the input that comes next: what was seen of those before it.
  private let tallies = Mutex<[Int: ImportTally]>([:])
  private let clashes = Mutex<[String: Int]>([:])
  /// The declared fields that no source of fields is known to give, and that no document has had so far.
  private let unseen: Mutex<Set<String>>
  /// How many inputs were read, and whether one of them held a document.
  private let outcome = Mutex<(inputs: Int, hasDocument: Bool)>((0, false))
  private let bytesOfOpen = Mutex<(done: Int, open: [Int: Int])>((0, [:]))

  /// Names that every corpus gives its documents itself: a metadata field of such a name gets another.
  private static let taken: Set<String> = ["document", "language", "tokens", "words", "sentences"]

  /// Reads what a plan names.
  init(_ plan: ImportPlan) throws {
    reader = try CorpusReader(plan)
    unseen = Mutex(Set(reader.declaredTypes.types.keys).subtracting(reader.fields))
    heading = plan.heading
    keepsHeading = plan.keepsHeading
    language = plan.language
  }

  var count: Int { reader.count }

  func size(of index: Int) -> Int { reader.size(of: index) }

  /// How many bytes of the inputs were read so far.
  var position: Int { bytesOfOpen.withLock { $0.done + $0.open.values.reduce(0, +) } }

  func read(_ index: Int, _ deliver: (IncomingDocument) throws -> Void) throws {
    // One tally for inputs that are read one after the other, as long as it makes no difference where they part.
    let earlier = tallies.withLock { $0[index]?.isOpenEnded == true ? $0.removeValue(forKey: index) : nil }
    var tally = earlier ?? ImportTally(heading: heading)
    var missing = unseen.withLock { $0 }
    var hasDocument = false
    let unread = try reader.read(index) { document in
      hasDocument = true
      if !missing.isEmpty { missing.subtract(document.metadata.lazy.map(\.name)) }
      tally.add(document)
      bytesOfOpen.withLock { $0.open[index] = document.position }
      try deliver(incoming(document))
    }
    tally.add(unread: unread)
    tallies.withLock { $0[index + 1] = tally }
    unseen.withLock { $0.formIntersection(missing) }
    bytesOfOpen.withLock { bytes in
      bytes.open[index] = nil
      bytes.done += reader.size(of: index)
    }
    let isOfNothing = outcome.withLock { outcome in
      outcome.inputs += 1
      outcome.hasDocument = outcome.hasDocument || hasDocument
      return outcome.inputs == reader.count && !outcome.hasDocument
    }
    // A corpus without documents is nobody's wish, least of all in the place of another.
    if isOfNothing { throw ImportError.nothingInFiles(NameSample(reader.files.map(\.path))) }
  }

  /// Reads an input again, for a message.
  func forEachDocument(of index: Int, _ body: (ImportedDocument) throws -> Void) throws {
    try reader.read(index, into: body)
  }

  private func incoming(_ document: ImportedDocument) -> IncomingDocument {
    let text = document.textStart == 0 ? document.bytes : Array(document.text)
    let said = language ?? document.language
    let detected =
      said.map { DetectedLanguage(code: $0, confidence: 1) } ?? text.withUnsafeBufferPointer { detector.detect($0) }
    var fields: [(String, CorpusStore.FieldValue)] = []
    var title: String?
    var date: String?
    for field in document.metadata {
      switch field.name {
      case "title": title = field.value
      case "date" where DateInterval(field.value) != nil: date = field.value
      default:
        let name = ImportSource.name(of: field.name)
        if name != field.name { clashes.withLock { $0[field.name, default: 0] += 1 } }
        fields.append((name, .text(field.value)))
      }
    }
    let line = document.heading.map { String(decoding: document.bytes[$0.line], as: UTF8.self) }
    var incoming = IncomingDocument(
      name: document.name, text: text, language: detected.code,
      languageConfidence: said == nil ? detected.confidence : nil, encoding: document.encoding,
      replacements: document.replacements, title: title, date: date, fields: fields, heading: line,
      annotation: document.annotation)
    incoming.regions = document.regions
    if keepsHeading, let heading = document.heading, document.textStart == 0, document.annotation == nil {
      incoming.regions.insert(TextRegion(name: "heading", bytes: heading.line), at: 0)
    }
    return incoming
  }

  /// What the user should know about what was read, in the order of the documents.
  var notices: [String] {
    let parts = tallies.withLock { tallies in tallies.sorted { $0.key < $1.key }.map(\.value) }
    var whole = ImportTally(heading: heading)
    for part in parts { whole.merge(part) }
    let clashes = clashes.withLock { $0 }.sorted { $0.key < $1.key }.map { name, count in
      name == "date"
        ? "\(Amount(count, "date")) not written as YYYY, YYYY-MM or YYYY-MM-DD: in the field \(ImportSource.name(of: name))"
        : "the field \(name) is called \(ImportSource.name(of: name)), since every corpus has a column \(name) of its own"
    }
    let undeclared = unseen.withLock { $0 }.sorted().map { "--types: no document has a field '\($0)'" }
    return (reader.notices(unread: whole.unread) + whole.notices).map { "\($0)" } + clashes + undeclared
  }

  /// The types that the user declared, by the names that fields have in the corpus.
  var types: [String: CorpusStore.FieldType] {
    var types: [String: CorpusStore.FieldType] = [:]
    for (name, type) in reader.declaredTypes.types {
      types[ImportSource.taken.contains(name) ? ImportSource.name(of: name) : name] =
        switch type {
        case .text: .text
        case .int: .integer
        case .real: .real
        case .date: .date
        }
    }
    return types
  }

  /// What a field of a corpus has to be called to get its name there.
  static func importedName(of field: String) -> String {
    guard field.hasPrefix("meta_") else { return field }
    let own = String(field.dropFirst("meta_".count))
    return name(of: own) == field ? own : field
  }

  /// What a field is called in the corpus: `meta_` is put before a name that is taken, and before what would then be the
  /// same name, so that two fields never become one.
  private static func name(of field: String) -> String {
    var own = field[...]
    while own.hasPrefix("meta_") { own = own.dropFirst("meta_".count) }
    return own == "date" || taken.contains(String(own)) ? "meta_\(field)" : field
  }
}
