import AnalyzerKit

/// One line of a concordance: where its match is, and the forms around it.
struct ConcordanceLine {
  let document: Int
  let position: Int
  let query: Int
  let sentence: Int
  private let forms: ArraySlice<FormID>
  private let spaces: ArraySlice<Bool>
  private let start: Int
  private let end: Int

  /// A part of the line.
  enum Part { case left, match, right }

  /// Takes the record at an index.
  init(_ records: Records, _ index: Int) {
    document = records.integer(0, of: index)
    position = records.integer(1, of: index)
    query = records.integer(2, of: index)
    sentence = records.integer(3, of: index)
    forms = records.forms(of: index)
    spaces = records.marks(of: index)
    start = forms.startIndex + min(max(records.integer(4, of: index), 0), forms.count)
    end = start + min(max(records.integer(5, of: index), 0), forms.endIndex - start)
  }

  private func range(_ part: Part) -> Range<Int> {
    switch part {
    case .left: forms.startIndex..<start
    case .match: start..<end
    case .right: end..<forms.endIndex
    }
  }

  /// The running text of a part.
  func text(_ part: Part, _ texts: inout FormTexts) throws -> String {
    let range = range(part)
    return try texts.joined(forms[range], spaces[range])
  }

  /// The word at a place to the left of the match, the nearest being 1, without punctuation; nil where there are fewer.
  func leftWord(_ place: Int, _ texts: inout FormTexts) throws -> String? {
    try ConcordanceLine.word(place, of: forms[range(.left)].reversed(), &texts)
  }

  /// The word at a place to the right of the match.
  func rightWord(_ place: Int, _ texts: inout FormTexts) throws -> String? {
    try ConcordanceLine.word(place, of: forms[range(.right)], &texts)
  }

  private static func word(
    _ place: Int, of forms: some Sequence<FormID>, _ texts: inout FormTexts
  ) throws -> String? {
    var left = place
    for form in forms {
      let text = try texts.text(of: form)
      guard isWord(text) else { continue }
      left -= 1
      if left == 0 { return text }
    }
    return nil
  }

  private static func isWord(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }
}
