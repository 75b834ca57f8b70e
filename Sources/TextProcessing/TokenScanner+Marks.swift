extension TokenScanner {
  /// A token that starts with an ASCII mark.
  @inline(never)
  mutating func mark(_ start: Int, spaced: Bool) -> Int {
    let end = bareMark(start, spaced: spaced)
    // Marks and joiners belong to the character before them, whatever it is.
    if end >= count || bytes[end] < 0x80 { return end }
    let last = extended(end, bound(start))
    if last > end { kind = kindOfForm(start, last) }
    return last
  }

  private mutating func bareMark(_ start: Int, spaced: Bool) -> Int {
    let byte = bytes[start]
    let value = ascii[Int(byte)]
    let before = ending
    let last = kind
    afterAbbreviation = false
    ending = .none
    kind = value == CharacterClass.symbol || value == CharacterClass.currency ? .symbol : .punctuation
    if Emoticons.mayStart(byte), let end = emoticon(start) {
      // An emoticon often stands for the full stop.
      ending = before == .none ? .abbreviation : before
      return end
    }
    switch byte {
    case 0x2E: return stops(start, isFree: isFree(start, spaced), before: before)
    case 0x21, 0x3F:
      ending = .strong
      isClosed = false
      return start + 1
    case 0x26: if let end = reference(start) { return end }
    case 0x29, 0x5D, 0x7D, 0x22, 0x27, 0x60:
      ending = before
      isClosed = before != .none
      if byte == 0x27 || byte == 0x60 { return apostrophe(start, isFree: isFree(start, spaced)) }
      return start + 1
    case 0x23, 0x40:
      if byte == 0x23, let end = keycap(start, start + 1) { return end }
      if isFree(start, spaced), let end = tag(start) { return end }
    case 0x3B:
      if rules.conventions.isQuestionSemicolon { ending = .strong }
      isClosed = false
    case 0x2B, 0x2D:
      if last != .number, isNumber(start + 1), isFree(start, spaced),
        !CharacterClass.isJoiningLetter(classify(start + 1).value)
      {
        return number(start, classify(start + 1).next, spaced: spaced)
      }
    case 0x5F:
      let end = run(start + 1, bound(start))
      kind = kindOfForm(start, end)
      return end
    case 0x2A:
      if let end = keycap(start, start + 1) { return end }
    default: break
    }
    return repeated(start, byte)
  }

  /// Whether a token may start at `start` that does not inside a word.
  private mutating func isFree(_ start: Int, _ spaced: Bool) -> Bool {
    start == 0 || spaced || isBlankOrOpening(before: start)
  }

  private mutating func isBlankOrOpening(before start: Int) -> Bool {
    let value = table[UTF8Reader.decodeBackward(bytes, start, 0).scalar]
    return CharacterClass.isBlank(value) || value == CharacterClass.opening || value == CharacterClass.quote
  }

  /// A run of one mark (`--`, `***`, `===`) is one token; brackets, commas and the like stand alone.
  private mutating func repeated(_ start: Int, _ byte: UInt8) -> Int {
    switch byte {
    case 0x2D, 0x2A, 0x3D, 0x7E, 0x23, 0x2B, 0x3C, 0x3E, 0x24, 0x5C, 0x2F, 0x5E:
      let bound = bound(start)
      var end = start + 1
      while end < bound, bytes[end] == byte { end += 1 }
      return end
    default: return start + 1
    }
  }

  /// `.`, `...`, `.5`, `.doc`.
  private mutating func stops(_ start: Int, isFree: Bool, before: Ending) -> Int {
    if start < quietUntil {
      if start + 1 == quietUntil { ending = quietEnding }
      isClosed = false
      afterAbbreviation = true
      return start + 1
    }
    let bound = bound(start)
    var end = start + 1
    while end < bound, bytes[end] == 0x2E { end += 1 }
    isClosed = false
    if end - start > 1 {
      ending = before == .strong ? .strong : .ellipsis
      return end
    }
    let (next, afterNext) = classify(end)
    if isFree, next == CharacterClass.digit { return number(start, afterNext, spaced: true) }
    if isFree, CharacterClass.isJoiningLetter(next), sentenceTokens > 0 {
      end = run(end, bound)
      kind = kindOfForm(start, end)
      return end
    }
    ending = before == .strong ? .strong : .stop
    return end
  }

  /// The end of a character reference (`&amp;`, `&#39;`) at `start`, or nil; a run of one and the same is one token.
  private mutating func reference(_ start: Int) -> Int? {
    guard let length = CharacterReference.length(slice(start, min(count, start + CharacterReference.longest))) else {
      return nil
    }
    let bound = bound(start)
    var end = start + length
    while end + length <= bound, (0..<length).allSatisfy({ bytes[start + $0] == bytes[end + $0] }) { end += length }
    kind = kindOfForm(start, end)
    return end
  }

  /// `'`, `''`, ``` `` ```, or a clitic with its apostrophe (`'s`).
  private mutating func apostrophe(_ start: Int, isFree: Bool) -> Int {
    let byte = bytes[start]
    if self.byte(start + 1) == byte { return start + 2 }
    if byte == 0x27, isFree {
      if let end = clitic(start, start + 1) { return end }
      if let end = shortYear(start, start + 1) {
        kind = kindOfForm(start, end)
        ending = .none
        return end
      }
      hasOpenApostrophe = true
    } else if byte == 0x27 {
      hasOpenApostrophe = false
    }
    return start + 1
  }

  /// The end of a year without its century (`'68`, `'90s`), or nil.
  mutating func shortYear(_ start: Int, _ from: Int) -> Int? {
    guard byte(from) &- 0x30 < 10, byte(from + 1) &- 0x30 < 10 else { return nil }
    let end = run(from + 2, bound(start))
    if end == from + 3, bytes[from + 2] == 0x73 { return end }
    return end == from + 2 ? end : nil
  }

  /// The end of a clitic whose apostrophe stands at `start` and whose letters start at `from`, or nil.
  mutating func clitic(_ start: Int, _ from: Int) -> Int? {
    if rules.clitics.isEmpty { return nil }
    let bound = bound(start)
    var end = run(from, bound)
    if end == from || end - from > 12 { return nil }
    // `'n'`
    if byte(end) == 0x27, end < bound, rules.clitics[slice(from, end + 1)] != 0 {
      end += 1
    } else if !withLowered(from, end, { [rules] in rules.clitics[$0] != 0 }) {
      return nil
    }
    ending = .none
    // Dutch `'s-Gravenhage`.
    if byte(end) == 0x2D, CharacterClass.isJoiningLetter(classify(end + 1).value) { return longWord(start, end, bound) }
    kind = kindOfForm(start, end)
    return end
  }

  /// `#hashtag` or `@mention`, or nil.
  private mutating func tag(_ start: Int) -> Int? {
    let bound = bound(start)
    var end = run(start + 1, bound)
    if end == start + 1 { return nil }
    if bytes[start] == 0x40 {
      while end < bound, bytes[end] == 0x2E || bytes[end] == 0x40 {
        let next = run(end + 1, bound)
        if next == end + 1 { break }
        end = next
      }
    }
    let found = kindOfForm(start, end)
    if found != .hashtag && found != .mention { return nil }
    kind = found
    return end
  }

  /// The end of an emoticon at `start` that nothing sticks to, or nil.
  private mutating func emoticon(_ start: Int) -> Int? {
    guard let length = Emoticons.length(slice(start, min(count, start + 4))) else { return nil }
    let end = start + length
    if CharacterClass.isWordish(classify(end).value) { return nil }
    if start > 0, bytes[end - 1] | 0x20 &- 0x61 < 26 || length == 2 && bytes[end - 1] != 0x29 && bytes[end - 1] != 0x28
    {
      if CharacterClass.isWordish(table[UTF8Reader.decodeBackward(bytes, start, 0).scalar]) { return nil }
    }
    kind = .emoji
    return end
  }
}
