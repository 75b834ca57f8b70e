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

  /// The syllables of a word in small letters, at least 1; a number counts as one.
  func syllables(of word: String) -> Int {
    let letters = Array(word.unicodeScalars)
    guard letters.contains(where: \.properties.isAlphabetic) else { return 1 }
    // The parts of a compound with hyphens are counted one by one.
    let parts = letters.split { $0 == "-" || $0 == "\u{2010}" || $0 == "\u{2011}" }.map(Array.init)
    let count = parts.reduce(0) { sum, part in
      switch self {
      case .english: sum + EnglishSyllables.count(part)
      case .german: sum + GermanSyllables.count(part)
      }
    }
    return max(1, count)
  }
}

extension [Unicode.Scalar] {
  /// Whether it ends in a text.
  func ends(in text: String) -> Bool {
    let tail = Array(text.unicodeScalars)
    return count >= tail.count && self[(count - tail.count)...].elementsEqual(tail)
  }

  /// Whether a text stands at an index.
  func has(_ text: String, at index: Int) -> Bool {
    let scalars = Array(text.unicodeScalars)
    return index >= 0 && index + scalars.count <= count && self[index..<index + scalars.count].elementsEqual(scalars)
  }
}
