extension TokenScanner {
  /// Whether a word that stopped before this byte may go on after it.
  ///
  /// These are `' - . : * / @ & + "` and the lead bytes of ’ ‐ ‑ · ° ״.
  @inline(__always)
  static func mayJoin(_ byte: UInt8) -> Bool {
    if byte >= 0x80 { return byte == 0xE2 || byte == 0xC2 || byte == 0xCE || byte == 0xD7 }
    let low: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x2A | 1 << 0x2B | 1 << 0x2D | 1 << 0x2E | 1 << 0x2F
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
    let end = joinedWord(start, first, bound)
    kind = kindOfForm(start, end)
    return end
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
        if !CharacterClass.isJoiningLetter(ahead(after)) {
          return isPossessive(end, after) ? min(after, bound) : finish(start, end)
        }
        if isElision(segment, end) { return min(after, bound) }
      case 0x2D:
        let next = ahead(after)
        if !CharacterClass.isJoiningLetter(next), !CharacterClass.isNumber(next) { return finish(start, end) }
      case 0x3A, 0x2F:
        if let address = address(start, end, bound) { return address }
        if byte == 0x2F || !joinsAtColon(end) { return finish(start, end) }
      case 0x2A:
        if !joinsAtStar(end) { return finish(start, end) }
      case 0x26:
        if !joinsAtAmpersand(segment, end) { return finish(start, end) }
      case 0x2B, 0x40:
        if let address = mail(start, end, bound) { return address }
        return finish(start, end)
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
        if table[scalar] != CharacterClass.midLetter || !CharacterClass.isJoiningLetter(ahead(after)) {
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
  private func finish(_ start: Int, _ end: Int) -> Int {
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
  private func isElision(_ start: Int, _ end: Int) -> Bool {
    if rules.elisions.isEmpty || end - start > 12 { return false }
    return withLowered(start, end) { rules.elisions[$0] != 0 }
  }

  /// `Hans' Haus`, `the soldiers' home`: an apostrophe after s, ß, x or z before a space, no quote being open.
  private func isPossessive(_ end: Int, _ after: Int) -> Bool {
    if hasOpenApostrophe || byte(after) != 0x20 { return false }
    switch bytes[end - 1] | 0x20 {
    case 0x73, 0x78, 0x7A: break
    default: return false
    }
    return CharacterClass.isJoiningLetter(classify(after + 1).value)
  }

  /// `Mitarbeiter:innen`, Swedish `EU:s`: a letter, a colon, a letter that is no capital.
  private func joinsAtColon(_ at: Int) -> Bool {
    let next = ahead(at + 1)
    return next == CharacterClass.lower || next == CharacterClass.letter
  }

  /// `Bürger*innen`, `f*ck`: a lower-case letter on both sides.
  private func joinsAtStar(_ at: Int) -> Bool {
    let (scalar, _) = UTF8Reader.decodeBackward(bytes, at, 0)
    return table[scalar] == CharacterClass.lower && classify(at + 1).value == CharacterClass.lower
  }

  /// `AT&T`, `R&B`: capitals on both sides.
  private func joinsAtAmpersand(_ segment: Int, _ at: Int) -> Bool {
    let (scalar, _) = UTF8Reader.decodeBackward(bytes, at, 0)
    return table[scalar] == CharacterClass.upper && classify(at + 1).value == CharacterClass.upper
  }

  /// Calls `body` with the bytes in lower case (ASCII only: what data files hold before an apostrophe).
  func withLowered<Result>(_ start: Int, _ end: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, end - start)) { copy in
      for offset in 0..<end - start {
        let byte = bytes[start + offset]
        copy.initializeElement(at: offset, to: byte &- 0x41 < 26 ? byte | 0x20 : byte)
      }
      return body(UnsafeBufferPointer(rebasing: copy[..<(end - start)]))
    }
  }
}
