/// The syllables of German words: one for each vowel or diphthong.
///
/// Known misses: joints between two vowels that look like a diphthong (*beenden*, *Mikroorganismus* is right), and the
/// letters of abbreviations.
enum GermanSyllables {
  private static let vowels = LetterSet("aeiouyäöüáàâéèêëíìîïóòôúùûå")
  private static let diphthongs = [
    "ai", "au", "äu", "ei", "eu", "ie", "aa", "ee", "oo", "oi", "ay", "ey", "oy", "ou",
  ].map { Letters(latin: $0) }
  /// Endings in which what looks like a diphthong is two syllables: *Familie*, *Museum*, *Italien*.
  private static let hiatusEndings = [
    "eum", "eums", "äum", "äums", "ilie", "ilien", "inie", "inien", "udie", "udien", "ödie", "ödien", "erien", "alien",
    "anien", "edien", "adien", "orien", "onien", "enien",
  ].map { Letters(latin: $0) }

  /// The syllables of a word in small letters; 0 when it has no vowel.
  static func count(_ word: Letters) -> Int {
    var count = 0
    var index = word.startIndex
    while index < word.endIndex {
      guard isVowel(word, index) else {
        index += 1
        continue
      }
      count += 1
      let isPair = index + 1 < word.endIndex && isVowel(word, index + 1)
      index += isPair && diphthongs.contains { word.has($0, at: index) } ? 2 : 1
    }
    if count > 1, hiatusEndings.contains(where: word.ends(in:)) { count += 1 }
    return count
  }

  /// Whether a letter sounds as a vowel: u after q does not, nor y before a vowel at the start.
  private static func isVowel(_ word: Letters, _ index: Int) -> Bool {
    guard vowels.contains(word[index]) else { return false }
    if word.has("u", at: index), word.has("q", at: index - 1) { return false }
    return !(index == word.startIndex && word.has("y", at: index) && word.count > 1 && vowels.contains(word[index + 1]))
  }
}
