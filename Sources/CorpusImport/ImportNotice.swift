/// Something that a load did or met, and that whoever loads should know.
///
/// Nothing is lost by it.
public enum ImportNotice: Sendable, Equatable {
  /// Files below folders and globs that were not read, with their reasons.
  case skipped(NameSample)
  /// How many files of each format were read, where there are several.
  case formats([ImportFormat: Int])
  /// Files whose format was told by their content, and is not plain text.
  case toldByContent(NameSample)
  /// Files that were named more than once.
  case repeated(NameSample)
  /// Documents without text but for a heading, blanks and line ends.
  case empty(NameSample)
  /// Sequences that are invalid in the encoding, replaced by U+FFFD, and the documents that they were in.
  case replaced(sequences: Int, documents: NameSample, encoding: String = "utf-8")
  /// Documents whose encoding was told by the look of their bytes alone, and how sure that is, in percent.
  case guessed(String, confidence: ClosedRange<Int>?, documents: NameSample)
  /// What readers of formats met.
  case remark(FormatRemark, count: Int, documents: NameSample)
  /// Files that hold no document.
  case withoutDocuments(NameSample)
  /// How many documents were decoded from each encoding other than UTF-8, by name.
  case encodings([String: Int])
  /// Headings that were taken for metadata, of so many documents.
  case headings(Int, documents: Int)
  /// Documents that the user's layout of headings does not fit.
  case withoutHeading(NameSample)
  /// Documents whose paths the pattern does not fit.
  case pathUnmatched(NameSample)
  /// Documents without a row in the table of metadata.
  case withoutRow(NameSample)
  /// Rows of the table of metadata without a document.
  case withoutDocument(table: String, rows: NameSample)
  /// Invalid sequences in the table of metadata that were replaced by U+FFFD.
  case tableReplaced(table: String, sequences: Int)
  /// Fields that come from two sources; the later has the say.
  case fieldTwice(String, taken: String, overruled: String)
  /// A field whose own value gave way, in so many documents, to that of the path or the table.
  case overruled(String, documents: Int)
}

extension ImportNotice: CustomStringConvertible {
  /// The notice in one line.
  public var description: String {
    switch self {
    case .skipped(let names): "left out \(Self.files(names.count)): \(names)"
    case .formats(let counts):
      "formats: "
        + ImportFormat.allCases.compactMap { format in counts[format].map { "\(format.rawValue) (\(Self.files($0)))" } }
        .joined(separator: ", ") + "; --as FORMAT takes those of one"
    case .toldByContent(let names):
      "\(Self.files(names.count)) read by the look of the content: \(names); --as text reads them as they are"
    case .repeated(let names): "\(Self.files(names.count)) named more than once, read once: \(names)"
    case .empty(let names): "\(Self.documents(names.count)) without text: \(names)"
    case .replaced(let sequences, let names, let encoding):
      "\(sequences) invalid \(sequences == 1 ? "sequence" : "sequences") in \(Self.documents(names.count)) replaced by "
        + "U+FFFD: \(names); "
        + (encoding == "utf-8"
          ? "if the text is no UTF-8, name its encoding with --encoding"
          : "read as \(encoding), in which they stand for nothing: the text is damaged there, or in another encoding")
    case .guessed(let encoding, let confidence, let names): Self.guessed(encoding, confidence, names)
    case .remark(let remark, let count, let names): remark.description(count, documents: names)
    case .withoutDocuments(let names): "no document in \(Self.files(names.count)): \(names)"
    case .encodings(let counts):
      "encodings: " + counts.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
    case .headings(let count, let documents):
      "headings taken for metadata: \(count) of \(Self.documents(documents)); --heading none keeps them as text"
    case .withoutHeading(let names): "\(Self.documents(names.count)) without the heading: \(names)"
    case .pathUnmatched(let names): "\(Self.documents(names.count)) with a path that --path does not fit: \(names)"
    case .withoutRow(let names): "\(Self.documents(names.count)) without a row of metadata: \(names)"
    case .withoutDocument(let table, let rows):
      "\(rows.count) \(rows.count == 1 ? "row" : "rows") of '\(table)' without a document: \(rows)"
    case .tableReplaced(let table, let sequences):
      "\(sequences) invalid \(sequences == 1 ? "sequence" : "sequences") in '\(table)' replaced by U+FFFD; "
        + "name its encoding with --encoding"
    case .fieldTwice(let field, let taken, let overruled):
      "field '\(field)' comes from \(overruled) and \(taken): where both have a value, \(taken) has the say"
    case .overruled(let field, let count):
      "field '\(field)' of \(Self.documents(count)): its own value gave way to that of the path or the table"
    }
  }

  private static func guessed(_ encoding: String, _ confidence: ClosedRange<Int>?, _ names: NameSample) -> String {
    let sure = confidence.map { range in
      " (confidence \(range.lowerBound)" + (range.count > 1 ? " to \(range.upperBound)" : "") + " %)"
    }
    return
      "read as \(encoding) by the look of the bytes\(sure ?? ""): \(names); if that is wrong, name the encoding with "
      + "--encoding"
  }

  private static func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }

  private static func documents(_ count: Int) -> String { count == 1 ? "1 document" : "\(count) documents" }
}
