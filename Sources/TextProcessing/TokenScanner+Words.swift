extension TokenScanner {
  /// Whether a word that stopped before this byte may go on after it.
  ///
  /// These are `' - . : * / @ & + # $ "` and the lead bytes of ’ ‐ ‑ · ° ״.
  @inline(__always)
  static func mayJoin(_ byte: UInt8) -> Bool {
    if byte >= 0x80 { return byte == 0xE2 || byte == 0xC2 || byte == 0xCE || byte == 0xD7 }
    let low: UInt64 =
      1 << 0x22 | 1 << 0x23 | 1 << 0x24 | 1 << 0x26 | 1 << 0x27 | 1 << 0x2A | 1 << 0x2B | 1 << 0x2D | 1 << 0x2E | 1
      << 0x2F
    return byte < 0x40 ? (low | 1 << 0x3A) >> UInt64(byte) & 1 == 1 : byte == 0x40
  }

  /// How many of the eight bytes, from the lowest on, are ASCII letters before the first that is none.
  @inline(__always)
  static func asciiLetters(_ word: UInt64) -> Int {
    let high: UInt64 = 0x8080_8080_8080_8080
    let small = (word | 0x2020_2020_2020_2020) & ~high
    // Adding carries into a byte's top bit from `a` on, and from `{` on; no byte overflows into the next.
    let fromA = small &+ 0x1F1F_1F1F_1F1F_1F1F
    let beyondZ = small &+ 0x0505_0505_0505_0505
    let others = ~(fromA & ~beyondZ & ~word) & high
    return UInt64(littleEndian: others).trailingZeroBitCount >> 3
  }

  /// Where a run of letters, digits, marks and connectors that has reached `from` ends, at most `bound`.
  @inline(__always)
  func run(_ from: Int, _ bound: Int) -> Int {
    var at = from
    while at < bound {
      if at + 8 <= bound {
        let letters = Self.asciiLetters(UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt64.self))
        at += letters
        if letters == 8 { continue }
      }
      let byte = bytes[at]
      if byte < 0x80 {
        if !CharacterClass.isWordish(ascii[Int(byte)]) { return at }
        at += 1
        continue
      }
      if byte == 0xC3, at + 1 < bound {
        // U+00C0 to U+00FF are letters but for × and ÷.
        let second = bytes[at + 1]
        if second == 0x97 || second == 0xB7 { return at }
        at += 2
        continue
      }
      let (scalar, next) = UTF8Reader.decode(bytes, at, count)
      if !CharacterClass.isWordish(table[scalar]) || next > bound { return at }
      at = next
    }
    return at
  }

  /// The furthest end of a token that starts at `start`, between characters.
  @inline(__always)
  func bound(_ start: Int) -> Int {
    if count - start <= Tokenizer.longestToken { return count }
    var end = start + Tokenizer.longestToken
    while end > start + 1, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  /// A token that starts with a letter.
  @inline(__always)
  mutating func word(_ start: Int, _ from: Int) -> Int {
    let bound = bound(start)
    let end = run(from, bound)
    kind = .word
    ending = .none
    if end >= bound || !Self.mayJoin(bytes[end]) {
      afterAbbreviation = false
      return end
    }
    return longWord(start, end, bound)
  }

  /// A word whose first run is followed by something that may join.
  @inline(never)
  mutating func longWord(_ start: Int, _ first: Int, _ bound: Int) -> Int {
    joinedStart = start
    let end = joinedWord(start, first, bound)
    if end != first || kind != .word { kind = kindOfForm(start, end) }
    return rules.conventions.hasStopsApart || rules.conventions.hasHyphensApart ? firstPart(start, end) : end
  }

  private mutating func joinedWord(_ start: Int, _ first: Int, _ bound: Int) -> Int {
    var end = first
    var segment = start
    let wasAbbreviation = afterAbbreviation
    afterAbbreviation = false
    while end < bound {
      let byte = bytes[end]
      var after = end + 1
      switch byte {
      case 0x2E:
        if self.byte(after) == 0x20 || self.byte(after) == 0x0A {
          // Nothing goes on behind a blank: what most full stops are.
          return abbreviation(start, segment, end, wasAbbreviation).map { min($0, bound) } ?? end
        }
        if let next = hyphenatedInitial(segment, end) ?? hyphenatedAbbreviation(start, segment, end) {
          after = next
          break
        }
        if let stop = abbreviation(start, segment, end, wasAbbreviation) { return min(stop, bound) }
        if !joinsAtStop(start, segment, end) { return mail(start, end, bound) ?? finish(start, end) }
      case 0x27, 0xE2:
        if byte == 0xE2 {
          after = end + 3
          if !isApostrophe(end) {
            if isHyphen(end), CharacterClass.isWordish(ahead(after)) { break }
            return finish(start, end)
          }
        }
        if isHangul(before: end) { return finish(start, end) }
        let next = ahead(after)
        if !CharacterClass.isJoiningLetter(next) {
          let belongs =
            isPossessive(end, after) || isGeresh(start, end) || isApocope(start, end)
            || CharacterClass.mayFollowElision(next) && isElision(segment, end)
          return belongs ? min(after, bound) : finish(start, end)
        }
        if isElision(segment, end), !isElidedWord(start) { return min(after, bound) }
      case 0x2D:
        let next = ahead(after)
        if !CharacterClass.isJoiningLetter(next), !CharacterClass.isNumber(next) {
          return isHanging(segment, after) ? min(after, bound) : finish(start, end)
        }
      case 0x3A, 0x2F:
        if let address = address(start, end, bound) { return address }
        if byte == 0x2F {
          guard let next = joinsAtSlash(start, segment, end) else { return finish(start, end) }
          after = next
        } else if !joinsAtColon(end) {
          return finish(start, end)
        }
      case 0x2A:
        if !joinsAtStar(end) { return finish(start, end) }
      case 0x26:
        if !joinsAtAmpersand(segment, end) { return finish(start, end) }
      case 0x2B, 0x40:
        if let address = mail(start, end, bound) { return address }
        // C++
        if byte == 0x2B, self.byte(after) == 0x2B, self.byte(after + 1) != 0x2B, isCapital(start, end) {
          return after + 1
        }
        return finish(start, end)
      case 0x23:
        // C#
        return isCapital(start, end) && !CharacterClass.isWordish(classify(after).value) ? after : finish(start, end)
      case 0x24:
        // `US$`, `R$`: the capitals say whose dollar.
        return isCurrencyPrefix(start, end) ? after : finish(start, end)
      case 0x22:
        if bytes[end - 1] & 0xC0 != 0x80 || bytes[max(start, end - 2)] != 0xD7 || self.byte(after) != 0xD7 {
          return finish(start, end)
        }
      default:
        let (scalar, next) = UTF8Reader.decode(bytes, end, count)
        after = next
        if scalar == 0xB0, end - segment == 1, bytes[segment] | 0x20 == 0x6E {
          // French n° and N°: numéro.
          return after
        }
        let joins = table[scalar] == CharacterClass.midLetter && CharacterClass.isJoiningLetter(ahead(after))
        if !joins || isHangul(before: end) {
          return finish(start, end)
        }
      }
      segment = after
      let next = run(after, bound)
      if next <= after { return finish(start, end) }
      end = next
      if end < bound, !Self.mayJoin(bytes[end]) { break }
    }
    return finish(start, end)
  }

  /// The end of a word that no mark goes on at `end`; a host name goes on with its path (`example.org/a`).
  private mutating func finish(_ start: Int, _ end: Int) -> Int {
    let isPath = byte(end) == 0x2F || byte(end) == 0x3A || byte(end) == 0x3F
    return isPath && TokenKind.of(slice(start, end)) == .url ? addressEnd(start, end, bound(start)) : end
  }

  /// Whether ’ (U+2019) is at `at`.
  @inline(__always)
  func isApostrophe(_ at: Int) -> Bool { byte(at) == 0xE2 && byte(at + 1) == 0x80 && byte(at + 2) == 0x99 }

  /// Whether ‐ or ‑ (U+2010, U+2011) is at `at`.
  @inline(__always)
  func isHyphen(_ at: Int) -> Bool {
    byte(at) == 0xE2 && byte(at + 1) == 0x80 && (byte(at + 2) == 0x90 || byte(at + 2) == 0x91)
  }

  /// Whether what stands before the apostrophe at `end` is cut off after it (`l'`, `qu'`).
  private mutating func isElision(_ start: Int, _ end: Int) -> Bool {
    if rules.elisions.isEmpty || end - start > 12 { return false }
    return withLowered(start, end) { [rules] in rules.elisions[$0] != 0 }
  }

  /// Whether a word stands at `start` that keeps its elision (`c'est-à-dire`).
  private mutating func isElidedWord(_ start: Int) -> Bool {
    if rules.elidedWords.isEmpty { return false }
    var end = start
    let bound = min(bound(start), start + WordEndings.longest)
    while end < bound {
      let next = run(end, bound)
      end = next
      if byte(end) == 0x27 || byte(end) == 0x2D { end += 1 } else if isApostrophe(end) { end += 3 }
      if end == next { break }
    }
    return end <= bound && WordEndings.withFolded(slice(start, end)) { rules.elidedWords[$0] != 0 }
  }

  /// After a Hebrew letter an apostrophe is a geresh, part of the letter (`ג'`).
  private mutating func isGeresh(_ start: Int, _ end: Int) -> Bool {
    if bytes[end - 1] < 0x80 { return false }
    var (scalar, first) = UTF8Reader.decodeBackward(bytes, end, start)
    while CharacterClass.isExtending(table[scalar]), first > start {
      (scalar, first) = UTF8Reader.decodeBackward(bytes, first, start)
    }
    return 0x5D0...0x5EA ~= scalar && byte(end) == 0x27
  }

  /// `po'`, `hab'`: letters are left out at the end of the word, no quote being open.
  private mutating func isApocope(_ start: Int, _ end: Int) -> Bool {
    if rules.apocopes.isEmpty || hasOpenApostrophe || end - start > 12 { return false }
    return withLowered(start, end) { [rules] in rules.apocopes[$0] != 0 }
  }

  /// Pushes the tokens that the word from `start` to `end` is cut into, but for the last, and says where that starts.
  mutating func cutWord(_ start: Int, _ end: Int) -> Int {
    var last = end
    var cuts = (0, 0, 0)
    var parts = 0
    while parts < Self.mostParts - 1, let cut = endings.cut(slice(start, last)) {
      last = start + cut
      cuts = (last, cuts.0, cuts.1)
      parts += 1
    }
    if parts == 0 { return start }
    push(start, cuts.0)
    if parts > 1 { push(cuts.0, cuts.1) }
    if parts > 2 { push(cuts.1, cuts.2) }
    let first = parts == 1 ? cuts.0 : parts == 2 ? cuts.1 : cuts.2
    kind = kindOfForm(first, end)
    return first
  }

  private mutating func push(_ start: Int, _ end: Int) {
    starts[held] = start
    ends[held] = end
    kinds[held] = kindOfForm(start, end)
    spaces[held] = false
    held += 1
    sentenceTokens += 1
  }

  /// `Hans' Haus`, `the soldiers' home`: an apostrophe after s, x or z before a space and a letter, or before a mark that is
  /// no quote (`the Joneses'.`), no quote being open.
  private mutating func isPossessive(_ end: Int, _ after: Int) -> Bool {
    if hasOpenApostrophe { return false }
    switch bytes[end - 1] | 0x20 {
    case 0x73, 0x78, 0x7A: break
    default: return false
    }
    switch byte(after) {
    case 0x20: return CharacterClass.isJoiningLetter(classify(after + 1).value)
    case 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F: return byte(end) == 0x27
    default: return false
    }
  }

  /// One capital of ASCII.
  private mutating func isCapital(_ start: Int, _ end: Int) -> Bool { end - start == 1 && bytes[start] &- 0x41 < 26 }

  /// Where a word goes on after the slash at `end`, or nil.
  ///
  /// `Mitarbeiter/-innen`: a slash with a hyphen completes the word. `w/o`, `c/o`, `km/h`: one small letter on one side, one or
  /// two on the other, are an abbreviation.
  private mutating func joinsAtSlash(_ start: Int, _ segment: Int, _ end: Int) -> Int? {
    let after = end + 1
    if byte(after) == 0x2D, classify(after + 1).value == CharacterClass.lower { return after + 1 }
    if segment != start { return nil }
    let last = run(after, bound(after))
    let before = letters(start, end)
    let behind = letters(after, last)
    if !(1...2 ~= before) || !(1...2 ~= behind) || min(before, behind) > 1 { return nil }
    return byte(last) == 0x2F ? nil : after
  }

  /// How many letters stand from `start` to `end`, 9 if there is anything but small letters.
  private mutating func letters(_ start: Int, _ end: Int) -> Int {
    var at = start
    var length = 0
    while at < end, length < 9 {
      let (value, next) = classify(at)
      length = value == CharacterClass.lower ? length + 1 : 9
      at = next
    }
    return length
  }

  /// One to three capitals.
  private mutating func isCurrencyPrefix(_ start: Int, _ end: Int) -> Bool {
    end - start <= 3 && (start..<end).allSatisfy { bytes[$0] &- 0x41 < 26 }
  }

  /// `Mitarbeiter:innen`, Swedish `EU:s`: a letter, a colon, a letter that is no capital.
  private mutating func joinsAtColon(_ at: Int) -> Bool {
    let next = ahead(at + 1)
    if isHangul(before: at) { return false }
    return next == CharacterClass.lower || next == CharacterClass.letter
  }

  /// `Bürger*innen`, `f*ck`: a lower-case letter on both sides.
  private mutating func joinsAtStar(_ at: Int) -> Bool {
    let (scalar, _) = UTF8Reader.decodeBackward(bytes, at, 0)
    return table[scalar] == CharacterClass.lower && classify(at + 1).value == CharacterClass.lower
  }

  /// `AT&T`, `R&B`: capitals on both sides.
  private mutating func joinsAtAmpersand(_ segment: Int, _ at: Int) -> Bool {
    let (scalar, _) = UTF8Reader.decodeBackward(bytes, at, 0)
    return table[scalar] == CharacterClass.upper && classify(at + 1).value == CharacterClass.upper
  }

  /// Calls `body` with the bytes in lower case (ASCII only: what data files hold before an apostrophe).
  mutating func withLowered<Result>(_ start: Int, _ end: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
  {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, end - start)) { copy in
      for offset in 0..<end - start {
        let byte = bytes[start + offset]
        copy.initializeElement(at: offset, to: byte &- 0x41 < 26 ? byte | 0x20 : byte)
      }
      return body(UnsafeBufferPointer(rebasing: copy[..<(end - start)]))
    }
  }
}
