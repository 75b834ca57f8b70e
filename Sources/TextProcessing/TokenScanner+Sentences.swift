extension TokenScanner {
  /// Whether a sentence starts with the token at `at`, after tokens that may have ended one (`ending`).
  @inline(never)
  mutating func endsSentence(_ at: Int, spaced: Bool) -> Bool {
    let (scalar, next) = UTF8Reader.decode(bytes, at, count)
    let value = table[scalar]
    switch value {
    case CharacterClass.terminator, CharacterClass.stop, CharacterClass.closing: return false
    case CharacterClass.quote: if closes(at, next, scalar, spaced: spaced) { return false }
    case CharacterClass.punctuation:
      if Self.continues(scalar) { return false }
      if scalar == 0x27, closes(at, next, scalar, spaced: spaced) { return false }
    default: break
    }
    let first = firstWord(at)
    let start = first.value
    switch ending {
    case .none: return false
    case .strong:
      return start != CharacterClass.lower || !(isClosed || first.at != at)
    case .stop:
      if start == CharacterClass.lower { return startsLower && spaced }
      return spaced || !(start == CharacterClass.digit && first.at == at)
    case .ellipsis:
      return spaced && start != CharacterClass.lower
    case .abbreviation:
      return start == CharacterClass.upper && isStarter(first.at)
    }
  }

  /// Commas, semicolons and colons go on with the sentence.
  private static func continues(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2C, 0x3B, 0x3A, 0x60C, 0x61B, 0x3001, 0xFF0C, 0xFF1A, 0xFF1B, 0xFE50, 0xFE51, 0xFE54, 0xFE55: return true
    default: return false
    }
  }

  /// Whether the quote at `at` closes what came before it.
  private mutating func closes(_ at: Int, _ next: Int, _ scalar: UInt32, spaced: Bool) -> Bool {
    let after = classify(next).value
    let opensWord = CharacterClass.isLetter(after) || CharacterClass.isNumber(after)
    if !spaced { return true }
    // After a space a quote closes only where French puts one before », or where nothing follows it directly.
    if scalar == 0xAB || scalar == 0x201E || scalar == 0x201A { return false }
    return !opensWord && (scalar == 0xBB || scalar == 0x201D || scalar == 0x2019 || CharacterClass.isBlank(after))
  }

  /// Where what follows a clitic with its apostrophe at `at` starts: in Dutch `'t Is` the verb has the capital.
  private mutating func afterClitic(_ at: Int) -> Int? {
    if rules.clitics.isEmpty || byte(at) != 0x27 && !isApostrophe(at) { return nil }
    let start = byte(at) == 0x27 ? at + 1 : at + 3
    let end = run(start, min(count, start + 8))
    if end == start || byte(end) != 0x20 { return nil }
    return withLowered(start, end) { [rules] in rules.clitics[$0] != 0 } ? end : nil
  }

  /// The first letter or digit from `at` on, past opening marks, dashes and blanks; at most 16 characters ahead.
  private mutating func firstWord(_ from: Int) -> (value: UInt8, at: Int) {
    var at = from
    for _ in 0..<16 {
      let (value, next) = classify(at)
      if CharacterClass.isLetter(value) || CharacterClass.isNumber(value) || at >= count { return (value, at) }
      at = afterClitic(at) ?? next
    }
    return (CharacterClass.symbol, from)
  }
}
