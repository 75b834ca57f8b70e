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

  /// Makes a line of a record; `texts` keeps the forms that were looked up.
  init(
    _ record: Records.Record, texts: inout [FormID: String], keepsWords: Bool, in context: AnalysisContext
  ) throws {
    document = record.integers[0]
    position = record.integers[1]
    query = record.integers[2]
    sentence = record.integers[3]
    let words = try record.forms.map { form in
      if let text = texts[form] { return text }
      let text = try context.text(of: form)
      texts[form] = text
      return text
    }
    let matchStart = min(max(record.integers[4], 0), words.count)
    let matchEnd = min(max(matchStart + record.integers[5], matchStart), words.count)
    left = ConcordanceLine.joined(words[..<matchStart], record.marks)
    match = ConcordanceLine.joined(words[matchStart..<matchEnd], record.marks)
    right = ConcordanceLine.joined(words[matchEnd...], record.marks)
    leftWords = keepsWords ? words[..<matchStart].reversed().filter(ConcordanceLine.isWord) : []
    rightWords = keepsWords ? words[matchEnd...].filter(ConcordanceLine.isWord) : []
  }

  private static func joined(_ words: ArraySlice<String>, _ spaces: [Bool]) -> String {
    var text = ""
    for index in words.indices {
      text += words[index]
      if spaces[index], index + 1 < words.endIndex { text += " " }
    }
    return text
  }

  private static func isWord(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }
}
