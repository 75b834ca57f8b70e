/// The syllables of German words: one for each vowel or diphthong.
///
/// Known misses: joints between two vowels that look like a diphthong (*beenden*, *Mikroorganismus* is right), and the
/// letters of abbreviations.
enum GermanSyllables {
  private static let vowels = Set("aeiouyäöüáàâéèêëíìîïóòôúùûå".unicodeScalars)
  private static let diphthongs = ["ai", "au", "äu", "ei", "eu", "ie", "aa", "ee", "oo", "oi", "ay", "ey", "oy", "ou"]
  /// Endings in which what looks like a diphthong is two syllables: *Familie*, *Museum*, *Italien*.
  private static let hiatusEndings = [
    "eum", "eums", "äum", "äums", "ilie", "ilien", "inie", "inien", "udie", "udien", "ödie", "ödien", "erien", "alien",
    "anien", "edien", "adien", "orien", "onien", "enien",
  ]

  /// The syllables of a word in small letters; 0 when it has no vowel.
  static func count(_ word: [Unicode.Scalar]) -> Int {
    var count = 0
    var index = 0
    while index < word.count {
      guard isVowel(word, index) else {
        index += 1
        continue
      }
      count += 1
      let isPair = index + 1 < word.count && isVowel(word, index + 1)
      index += isPair && diphthongs.contains { word.has($0, at: index) } ? 2 : 1
    }
    if count > 1, hiatusEndings.contains(where: word.ends) { count += 1 }
    return count
  }

  /// Whether a letter sounds as a vowel: u after q does not, nor y before a vowel at the start.
  private static func isVowel(_ word: [Unicode.Scalar], _ index: Int) -> Bool {
    guard vowels.contains(word[index]) else { return false }
    if word[index] == "u", index > 0, word[index - 1] == "q" { return false }
    if word[index] == "y", index == 0, word.count > 1, vowels.contains(word[1]) { return false }
    return true
  }
}
