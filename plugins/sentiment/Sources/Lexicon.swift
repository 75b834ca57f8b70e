import AnalyzerKit

/// Scores of terms, read from a file of one of the formats met in the field.
///
/// A line is `term⇥score`, with whatever columns after them; commas may stand for tabs. In a third column forms with
/// commas between them share the score. `Word|POS` loses its part of speech, a `#` starts a comment line, and a first
/// line without a number is a header. The last of two equal terms wins.
struct Lexicon {
  /// The scores by term, as the file writes it.
  private(set) var scores: [String: Double] = [:]

  /// Reads a lexicon; the name is for messages.
  init(_ bytes: [UInt8], name: String) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw AnalyzerError.badResource(name, "it is not UTF-8")
    }
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = Lexicon.trimmed(line)
      if line.isEmpty || line.hasPrefix("#") { continue }
      let separator: Character = line.contains("\t") ? "\t" : line.contains(",") ? "," : ";"
      let fields = line.split(separator: separator, omittingEmptySubsequences: false).map(Lexicon.trimmed)
      guard fields.count >= 2, let score = Double(fields[1]), score.isFinite else {
        if scores.isEmpty, index == 0 { continue }
        throw AnalyzerError.badResource(name, "line \(index + 1) is not a term and a score with a tab between them")
      }
      let term = fields[0].split(separator: "|", maxSplits: 1).first.map(String.init) ?? fields[0]
      if !term.isEmpty { scores[term] = score }
      let hasForms =
        separator == "\t" && fields.count >= 3 && fields[2].unicodeScalars.contains { $0.properties.isAlphabetic }
      for form in hasForms ? fields[2].split(separator: ",").map({ Lexicon.trimmed($0) }) : [] where !form.isEmpty {
        scores[form] = score
      }
    }
    guard !scores.isEmpty else { throw AnalyzerError.badResource(name, "it lists no term with a score") }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let blanks: [Unicode.Scalar] = [" ", "\r", "\u{FEFF}"]
    // Most fields have nothing to take off, and there are many.
    if let first = text.unicodeScalars.first, let last = text.unicodeScalars.last, !blanks.contains(first),
      !blanks.contains(last)
    {
      return String(text)
    }
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\r" || $0 == "\u{FEFF}" || $0 == "\r\n" }
    return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
