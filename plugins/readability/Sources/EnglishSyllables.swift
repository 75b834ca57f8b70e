/// The syllables of English words: one for each run of vowels, less silent e's, more where two vowels are said apart.
///
/// English spelling does not tell all: names and loans (*Nike*, *recipe*) are missed.
enum EnglishSyllables {
  private static let vowels = LetterSet("aeiouyáàâäéèêëíîïóôöúûü")
  /// Endings before which an e is not said, of a consonant.
  private static let endingsAfterE: [StaticString] = ["ely", "eful", "eless", "eness"]

  /// The syllables of a word in small letters; 0 when it has no vowel.
  static func count(_ whole: Letters) -> Int {
    var word = whole
    var extra = 0
    if whole.ends(in: "n't") {
      word = whole.dropLast(3)
      // did-n't and was-n't have a syllable of their own, can't and aren't do not.
      extra = word.ends(in: "d") || word.ends(in: "s") ? 1 : 0
    } else if let mark = whole.lastIndex(of: UInt8(ascii: "'")), mark > whole.startIndex {
      word = whole[..<mark]
    }
    var count = 0
    var runs = 0
    var index = word.startIndex
    while index < word.endIndex {
      let start = index
      while index < word.endIndex, isVowel(word, index) { index += 1 }
      if index == start {
        index += 1
        continue
      }
      count += 1 + hiatus(in: word, start..<index, isFirst: runs == 0)
      runs += 1
    }
    if runs > 1 { count -= silent(in: word) }
    if word.ends(in: "sm") || word.ends(in: "sms") { extra += 1 }
    return max(runs == 0 ? 0 : 1, count) + extra
  }

  private static func isVowel(_ word: Letters, _ index: Int) -> Bool {
    guard word.indices.contains(index), vowels.contains(word[index]) else { return false }
    if word.has("u", at: index), word.has("q", at: index - 1) { return false }
    return !(index == word.startIndex && word.has("y", at: index) && word.count > 1 && vowels.contains(word[index + 1]))
  }

  /// How many syllables more than one a run of vowels has.
  private static func hiatus(in word: Letters, _ run: Range<Int>, isFirst: Bool) -> Int {
    guard run.count > 1 else { return 0 }
    let start = run.lowerBound
    func follows(_ letters: StaticString) -> Bool { word.hasOne(of: letters, at: start - 1) }
    // na-tion, so-cial, vi-sion, re-gion: the i only softens the consonant.
    if word.has("ia", at: start) { return follows("ctsgx") ? 0 : 1 }
    if word.has("io", at: start) { return isFirst || !follows("tscgxln") ? 1 : 0 }
    if word.has("iu", at: start) { return 1 }
    if word.has("ien", at: start) { return isFirst ? (follows("cl") ? 1 : 0) : follows("tc") ? 0 : 1 }
    if word.has("iet", at: start) { return 1 }
    if word.has("eo", at: start) { return word.has("people", at: start - 1) || (!isFirst && follows("g")) ? 0 : 1 }
    if word.has("ua", at: start) { return follows("qg") ? 0 : 1 }
    if word.has("uen", at: start) { return 1 }
    if word.has("ea", at: start) {
      return word.has("eate", at: start) || word.has("eati", at: start) || (!isFirst && run.upperBound == word.endIndex)
        ? 1 : 0
    }
    // be-ing, go-ing, stud-y-ing.
    let last = run.upperBound - 1
    return word.has("ing", at: last) && last + 3 == word.endIndex ? 1 : 0
  }

  /// How many e's are not said.
  private static func silent(in word: Letters) -> Int {
    let end = word.endIndex
    func isConsonant(_ index: Int) -> Bool { word.indices.contains(index) && !isVowel(word, index) }
    /// Whether an e at an index ends a syllable like that of *ta-ble*.
    func isSyllabic(_ index: Int) -> Bool {
      word.has("l", at: index - 1) && isConsonant(index - 2) && !word.has("l", at: index - 2)
    }
    if word.ends(in: "e"), isConsonant(end - 2) { return isSyllabic(end - 1) ? 0 : 1 }
    if word.ends(in: "es"), isConsonant(end - 3) {
      let isSaid = word.hasOne(of: "sxzcg", at: end - 3) || word.ends(in: "ches") || word.ends(in: "shes")
      return isSaid || isSyllabic(end - 2) ? 0 : 1
    }
    if word.ends(in: "ed"), isConsonant(end - 3) {
      return word.hasOne(of: "td", at: end - 3) || isSyllabic(end - 2) ? 0 : 1
    }
    for ending in endingsAfterE where word.ends(in: ending) {
      return isConsonant(end - ending.utf8CodeUnitCount - 1) ? 1 : 0
    }
    for ending in ["ement", "ements"] as [StaticString] where word.ends(in: ending) {
      let place = end - ending.utf8CodeUnitCount
      // el-e-ment, sup-ple-ment.
      return word.has("l", at: place - 1) ? 0 : isConsonant(place - 1) ? 1 : 0
    }
    return 0
  }
}
