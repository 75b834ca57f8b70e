extension TokenScanner {
  /// A token that starts with a digit: a number, a date, a time, an ordinal, `70er`, `3-Zimmer`.
  mutating func number(_ start: Int, _ from: Int, spaced: Bool) -> Int {
    let bound = bound(start)
    var end = run(from, bound)
    kind = .number
    ending = .none
    afterAbbreviation = false
    if from == start + 1, end < bound, bytes[end] == 0x20, isPlain(start, end) { return end }
    while end < bound, isDigit(before: end), let next = digitsGoOn(start, end) {
      end = run(next, bound)
    }
    if end >= bound { return classed(start, end) }
    if !isDigit(before: end) || isWordAhead(end) { return longWord(start, end, bound) }
    if bytes[end] == 0x2E, isOrdinal(start, end) || isDayAndMonth(start, end) {
      if rules.conventions.hasStopsApart {
        quietUntil = end + 1
        quietEnding = .none
      } else {
        end += 1
      }
      return classed(start, end)
    }
    if rules.conventions.hasDegreeOrdinals, isDegreeOrdinal(start, end) { return classed(start, end + 2) }
    if let key = keycap(start, end) { return key }
    return classed(start, end)
  }

  /// Sets the kind of a token that starts with a digit.
  private mutating func classed(_ start: Int, _ end: Int) -> Int {
    kind = kindOfForm(start, end)
    return end
  }

  /// Whether a hyphen or an apostrophe with a letter behind it makes the number part of a word (`3-Zimmer`).
  private mutating func isWordAhead(_ end: Int) -> Bool {
    switch bytes[end] {
    case 0x3A: return rules.conventions.hasColonEndings && isEnding(end + 1)
    case 0x2D, 0x27, 0x40: return CharacterClass.isJoiningLetter(classify(end + 1).value)
    case 0xE2: return (isHyphen(end) || isApostrophe(end)) && CharacterClass.isJoiningLetter(classify(end + 3).value)
    default: return false
    }
  }

  private mutating func isDigit(before end: Int) -> Bool {
    let last = bytes[end - 1]
    if last < 0x80 { return last &- 0x30 < 10 }
    return CharacterClass.isNumber(table[UTF8Reader.decodeBackward(bytes, end, 0).scalar])
  }

  /// Where the digits after a separator at `end` start, or nil when the number ends there.
  private mutating func digitsGoOn(_ start: Int, _ end: Int) -> Int? {
    let separator = bytes[end]
    if separator >= 0x80 {
      // Arabic decimal and thousands separators; ’ as the Swiss thousands mark.
      let (scalar, next) = UTF8Reader.decode(bytes, end, count)
      if scalar == 0xA0 || scalar == 0x202F || scalar == 0x2009 {
        // Groups of three digits with a no-break or thin space between (ISO 80000-1).
        return digits(next) == 3 && end - start <= 15 && isGroup(start, end) ? next : nil
      }
      if scalar == 0x66B || scalar == 0x66C || scalar == 0x2044 { return isNumber(next) ? next : nil }
      return isApostrophe(end) && digits(end + 3) == 3 ? end + 3 : nil
    }
    let next = end + 1
    // Spanish and Portuguese ordinals: `1.º`, `2.ª`.
    if separator == 0x2E, byte(next) == 0xC2, byte(next + 1) == 0xBA || byte(next + 1) == 0xAA { return next }
    switch separator {
    case 0x2E, 0x2C, 0x3A: return ahead(next) == CharacterClass.digit ? next : nil
    case 0x27: return digits(next) == 3 || ahead(next) == CharacterClass.digit ? next : nil
    case 0x2F: return isNumber(next) ? next : nil
    case 0x2D: return isNumber(next) ? next : nil
    default: return nil
    }
  }

  /// Whether one to three digits, or groups of three after them, stand from `start` to `end`.
  private mutating func isGroup(_ start: Int, _ end: Int) -> Bool {
    var at = end
    while at > start, bytes[at - 1] &- 0x30 < 10 { at -= 1 }
    return at == start ? end - start <= 3 : end - at == 3
  }

  /// How many ASCII digits stand at `at`, at most 5.
  private mutating func digits(_ at: Int) -> Int {
    var length = 0
    while length < 5, byte(at + length) &- 0x30 < 10 { length += 1 }
    return length
  }

  /// Whether the number with the full stop at `stop` is an ordinal (`16. Dezember`) or a list mark (`1. Item`).
  private mutating func isOrdinal(_ start: Int, _ stop: Int) -> Bool {
    let length = stop - start
    if !rules.hasOrdinals || length > 4 || digits(start) != length { return false }
    let after = stop + 1
    let direct = classify(after).value
    if direct == CharacterClass.dash || bytes[min(after, count - 1)] == 0x2F { return isNumber(classify(after).next) }
    if byte(after) == 0x2C || byte(after) == 0x3B { return true }
    if CharacterClass.isJoiningLetter(direct) { return rules.ordinalNouns[slice(after, run(after, bound(after)))] != 0 }
    if !CharacterClass.isBlank(direct) { return false }
    let next = skipSpaces(after)
    if next < 0 { return false }
    switch classify(next).value {
    case CharacterClass.lower: return true
    case CharacterClass.digit:
      // Hungarian and others: `2010. 05. 16.`
      if length == 4 { return digits(next) == 2 && byte(next + 2) == 0x2E && isNumber(skipSpaces(next + 3)) }
      if length > 2 { return false }
      return byte(run(next, bound(next))) == 0x2E || digits(next) == 4 && followsOrdinal(start)
    case CharacterClass.upper:
      if rules.ordinalNouns[slice(next, run(next, bound(next)))] != 0 { return true }
      if sentenceTokens == 0 { return length <= 2 }
      return rules.conventions.hasCapitalNouns && length <= 2 && !isStarter(next)
    default: return false
    }
  }

  /// Whether the number with the full stop at `stop` is a date without its year (`am 1.1. beginnt`).
  private mutating func isDayAndMonth(_ start: Int, _ stop: Int) -> Bool {
    let day = digits(start)
    let month = start + day + 1
    guard rules.hasOrdinals, 1...2 ~= day, byte(start + day) == 0x2E, 1...2 ~= digits(month),
      month + digits(month) == stop, value(start, start + day) <= 31, value(month, stop) <= 12
    else { return false }
    let direct = classify(stop + 1).value
    if direct == CharacterClass.dash { return isNumber(classify(stop + 1).next) }
    if byte(stop + 1) == 0x2C || byte(stop + 1) == 0x29 { return true }
    let next = CharacterClass.isBlank(direct) ? skipSpaces(stop + 1) : -1
    return next >= 0 && (classify(next).value == CharacterClass.lower || digits(next) == 4)
  }

  /// The number that one or two digits write.
  private mutating func value(_ start: Int, _ end: Int) -> Int {
    (start..<end).reduce(0) { $0 * 10 + Int(bytes[$1] & 0x0F) }
  }

  /// `10° giorno`: whole digits with a degree sign before a word that is no scale (`20° C`).
  private mutating func isDegreeOrdinal(_ start: Int, _ end: Int) -> Bool {
    guard byte(end) == 0xC2, byte(end + 1) == 0xB0, isPlain(start, end), byte(end + 2) == 0x20 else { return false }
    let (value, next) = classify(end + 3)
    return CharacterClass.isJoiningLetter(value) && CharacterClass.isJoiningLetter(classify(next).value)
  }

  /// Whether one to five small letters stand at `at`, and no mark that goes on: the ending of a number (`1:a`, `5:ssä`).
  private mutating func isEnding(_ at: Int) -> Bool {
    let end = run(at, min(count, at + 16))
    var next = at
    var length = 0
    while next < end {
      let (value, after) = classify(next)
      if value != CharacterClass.lower { return false }
      (next, length) = (after, length + 1)
    }
    return 1...5 ~= length && byte(end) != 0x3A && byte(end) != 0x2F
  }

  /// Whether a number with its full stop stands before `start`, as in `16. 12. 2021`.
  private mutating func followsOrdinal(_ start: Int) -> Bool {
    start >= 3 && bytes[start - 1] == 0x20 && bytes[start - 2] == 0x2E && bytes[start - 3] &- 0x30 < 10
  }

  /// Whether there are only ASCII digits from `start` to `end`.
  private mutating func isPlain(_ start: Int, _ end: Int) -> Bool {
    for at in start..<end where bytes[at] &- 0x30 >= 10 { return false }
    return true
  }

  /// `1️⃣`: a digit, perhaps a variation selector, and the enclosing keycap.
  mutating func keycap(_ start: Int, _ end: Int) -> Int? {
    var at = end
    if byte(at) == 0xEF, byte(at + 1) == 0xB8, byte(at + 2) == 0x8F { at += 3 }
    guard byte(at) == 0xE2, byte(at + 1) == 0x83, byte(at + 2) == 0xA3 else { return nil }
    kind = .emoji
    return at + 3
  }
}
