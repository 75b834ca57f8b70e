import AnalyzerKit
import CorpusImport
import CorpusStore
import Synchronization
import TextProcessing

/// Hands the files of an import to the store, on whatever threads the store reads.
final class ImportSource: DocumentSource {
  private let reader: TextReader
  private let heading: HeadingPattern
  private let language: String?
  private let detector = LanguageDetector()
  private let tallies = Mutex<[Int: ImportTally]>([:])
  private let clashes = Mutex<[String: Int]>([:])

  /// Names that every corpus gives its documents itself: a metadata field of such a name gets another.
  private static let taken: Set<String> = ["document", "language", "tokens", "words", "sentences"]

  /// Reads what a plan names.
  init(_ plan: ImportPlan) throws {
    reader = try TextReader(plan)
    heading = plan.heading
    language = plan.language
  }

  var count: Int { reader.count }

  func size(of index: Int) -> Int { reader.size(of: index) }

  func read(_ index: Int, _ deliver: (IncomingDocument) throws -> Void) throws {
    let document = try reader.read(index)
    var tally = ImportTally(heading: heading)
    tally.add(document)
    tallies.withLock { $0[index] = tally }
    let text = Array(document.text)
    let detected =
      language.map { DetectedLanguage(code: $0, confidence: 1) }
      ?? text.withUnsafeBufferPointer { detector.detect($0) }
    var fields: [(String, CorpusStore.FieldValue)] = []
    var title: String?
    var date: String?
    for field in document.metadata {
      switch field.name {
      case "title": title = field.value
      case "date" where DateInterval(field.value) != nil: date = field.value
      case let name where name == "date" || ImportSource.taken.contains(name):
        fields.append((free(name), .text(field.value)))
        clashes.withLock { $0[name, default: 0] += 1 }
      default: fields.append((field.name, .text(field.value)))
      }
    }
    let line = document.heading.map { String(decoding: document.bytes[$0.line], as: UTF8.self) }
    try deliver(
      IncomingDocument(
        name: document.name, text: text, language: detected.code,
        languageConfidence: language == nil ? detected.confidence : nil, encoding: document.encoding,
        replacements: document.replacements, title: title, date: date, fields: fields, heading: line))
  }

  /// What the user should know about what was read, in the order of the documents.
  var notices: [String] {
    let parts = tallies.withLock { tallies in tallies.sorted { $0.key < $1.key }.map(\.value) }
    var whole = ImportTally(heading: heading)
    for part in parts { whole.merge(part) }
    let clashes = clashes.withLock { $0 }.sorted { $0.key < $1.key }.map { name, count in
      name == "date"
        ? "\(Amount(count, "date")) not written as YYYY, YYYY-MM or YYYY-MM-DD: in the field \(free(name))"
        : "the field \(name) is called \(free(name)), since every corpus has a column \(name) of its own"
    }
    return (reader.notices + whole.notices).map { "\($0)" } + clashes
  }

  /// The types that the user declared, by the names that fields have in the corpus.
  var types: [String: CorpusStore.FieldType] {
    var types: [String: CorpusStore.FieldType] = [:]
    for (name, type) in reader.declaredTypes.types {
      types[ImportSource.taken.contains(name) ? free(name) : name] =
        switch type {
        case .text: .text
        case .int: .integer
        case .real: .real
        case .date: .date
        }
    }
    return types
  }

  /// A name for a field whose own is taken.
  private func free(_ name: String) -> String {
    var free = "meta_\(name)"
    while reader.fields.contains(free) { free = "meta_\(free)" }
    return free
  }
}
