/// Splits plain text by a few simple rules: enough for tests, and no model of the workbench's tokeniser.
///
/// A word is a run of letters and digits, with a hyphen or an apostrophe inside; any other visible character is a token
/// of its own. A sentence ends with `.`, `!` or `?` before white space; a paragraph ends with an empty line.
public enum TextSplitter {
  /// The tokens of a text.
  public static func tokens(of text: String) -> [MemoryToken] {
    let characters = Array(text)
    var tokens: [MemoryToken] = []
    var startsSentence = true
    var startsParagraph = true
    var index = 0
    while index < characters.count {
      let start = index
      if characters[index].isWhitespace {
        while index < characters.count, characters[index].isWhitespace { index += 1 }
        if !tokens.isEmpty { tokens[tokens.count - 1].hasSpaceAfter = true }
        if let last = tokens.last, [".", "!", "?"].contains(last.text) { startsSentence = true }
        if characters[start..<index].filter(\.isNewline).count > 1 { startsParagraph = true }
        continue
      }
      index = endOfToken(at: start, in: characters)
      tokens.append(
        MemoryToken(
          String(characters[start..<index]), hasSpaceAfter: false, startsSentence: startsSentence || startsParagraph,
          startsParagraph: startsParagraph))
      startsSentence = false
      startsParagraph = false
    }
    return tokens
  }

  private static func endOfToken(at start: Int, in characters: [Character]) -> Int {
    func isWordCharacter(_ index: Int) -> Bool {
      index < characters.count && (characters[index].isLetter || characters[index].isNumber)
    }
    guard isWordCharacter(start) else { return start + 1 }
    var index = start + 1
    while isWordCharacter(index)
      || (index < characters.count && ["-", "'", "’"].contains(characters[index]) && isWordCharacter(index + 1))
    {
      index += 1
    }
    return index
  }
}
