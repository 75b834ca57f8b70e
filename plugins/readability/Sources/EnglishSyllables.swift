/// The syllables of English words: one for each run of vowels, less silent e's, more where two vowels are said apart.
///
/// English spelling does not tell all: names and loans (*Nike*, *recipe*) are missed.
enum EnglishSyllables {
  private static let vowels = Set("aeiouyáàâäéèêëíîïóôöúûü".unicodeScalars)

  /// The syllables of a word in small letters; 0 when it has no vowel.
  static func count(_ word: [Unicode.Scalar]) -> Int {
    let whole = word
    var word = word
    var extra = 0
    if whole.ends(in: "n't") || whole.ends(in: "n’t") {
      word = Array(whole.dropLast(3))
      // did-n't and was-n't have a syllable of their own, can't and aren't do not.
      extra = ["d", "s"].contains(where: word.ends) ? 1 : 0
    } else if let mark = whole.lastIndex(where: { $0 == "'" || $0 == "’" }), mark > 0 {
      word = Array(whole[..<mark])
    }
    let runs = runs(of: word)
    var count = runs.count
    for run in runs { count += hiatus(in: word, run, isFirst: run == runs[0]) }
    if runs.count > 1 { count -= silent(in: word) }
    if word.ends(in: "sm") || word.ends(in: "sms") { extra += 1 }
    return max(runs.isEmpty ? 0 : 1, count) + extra
  }

  private static func isVowel(_ word: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index >= 0, index < word.count, vowels.contains(word[index]) else { return false }
    if word[index] == "u", index > 0, word[index - 1] == "q" { return false }
    return !(word[index] == "y" && index == 0 && word.count > 1 && vowels.contains(word[1]))
  }

  private static func runs(of word: [Unicode.Scalar]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var index = 0
    while index < word.count {
      let start = index
      while index < word.count, isVowel(word, index) { index += 1 }
      if index > start { runs.append(start..<index) } else { index += 1 }
    }
    return runs
  }

  /// How many syllables more than one a run of vowels has.
  private static func hiatus(in word: [Unicode.Scalar], _ run: Range<Int>, isFirst: Bool) -> Int {
    guard run.count > 1 else { return 0 }
    let start = run.lowerBound
    let before: Unicode.Scalar? = start > 0 ? word[start - 1] : nil
    func follows(_ letters: String) -> Bool { before.map { letters.unicodeScalars.contains($0) } ?? false }
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
      return word.has("eate", at: start) || word.has("eati", at: start) || (!isFirst && run.upperBound == word.count)
        ? 1 : 0
    }
    // be-ing, go-ing, stud-y-ing.
    let last = run.upperBound - 1
    let isParticiple = word[last] == "i" && word.has("ing", at: last) && last + 3 == word.count
    return isParticiple ? 1 : 0
  }

  /// How many e's are not said.
  private static func silent(in word: [Unicode.Scalar]) -> Int {
    let count = word.count
    func isConsonant(_ index: Int) -> Bool { index >= 0 && index < count && !isVowel(word, index) }
    /// Whether an e at an index ends a syllable like that of *ta-ble*.
    func isSyllabic(_ index: Int) -> Bool {
      index >= 2 && word[index - 1] == "l" && isConsonant(index - 2) && word[index - 2] != "l"
    }
    if word.ends(in: "e"), isConsonant(count - 2) { return isSyllabic(count - 1) ? 0 : 1 }
    if word.ends(in: "es"), isConsonant(count - 3) {
      let isSaid =
        ["s", "x", "z", "c", "g"].contains(word[count - 3]) || word.ends(in: "ches") || word.ends(in: "shes")
      return isSaid || isSyllabic(count - 2) ? 0 : 1
    }
    if word.ends(in: "ed"), isConsonant(count - 3) {
      return ["t", "d"].contains(word[count - 3]) || isSyllabic(count - 2) ? 0 : 1
    }
    for ending in ["ely", "eful", "eless", "eness", "ement", "ements"] where word.ends(in: ending) {
      let place = count - ending.unicodeScalars.count
      // el-e-ment, sup-ple-ment.
      if ending.hasPrefix("ement"), place > 0, word[place - 1] == "l" { return 0 }
      return isConsonant(place - 1) ? 1 : 0
    }
    return 0
  }
}
