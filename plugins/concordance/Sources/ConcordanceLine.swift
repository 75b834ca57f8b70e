import AnalyzerKit

/// One line of a concordance, as text.
struct ConcordanceLine {
  let document: Int
  let position: Int
  let query: Int
  let sentence: Int
  let left: String
  let match: String
  let right: String
  /// The words of the left side, nearest first, without punctuation; none where nothing asks for them.
  let leftWords: [String]
  /// The words of the right side, nearest first, without punctuation; none where nothing asks for them.
  let rightWords: [String]

  /// Makes a line of the record at an index.
  init(_ records: Records, _ index: Int, texts: inout FormTexts, keepsWords: Bool) throws {
    document = records.integer(0, of: index)
    position = records.integer(1, of: index)
    query = records.integer(2, of: index)
    sentence = records.integer(3, of: index)
    let forms = records.forms(of: index)
    let spaces = records.marks(of: index)
    let matchStart = forms.startIndex + min(max(records.integer(4, of: index), 0), forms.count)
    let matchEnd = matchStart + min(max(records.integer(5, of: index), 0), forms.endIndex - matchStart)
    left = try texts.joined(forms[..<matchStart], spaces[..<matchStart])
    match = try texts.joined(forms[matchStart..<matchEnd], spaces[matchStart..<matchEnd])
    right = try texts.joined(forms[matchEnd...], spaces[matchEnd...])
    guard keepsWords else {
      (leftWords, rightWords) = ([], [])
      return
    }
    leftWords = try forms[..<matchStart].reversed().map { try texts.text(of: $0) }.filter(ConcordanceLine.isWord)
    rightWords = try forms[matchEnd...].map { try texts.text(of: $0) }.filter(ConcordanceLine.isWord)
  }

  private static func isWord(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }
}
