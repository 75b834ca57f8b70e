import AnalyzerKit
import CorpusStore

/// What `load` says of paragraphs that stand in many documents: share lines, copyright lines and other boilerplate.
enum RecurrenceNote {
  /// How many paragraphs are shown.
  private static let shown = 5
  /// How many characters of a paragraph are shown.
  private static let length = 60

  /// The note; nil when no paragraph recurs.
  static func text(of paragraphs: [RecurringParagraph]) -> String? {
    guard !paragraphs.isEmpty else { return nil }
    let listed = paragraphs.prefix(shown).map { paragraph in
      "\"\(beginning(of: paragraph))\" in \(paragraph.isAtLeast ? "at least " : "")\(paragraph.documents)"
    }
    let rest = paragraphs.count - listed.count
    let more = rest > 0 ? "; and \(rest) more" : ""
    return "Paragraphs that recur in many documents, perhaps boilerplate: \(listed.joined(separator: ", "))\(more)."
  }

  private static func beginning(of paragraph: RecurringParagraph) -> String {
    let line = paragraph.beginning.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > length ? line.prefix(length) + "…" : paragraph.isCut ? line + "…" : line
  }
}
