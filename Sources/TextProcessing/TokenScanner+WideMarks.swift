extension TokenScanner {
  /// A token that starts outside ASCII and with no joining letter and no number.
  @inline(never)
  mutating func wideMark(_ start: Int, _ scalar: UInt32, _ next: Int, _ value: UInt8, spaced: Bool) -> Int {
    let before = ending
    afterAbbreviation = false
    ending = .none
    switch value {
    case CharacterClass.ideograph, CharacterClass.hiragana, CharacterClass.katakana, CharacterClass.southEastAsian:
      if value == CharacterClass.southEastAsian, let end = thaiAbbreviation(start) {
        kind = .word
        return end
      }
      return dictionaryWord(start, next, value)
    case CharacterClass.pictograph, CharacterClass.regional, CharacterClass.modifier:
      return emoji(start, next, value)
    case CharacterClass.joiner, CharacterClass.extend:
      let end = extended(next, bound(start))
      kind = kindOfForm(start, end)
      return end
    case CharacterClass.connector:
      let end = run(next, bound(start))
      kind = kindOfForm(start, end)
      return end
    case CharacterClass.terminator:
      ending = .strong
      isClosed = false
    case CharacterClass.stop:
      isClosed = false
      ending = scalar == 0x2026 || scalar == 0x2025 ? .ellipsis : .stop
    case CharacterClass.closing, CharacterClass.quote:
      ending = before
      isClosed = before != .none
    default: break
    }
    if scalar == 0x2026 { ending = before == .strong ? .strong : .ellipsis }
    if scalar == 0x2212, isNumber(next), spaced || start == 0 { return number(start, next + 1, spaced: spaced) }
    if scalar == 0x2019, spaced || start == 0, let end = wideClitic(start, next) { return end }
    if scalar == 0xB0, let end = temperature(start, next) { return end }
    if scalar == 0x2018 { hasOpenApostrophe = true }
    if scalar == 0x2019 { hasOpenApostrophe = false }
    let last = Self.repeats(scalar, value) ? repeated(start, next) : next
    if scalar == 0x37E, rules.conventions.isQuestionSemicolon {
      ending = .strong
      isClosed = false
    }
    let end = extended(last, bound(start))
    kind = end == last ? TokenKind.ofMark(value) : kindOfForm(start, end)
    return end
  }

  /// Whether a run of the mark is one token: dashes, symbols, dots, §§.
  private static func repeats(_ scalar: UInt32, _ value: UInt8) -> Bool {
    // Each U+FFFD stands for a character of its own.
    if scalar == 0xFFFD { return false }
    return value == CharacterClass.dash || value == CharacterClass.symbol || value == CharacterClass.currency
      || scalar == 0x2026 || scalar == 0xA7
  }

  /// Where a run of the mark from `start` to `next` ends.
  private mutating func repeated(_ start: Int, _ next: Int) -> Int {
    let bound = bound(start)
    let length = next - start
    var end = next
    while end + length <= bound, (0..<length).allSatisfy({ bytes[start + $0] == bytes[end + $0] }) { end += length }
    return end
  }

  /// `°C`, `°F`: the degree and its scale are one unit.
  private mutating func temperature(_ start: Int, _ next: Int) -> Int? {
    let scale = byte(next)
    guard scale == 0x43 || scale == 0x46, !CharacterClass.isWordish(classify(next + 1).value) else { return nil }
    kind = kindOfForm(start, next + 1)
    return next + 1
  }

  /// Passes marks, joiners and format characters.
  mutating func extended(_ from: Int, _ bound: Int) -> Int {
    var at = from
    while at < bound {
      let (value, next) = classify(at)
      if !CharacterClass.isExtending(value) || next > bound { break }
      at = next
    }
    return at
  }

  /// An emoji with all that belongs to it: skin tone, variation selector, joined emoji, the second letter of a flag.
  private mutating func emoji(_ start: Int, _ from: Int, _ first: UInt8) -> Int {
    let bound = bound(start)
    var at = from
    kind = .emoji
    if first == CharacterClass.regional {
      at = extended(at, bound)
      let (value, next) = classify(at)
      if value == CharacterClass.regional, next <= bound { at = next }
      return extended(at, bound)
    }
    while at < bound {
      let (value, next) = classify(at)
      if next > bound { break }
      if value == CharacterClass.joiner {
        let (joined, after) = classify(next)
        let isEmoji = joined == CharacterClass.pictograph || joined == CharacterClass.symbol
        if !isEmoji || after > bound { return next }
        at = after
      } else if value == CharacterClass.modifier || CharacterClass.isExtending(value) {
        at = next
      } else {
        break
      }
    }
    return at
  }

  private mutating func wideClitic(_ start: Int, _ from: Int) -> Int? {
    if let end = shortYear(start, from) {
      kind = kindOfForm(start, end)
      ending = .none
      return end
    }
    return clitic(start, from)
  }
}
