/// Corrects the words that ICU's dictionaries find in one run, by facts of orthography and a language's data.
///
/// Safety: reads `text` below the ends it is given, which are ascending and at most `text.count`, and writes at most as many
/// ends as the text has bytes into `ends`, whose capacity is that.
struct UnspacedCutter {
  let text: UnsafeBufferPointer<UInt8>
  let rules: UnspacedRules
  let ends: UnsafeMutablePointer<Int32>
  var count: Int

  /// Rewrites the ends in place where that makes no more of them, through `spare` where it may.
  mutating func correct(spare: UnsafeMutablePointer<Int32>) {
    moveSmallKana()
    if rules.isEmpty { return }
    if !rules.particles.isEmpty { joinOkurigana() }
    if !rules.transliterations.isEmpty { joinTransliterations() }
    if !rules.counters.isEmpty || !rules.finals.isEmpty { splitCounters(spare) }
    if !rules.words.isEmpty { recut(spare) }
  }

  private func start(_ index: Int) -> Int { index == 0 ? 0 : Int(ends[index - 1]) }

  private func slice(_ from: Int, _ to: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: text[from..<to])
  }

  private func scalar(_ at: Int) -> (scalar: UInt32, next: Int) {
    guard let base = text.baseAddress, at < text.count else { return (0, at + 1) }
    return UTF8Reader.decode(base, at, text.count)
  }

  /// A small kana, a long-vowel mark or an iteration mark changes the kana before it: no word starts with one.
  private mutating func moveSmallKana() {
    var kept = 0
    for index in 0..<count {
      let end = Int(ends[index])
      var at = kept == 0 ? 0 : Int(ends[kept - 1])
      if kept > 0 {
        while at < end {
          let (value, next) = scalar(at)
          if !Self.isDependent(value) { break }
          at = next
        }
        ends[kept - 1] = Int32(at)
      }
      if at >= end { continue }
      ends[kept] = Int32(end)
      kept += 1
    }
    count = kept
  }

  private static func isDependent(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E, 0x3095, 0x3096: return true
    case 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30EE, 0x30F5, 0x30F6: return true
    case 0x309D, 0x309E, 0x30FC, 0x30FD, 0x30FE, 0x3005, 0xFF67...0xFF70: return true
    default: return false
    }
  }

  /// `知ら`: a single kana after an ideograph that is no particle is the written ending of its word.
  private mutating func joinOkurigana() {
    let table = CharacterClassTable.shared
    var kept = 0
    for index in 0..<count {
      let end = Int(ends[index])
      let first = kept == 0 ? 0 : Int(ends[kept - 1])
      if kept > 0, isEnding(first, end), let base = text.baseAddress,
        table[UTF8Reader.decodeBackward(base, first, 0).scalar] == CharacterClass.ideograph
      {
        ends[kept - 1] = Int32(end)
        continue
      }
      ends[kept] = Int32(end)
      kept += 1
    }
    count = kept
  }

  /// Whether one Hiragana, perhaps with a small tsu, stands there and is no particle.
  private func isEnding(_ first: Int, _ end: Int) -> Bool {
    let (value, next) = scalar(first)
    if CharacterClassTable.shared[value] != CharacterClass.hiragana { return false }
    if next == end { return rules.particles[slice(first, end)] == 0 }
    let (second, after) = scalar(next)
    return after == end && second == 0x3063
  }

  /// Foreign names are in no dictionary: words of characters that write sounds, one of them single, are one name.
  private mutating func joinTransliterations() {
    var kept = 0
    var index = 0
    while index < count {
      var last = index
      var singles = 0
      while last < count {
        let characters = transliterated(start(last), Int(ends[last]))
        if characters == 0 { break }
        if characters == 1 { singles += 1 }
        last += 1
      }
      if last - index > 1, singles > 0 { index = last - 1 }
      ends[kept] = ends[index]
      kept += 1
      index += 1
    }
    count = kept
  }

  /// How many characters the word has if all of them write sounds, else 0.
  private func transliterated(_ first: Int, _ end: Int) -> Int {
    var at = first
    var characters = 0
    while at < end {
      let next = min(scalar(at).next, end)
      if rules.transliterations[slice(at, next)] == 0 { return 0 }
      characters += 1
      at = next
    }
    return characters
  }

  /// `一個`, `これの`: a numeral or demonstrative and its counter are two words, and so is a particle at the end.
  private mutating func splitCounters(_ spare: UnsafeMutablePointer<Int32>) {
    var made = 0
    for index in 0..<count {
      let first = start(index)
      let end = Int(ends[index])
      if let cut = counterCut(first, end) ?? finalCut(first, end) {
        spare[made] = Int32(cut)
        made += 1
      }
      spare[made] = Int32(end)
      made += 1
    }
    ends.update(from: spare, count: made)
    count = made
  }

  private func counterCut(_ first: Int, _ end: Int) -> Int? {
    var at = first
    while at < end {
      let next = min(scalar(at).next, end)
      if rules.determiners[slice(at, next)] == 0 { break }
      at = next
    }
    return at > first && at < end && rules.counters[slice(at, end)] != 0 ? at : nil
  }

  private func finalCut(_ first: Int, _ end: Int) -> Int? {
    guard !rules.finals.isEmpty, let base = text.baseAddress else { return nil }
    let last = UTF8Reader.decodeBackward(base, end, first).first
    if last <= first || rules.finals[slice(last, end)] == 0 { return nil }
    return rules.words[slice(first, end)] == 0 ? last : nil
  }

  /// Cuts strings of one to four words as `words.txt` says, the longest first.
  private mutating func recut(_ spare: UnsafeMutablePointer<Int32>) {
    var made = 0
    var index = 0
    while index < count {
      let first = start(index)
      var last = min(count, index + 4) - 1
      var mark: UInt8 = 0
      while last >= index {
        mark = rules.words[slice(first, Int(ends[last]))]
        if mark & UnspacedRules.Cut.inside != 0, index == 0 { mark = 0 }
        if mark != 0 { break }
        last -= 1
      }
      if mark == 0 {
        spare[made] = ends[index]
        made += 1
        index += 1
        continue
      }
      var at = first
      var bit: UInt8 = 1
      while at < Int(ends[last]) {
        at = scalar(at).next
        if at >= Int(ends[last]) || mark & bit & 0x3F != 0 {
          spare[made] = Int32(min(at, Int(ends[last])))
          made += 1
        }
        bit = bit << 1
      }
      index = last + 1
    }
    ends.update(from: spare, count: made)
    count = made
  }
}
