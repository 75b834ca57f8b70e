import AnalyzerKit
import CorpusStore

/// The metadata of the documents of a corpus by the names that users type: built-in columns, fields, and parts of dates.
struct DocumentFields {
  /// Columns that every corpus has, whatever its metadata.
  static let builtIn = ["document", "title", "date", "language", "tokens", "words", "sentences"]
  /// What loading decided or met, a document at a time: they can be asked for by name, and are listed only by `--details`.
  static let recorded = ["language_confidence", "encoding", "replacements", "paragraphs"]
  /// What `date:year` and the like may name after the colon, with how many characters of an ISO date it keeps.
  static let dateParts = ["year": 4, "month": 7, "day": 10]

  private let table: DocumentTable
  private let corpus: Corpus

  /// Reads the documents of a corpus.
  init(_ table: DocumentTable, of corpus: Corpus) {
    self.table = table
    self.corpus = corpus
  }

  /// All names, built-in first.
  var names: [String] {
    DocumentFields.builtIn + corpus.fields.map(\.name).filter { !DocumentFields.builtIn.contains($0) }
  }

  /// The values of a field or of a part of a date field, one a document; an error naming the fields there are.
  func values(_ name: String) throws -> [Value] {
    if names.contains(name) || DocumentFields.recorded.contains(name) { return try column(name) }
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, names.contains(parts[0]) else { throw unknown(name) }
    guard let length = DocumentFields.dateParts[parts[1]] else {
      throw CommandError("`\(parts[1])` is no part of a date", advice: "There is: year, month, day")
    }
    guard kind(of: parts[0]) == .date else {
      throw CommandError("`\(parts[0])` is no date, so it has no \(parts[1])", advice: "See: \(corpus.name) | describe")
    }
    return try column(parts[0]).map { value in
      // A date that is less precise than what is asked for has no value there.
      guard case .text(let date) = value, date.utf8.count >= length else { return .missing }
      let part = String(date.prefix(length))
      return parts[1] == "year" ? Int(part).map(Value.integer) ?? .text(part) : .text(part)
    }
  }

  /// What kind of values a field has.
  func kind(of name: String) -> Column.Kind {
    switch name {
    case "document", "title", "language": return .text
    case "date": return .date
    case "tokens", "words", "sentences": return .integer
    default:
      switch corpus.fields.first(where: { $0.name == name })?.type {
      case .integer: return .integer
      case .real: return .real
      case .date: return .date
      case .text: return .text
      case nil: break
      }
    }
    switch name {
    case "replacements", "paragraphs": return .integer
    case "language_confidence": return .real
    default: return name.hasSuffix(":year") ? .integer : .text
    }
  }

  private func column(_ name: String) throws -> [Value] {
    switch name {
    case "document": try table.names().map(Value.text)
    case "title": try table.titles().map(DocumentFields.text)
    case "date": try table.dates().map(DocumentFields.text)
    case "language": try table.languages().map(Value.text)
    case "tokens": try table.tokens().map(Value.integer)
    case "words": try table.words().map(Value.integer)
    case "sentences": try table.sentences().map(Value.integer)
    // A field of the corpus's own that has such a name is meant by it.
    case _ where corpus.fields.contains { $0.name == name }: try table.field(name).map(DocumentFields.value)
    case "language_confidence": try table.languageConfidences().map { $0.map(Value.real) ?? .missing }
    case "encoding": try table.encodings().map(Value.text)
    case "replacements": try table.replacements().map(Value.integer)
    case "paragraphs": try table.paragraphs().map(Value.integer)
    default: try table.field(name).map(DocumentFields.value)
    }
  }

  private func unknown(_ name: String) -> UnknownField { UnknownField(corpus: corpus.name, name: name, known: names) }

  private static func text(_ text: String?) -> Value { text.map(Value.text) ?? .missing }

  private static func value(_ value: FieldValue) -> Value {
    switch value {
    case .text(let text), .date(let text): .text(text)
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .missing: .missing
    }
  }
}
