import AnalyzerKit

/// One line of a concordance: where its match is, and the forms around it.
struct ConcordanceLine {
  let document: Int
  let position: Int
  let query: Int
  let sentence: Int
  let left: Stretch
  let match: Stretch
  let right: Stretch

  /// Surface forms in a row, each with a mark when white space follows.
  struct Stretch {
    let forms: ArraySlice<FormID>
    let spaces: ArraySlice<Bool>

    /// The running text.
    func text(_ texts: inout FormTexts) throws -> String { try texts.joined(forms, spaces) }
  }

  /// Takes the record at an index.
  init(_ records: Records, _ index: Int) {
    document = records.integer(0, of: index)
    position = records.integer(1, of: index)
    query = records.integer(2, of: index)
    sentence = records.integer(3, of: index)
    let forms = records.forms(of: index)
    let spaces = records.marks(of: index)
    let start = forms.startIndex + min(max(records.integer(4, of: index), 0), forms.count)
    let end = start + min(max(records.integer(5, of: index), 0), forms.endIndex - start)
    left = Stretch(forms: forms[..<start], spaces: spaces[..<start])
    match = Stretch(forms: forms[start..<end], spaces: spaces[start..<end])
    right = Stretch(forms: forms[end...], spaces: spaces[end...])
  }

  /// The word at a place to the left of the match, the nearest being 1, without punctuation; nil where there are fewer.
  func leftWord(_ place: Int, _ texts: inout FormTexts) throws -> String? {
    try ConcordanceLine.word(place, of: left.forms.reversed(), &texts)
  }

  /// The word at a place to the right of the match.
  func rightWord(_ place: Int, _ texts: inout FormTexts) throws -> String? {
    try ConcordanceLine.word(place, of: right.forms, &texts)
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
