/// Counts the syllables of words by the spelling rules of a language.
///
/// Formulas that need syllables are given for the languages that have rules here.
enum SyllableRules: Int, CaseIterable {
  case english = 1
  case german = 2

  /// The rules of a language; nil for a language without.
  init?(language: String) {
    switch language {
    case "en": self = .english
    case "de": self = .german
    default: return nil
    }
  }

  /// The syllables of a word, at least 1; a number counts as one.
  func syllables(of word: Spelling) -> Int {
    guard word.hasLetter else { return 1 }
    // The parts of a compound with hyphens are counted one by one.
    var count = 0
    var start = 0
    for end in 0...word.letters.count where end == word.letters.count || word.letters[end] == UInt8(ascii: "-") {
      let part = word.letters[start..<end]
      start = end + 1
      switch self {
      case .english: count += EnglishSyllables.count(part)
      case .german: count += GermanSyllables.count(part)
      }
    }
    return max(1, count)
  }

  /// The syllables of a word that is not read yet.
  func syllables(of word: String) -> Int {
    var spelling = Spelling()
    spelling.read(word)
    return syllables(of: spelling)
  }
}
