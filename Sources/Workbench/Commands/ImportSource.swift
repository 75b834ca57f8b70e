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
    let detected = language.map { DetectedLanguage(code: $0, confidence: 1) }
      ?? text.withUnsafeBufferPointer { detector.detect($0) }
    var fields: [(String, CorpusStore.FieldValue)] = []
    var title: String?
    var date: String?
    for field in document.metadata {
      switch field.name {
      case "title": title = field.value
      case "date" where DateInterval(field.value) != nil: date = field.value
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
    return (reader.notices + whole.notices).map { "\($0)" }
  }
}
