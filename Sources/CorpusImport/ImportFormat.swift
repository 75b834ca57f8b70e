/// A format that a corpus is read from.
public enum ImportFormat: String, Sendable, CaseIterable {
  /// Plain text, a document a file.
  case text
  /// Comma-separated values, a document a row.
  case csv
  /// Tab-separated values, a document a row.
  case tsv
  /// JSON Lines, a document a line.
  case jsonl
  /// CoNLL-U.
  case conllu
  /// The vertical format of CWB and Sketch Engine.
  case vrt
  /// TEI XML.
  case tei
  /// HTML.
  case html

  /// The extensions, in lower case and without a dot, that a folder's files of this format have.
  ///
  /// Markdown is not among those of text: its markup would be counted as text, and many folders hold a README.md that
  /// is no part of the corpus. A file or glob that names such a file reads it.
  public var extensions: [String] {
    switch self {
    case .text: ["txt", "text"]
    case .csv: ["csv"]
    case .tsv: ["tsv", "tab"]
    case .jsonl: ["jsonl", "ndjson", "json"]
    case .conllu: ["conllu", "conll"]
    case .vrt: ["vrt", "vert"]
    case .tei: ["xml", "tei"]
    case .html: ["html", "htm", "xhtml"]
    }
  }

  /// The format that an extension tells, upper and lower case alike; nil for an unknown one.
  public init?(extension name: String) {
    let name = name.lowercased()
    guard let format = Self.allCases.first(where: { $0.extensions.contains(name) }) else { return nil }
    self = format
  }

  /// Whether it consists of rows, each of which is a document, so that documents are numbered even if there is only one.
  var holdsRows: Bool { self == .csv || self == .tsv || self == .jsonl }

  /// Whether its files say themselves what they are encoded in.
  var declaresEncoding: Bool { self == .tei || self == .html }
}
