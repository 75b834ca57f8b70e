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
    // The `Ing.` of `Dipl.-Ing.`
    if mark == 0, segment - start > 2, bytes[segment - 1] == 0x2D, bytes[segment - 2] == 0x2E {
      mark = rules.abbreviations[slice(segment, after)]
    }
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
    if mark & LanguageRules.Mark.number != 0, isNumberAhead(after) { return abbreviation(after, leads: true) }
    if CharacterClass.isWordish(next) { return nil }
    if segment == start, let end = suffixAbbreviation(start, after) { return end }
    if segment == start, isRomanOrdinal(start, stop) { return abbreviation(after, leads: true) }
    // `U.S.`, `a.m.`, `e.V.`: letters with stops between have one at the end.
    // So do those behind a hyphen (`non-U.S.`).
    let part = lastPart(start, segment)
    if segment > start, isLetters(start, stop) || segment > part && isLetters(part, stop) {
      return abbreviation(after, leads: false)
    }
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
  private mutating func isLongerAbbreviation(_ start: Int, _ after: Int) -> Bool {
    let end = run(after, min(count, after + 8))
    return byte(end) == 0x2E && rules.abbreviations[slice(start, end + 1)] != 0
  }

  /// The end of an abbreviation whose last part alone is in the data (`-str.`), or nil.
  private mutating func suffixAbbreviation(_ start: Int, _ after: Int) -> Int? {
    if rules.suffixes.isEmpty { return nil }
    for length in 3...5 where after - start > length {
      let mark = rules.suffixes[slice(after - length, after)]
      if mark & LanguageRules.Mark.number != 0, !isNumberAhead(after) { return nil }
      if mark != 0 { return abbreviation(after, leads: mark & LanguageRules.Mark.ends == 0) }
    }
    return nil
  }

  /// `Ludwig XIV. war`: a Roman number with a full stop before a small letter, where ordinals have one.
  private mutating func isRomanOrdinal(_ start: Int, _ stop: Int) -> Bool {
    if !rules.hasOrdinals || stop - start < 2 || stop - start > 8 { return false }
    for at in start..<stop where !Self.isRoman(bytes[at]) { return false }
    let next = skipSpaces(stop + 1)
    if next < 0 { return false }
    let value = classify(next).value
    if value == CharacterClass.lower { return true }
    if value != CharacterClass.upper { return false }
    // `IV. Béla`: where the name follows, and at the start of a sentence, where it is the number of a heading, too.
    return rules.conventions.hasNamesAfterOrdinals && !isStarter(next) || sentenceTokens == 0
      || rules.ordinalNouns[slice(next, run(next, bound(next)))] != 0
  }

  private static func isRoman(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x49, 0x56, 0x58, 0x4C, 0x43, 0x44, 0x4D: return true
    default: return false
    }
  }

  /// Where the second of two initials joined by a hyphen starts (`J.-P.`, `K.-H.`), the first having its stop at `stop`.
  mutating func hyphenatedInitial(_ segment: Int, _ stop: Int) -> Int? {
    guard byte(stop + 1) == 0x2D, classify(segment).next == stop, isUpper(segment) else { return nil }
    let (value, next) = classify(stop + 2)
    return value == CharacterClass.upper && byte(next) == 0x2E ? stop + 2 : nil
  }

  /// Where a word goes on after an abbreviation with its full stop at `stop` and a hyphen (`Dr.-Ing.`, `c.-à-d.`).
  ///
  /// No sentence ends directly before a hyphen with a letter behind it.
  mutating func hyphenatedAbbreviation(_ start: Int, _ segment: Int, _ stop: Int) -> Int? {
    guard byte(stop + 1) == 0x2D, CharacterClass.isJoiningLetter(classify(stop + 2).value) else { return nil }
    let isShort = isLetters(lastPart(start, segment), stop)
    return isShort || rules.abbreviations[slice(segment, stop + 1)] & ~LanguageRules.Mark.number != 0 ? stop + 2 : nil
  }

  /// Where the part of a word behind its last hyphen before `segment` starts (the `U.S.` of `non-U.S.`).
  private mutating func lastPart(_ start: Int, _ segment: Int) -> Int {
    var at = segment
    while at > start, bytes[at - 1] != 0x2D { at -= 1 }
    return at
  }

  private mutating func isUpper(_ at: Int) -> Bool { classify(at).value == CharacterClass.upper }

  /// Whether a word goes on after the full stop at `stop`: `z.B`, `example.com`, `alt.animals`, `v2.0`.
  mutating func joinsAtStop(_ start: Int, _ segment: Int, _ stop: Int) -> Bool {
    let next = ahead(stop + 1)
    if CharacterClass.isJoiningLetter(next), isLongerAbbreviation(start, stop + 1) { return true }
    if next == CharacterClass.digit {
      let (scalar, _) = UTF8Reader.decodeBackward(bytes, stop, 0)
      return CharacterClass.isNumber(table[scalar])
    }
    if !CharacterClass.isJoiningLetter(next) { return false }
    if next == CharacterClass.letter { return joinsCaseless(segment, stop) }
    if next != CharacterClass.upper || isOneLetter(segment, stop) { return true }
    // `Ende.Anfang`: a full stop without its space, unless what follows can be a domain's last label.
    let (scalar, _) = UTF8Reader.decodeBackward(bytes, stop, 0)
    if table[scalar] != CharacterClass.lower { return true }
    let label = run(stop + 1, bound(stop + 1))
    return TopLevelDomains.contains(slice(stop + 1, label))
  }

  /// Whether an e-mail address goes on at `at`.
  private mutating func isMail(_ at: Int) -> Bool {
    CharacterClass.isWordish(classify(at).value) && mail(at, at, bound(at)) != nil
  }

  /// Whether the bytes are single letters with stops between (`U.S`, `z.B`, `i.d.R`).
  private mutating func isLetters(_ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      guard let next = letterEnd(at) else { return false }
      if next < end, bytes[next] != 0x2E { return false }
      at = next + 1
      // `J.-P.`
      if byte(at) == 0x2D { at += 1 }
    }
    return true
  }

  private mutating func isOneLetter(_ start: Int, _ end: Int) -> Bool {
    // What belongs to a letter is not in ASCII.
    if end - start > 1, bytes[start + 1] < 0x80 { return false }
    return letterEnd(start) == end
  }

  /// Where one letter with its marks ends; in a script without case its name may take two (Hindi *बी*, *एन*).
  private mutating func letterEnd(_ start: Int) -> Int? {
    let (value, next) = classify(start)
    if !CharacterClass.isJoiningLetter(value) { return nil }
    var at = extended(next, count)
    let (second, after) = classify(at)
    if value == CharacterClass.letter, second == CharacterClass.letter, isIndic(start) { at = extended(after, count) }
    return at
  }

  /// Whether a letter of an Indian script is at `at`: there a letter's name is written out (*एन.डी.*).
  private mutating func isIndic(_ at: Int) -> Bool { 0x900...0xDFF ~= UTF8Reader.decode(bytes, at, count).scalar }

  /// In scripts without case a full stop inside stands between short parts (*बी.जे.पी.*); else the blank after it is missing.
  private mutating func joinsCaseless(_ segment: Int, _ stop: Int) -> Bool {
    if isHangul(before: stop) { return false }
    guard let end = letterEnd(segment) else { return true }
    return end == stop || !isIndic(segment)
  }

  /// Whether a Korean syllable ends at `end`: hyphens apart, no mark joins them.
  mutating func isHangul(before end: Int) -> Bool {
    guard end > 0, bytes[end - 1] >= 0x80 else { return false }
    let scalar = UTF8Reader.decodeBackward(bytes, end, 0).scalar
    return 0xAC00...0xD7A3 ~= scalar || 0x1100...0x11FF ~= scalar || 0x3130...0x318F ~= scalar
  }

  /// Whether a single letter with a full stop is an initial or part of an abbreviation, by what follows.
  private mutating func isInitial(_ start: Int, _ after: Int, _ wasAbbreviation: Bool) -> Bool {
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
  mutating func skipSpaces(_ from: Int) -> Int {
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
  mutating func isNumber(_ at: Int) -> Bool { at >= 0 && classify(at).value == CharacterClass.digit }

  /// Whether a number follows, perhaps a Roman one of several letters (`vol. IV`).
  private mutating func isNumberAhead(_ from: Int) -> Bool {
    let next = skipSpaces(from)
    if next < 0 || isNumber(next) { return next >= 0 }
    let end = run(next, bound(next))
    return 2...8 ~= end - next && (next..<end).allSatisfy { Self.isRoman(bytes[$0]) }
  }

  /// Whether the word at `at` is one that, capitalised, starts a sentence.
  mutating func isStarter(_ at: Int) -> Bool {
    if rules.starters.isEmpty { return false }
    let end = run(at, min(count, at + 40))
    // `A.` is an initial, not an article.
    if byte(end) == 0x2E, isOneLetter(at, end) { return false }
    return rules.starters[slice(at, end)] != 0
  }
}
