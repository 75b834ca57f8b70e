extension TokenScanner {
  /// The end of an abbreviation whose full stop is at `stop`, or nil: then the word ends before or goes on after it.
  ///
  /// `start` is where the token starts, `segment` where its last part does (`B` of `z.B`).
  mutating func abbreviation(_ start: Int, _ segment: Int, _ stop: Int, _ wasAbbreviation: Bool) -> Int? {
    let after = stop + 1
    // Two stops: an abbreviation and a full stop (`Inc..`); three: an ellipsis.
    if byte(after) == 0x2E, byte(after + 1) == 0x2E || segment == start && rules.abbreviations[slice(start, after)] == 0
    {
      return nil
    }
    let next = classify(after).value
    var mark = rules.abbreviations[slice(start, after)]
    if mark == 0, sentenceTokens < 2 { mark = rules.initialAbbreviations[slice(start, after)] }
    if wasAbbreviation { mark |= mark >> LanguageRules.Mark.followShift }
    // Directly before a letter only as `Dr.Meier`: `max.meier` and `z.B` go on.
    if CharacterClass.isJoiningLetter(next), isLongerAbbreviation(start, after) { return nil }
    let isFree = !CharacterClass.isJoiningLetter(next) || next == CharacterClass.upper && stop - start > 1
    if isFree, mark & LanguageRules.Mark.leads != 0, !isMail(after) { return abbreviation(after, leads: true) }
    if mark & (LanguageRules.Mark.ends | LanguageRules.Mark.closes) != 0, !CharacterClass.isJoiningLetter(next) {
      let end = abbreviation(after, leads: false)
      if mark & LanguageRules.Mark.closes != 0 { ending = .stop }
      return end
    }
    if mark & LanguageRules.Mark.number != 0, isNumber(skipSpaces(after)) { return abbreviation(after, leads: true) }
    if CharacterClass.isWordish(next) { return nil }
    if segment == start, let end = suffixAbbreviation(start, after) { return end }
    if segment == start, isRomanOrdinal(start, stop) { return abbreviation(after, leads: true) }
    // `U.S.`, `a.m.`, `e.V.`: letters with stops between have one at the end.
    if segment > start, isLetters(start, stop) { return abbreviation(after, leads: false) }
    if segment == start, isOneLetter(start, stop), isInitial(start, after, wasAbbreviation) {
      return abbreviation(after, leads: true)
    }
    return nil
  }

  private mutating func abbreviation(_ end: Int, leads: Bool) -> Int {
    ending = leads ? .none : .abbreviation
    isClosed = false
    afterAbbreviation = true
    return end
  }

  /// `Ph.D.`: whether the word up to its next full stop is an abbreviation, too.
  private func isLongerAbbreviation(_ start: Int, _ after: Int) -> Bool {
    let end = run(after, min(count, after + 8))
    return byte(end) == 0x2E && rules.abbreviations[slice(start, end + 1)] != 0
  }

  /// The end of an abbreviation whose last part alone is in the data (`-str.`), or nil.
  private mutating func suffixAbbreviation(_ start: Int, _ after: Int) -> Int? {
    if rules.suffixes.isEmpty { return nil }
    for length in 3...5 where after - start > length {
      let mark = rules.suffixes[slice(after - length, after)]
      if mark & LanguageRules.Mark.number != 0, !isNumber(skipSpaces(after)) { return nil }
      if mark != 0 { return abbreviation(after, leads: mark & LanguageRules.Mark.ends == 0) }
    }
    return nil
  }

  /// `Ludwig XIV. war`: a Roman number with a full stop before a small letter, where ordinals have one.
  private func isRomanOrdinal(_ start: Int, _ stop: Int) -> Bool {
    if !rules.hasOrdinals || stop - start < 2 || stop - start > 8 { return false }
    for at in start..<stop where !Self.isRoman(bytes[at]) { return false }
    let next = skipSpaces(stop + 1)
    if next < 0 { return false }
    let value = classify(next).value
    return value == CharacterClass.lower
      || value == CharacterClass.upper && rules.ordinalNouns[slice(next, run(next, bound(next)))] != 0
  }

  private static func isRoman(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x49, 0x56, 0x58, 0x4C, 0x43, 0x44, 0x4D: return true
    default: return false
    }
  }

  /// Where the second of two initials joined by a hyphen starts (`J.-P.`, `K.-H.`), the first having its stop at `stop`.
  func hyphenatedInitial(_ segment: Int, _ stop: Int) -> Int? {
    guard byte(stop + 1) == 0x2D, classify(segment).next == stop, isUpper(segment) else { return nil }
    let (value, next) = classify(stop + 2)
    return value == CharacterClass.upper && byte(next) == 0x2E ? stop + 2 : nil
  }

  private func isUpper(_ at: Int) -> Bool { classify(at).value == CharacterClass.upper }

  /// Whether a word goes on after the full stop at `stop`: `z.B`, `example.com`, `alt.animals`, `v2.0`.
  func joinsAtStop(_ start: Int, _ segment: Int, _ stop: Int) -> Bool {
    let next = ahead(stop + 1)
    if CharacterClass.isJoiningLetter(next), isLongerAbbreviation(start, stop + 1) { return true }
    if next == CharacterClass.digit {
      let (scalar, _) = UTF8Reader.decodeBackward(bytes, stop, 0)
      return CharacterClass.isNumber(table[scalar])
    }
    if !CharacterClass.isJoiningLetter(next) { return false }
    if next != CharacterClass.upper || stop - segment < 2 { return true }
    // `Ende.Anfang`: a full stop without its space, unless what follows can be a domain's last label.
    let (scalar, _) = UTF8Reader.decodeBackward(bytes, stop, 0)
    if table[scalar] != CharacterClass.lower { return true }
    let label = run(stop + 1, bound(stop + 1))
    return TopLevelDomains.contains(slice(stop + 1, label))
  }

  /// Whether an e-mail address goes on at `at`.
  private func isMail(_ at: Int) -> Bool {
    CharacterClass.isWordish(classify(at).value) && mail(at, at, bound(at)) != nil
  }

  /// Whether the bytes are single letters with stops between (`U.S`, `z.B`, `i.d.R`).
  private func isLetters(_ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      let (value, next) = classify(at)
      if !CharacterClass.isJoiningLetter(value) { return false }
      if next < end, bytes[next] != 0x2E { return false }
      at = next + 1
      // `J.-P.`
      if byte(at) == 0x2D { at += 1 }
    }
    return true
  }

  private func isOneLetter(_ start: Int, _ end: Int) -> Bool {
    let (value, next) = classify(start)
    return next == end && CharacterClass.isJoiningLetter(value)
  }

  /// Whether a single letter with a full stop is an initial or part of an abbreviation, by what follows.
  private func isInitial(_ start: Int, _ after: Int, _ wasAbbreviation: Bool) -> Bool {
    let next = skipSpaces(after)
    if next < 0 { return false }
    let (value, _) = classify(next)
    if wasAbbreviation { return true }
    switch value {
    case CharacterClass.lower, CharacterClass.digit: return true
    case CharacterClass.upper, CharacterClass.letter: return !isStarter(next)
    case CharacterClass.punctuation: return byte(next) == 0x2C || byte(next) == 0x3A || byte(next) == 0x3B
    default: return false
    }
  }

  /// Where the next token starts after spaces on the same line or one line end; -1 at the end of the paragraph.
  func skipSpaces(_ from: Int) -> Int {
    var at = from
    var lineEnds = 0
    while at < count {
      let (value, next) = classify(at)
      if value > CharacterClass.paragraph, value != CharacterClass.format { return lineEnds > 1 ? -1 : at }
      if value == CharacterClass.newline, !(bytes[at] == 0x0D && byte(next) == 0x0A) { lineEnds += 1 }
      if value == CharacterClass.paragraph || lineEnds > 1 || at - from > 64 { return -1 }
      at = next
    }
    return -1
  }

  /// Whether a digit is at `at` (-1: no).
  func isNumber(_ at: Int) -> Bool { at >= 0 && classify(at).value == CharacterClass.digit }

  /// Whether the word at `at` is one that, capitalised, starts a sentence.
  func isStarter(_ at: Int) -> Bool {
    if rules.starters.isEmpty { return false }
    let end = run(at, min(count, at + 40))
    // `A.` is an initial, not an article.
    if byte(end) == 0x2E, isOneLetter(at, end) { return false }
    return rules.starters[slice(at, end)] != 0
  }
}
