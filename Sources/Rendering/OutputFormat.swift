/// The formats in which a table can be written.
public enum OutputFormat: String, CaseIterable, Sendable {
  /// Aligned columns for a terminal; shows what fits and says what does not.
  case table
  /// Tab-separated values with a header, escapes and no quotes.
  case tsv
  /// Comma-separated values as in RFC 4180, lines ending in a newline alone.
  case csv
  /// An array of objects, one a row.
  case json
  /// One object a line (JSON Lines).
  case jsonl
  /// A pipe table of GitHub Flavored Markdown.
  case markdown

  /// The format of files with an extension, in any case and with or without its dot; nil for an unknown one.
  public init?(fileExtension: String) {
    let bare = fileExtension.hasPrefix(".") ? fileExtension.dropFirst() : fileExtension[...]
    switch bare.lowercased() {
    case "tsv", "tab": self = .tsv
    case "csv": self = .csv
    case "json": self = .json
    case "jsonl", "ndjson": self = .jsonl
    case "md", "markdown": self = .markdown
    default: return nil
    }
  }

  func writer(_ options: RenderingOptions) -> any TableWriter {
    switch self {
    case .table: TerminalWriter(options: options)
    case .tsv: TSVWriter()
    case .csv: CSVWriter()
    case .json: JSONWriter()
    case .jsonl: JSONLinesWriter()
    case .markdown: MarkdownWriter()
    }
  }
}
