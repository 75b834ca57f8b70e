extension TokenScanner {
  /// Reads words of Latin letters with one space after each, perhaps with a comma before it; the place of the last space.
  ///
  /// This is what `scan` does, for the tokens of plain prose that need no rule: one loop over what lies in registers. It is
  /// asked where no sentence can end before `start`; it returns `start` when it read nothing. It leaves room in the columns
  /// for one more word with its parts, and stays below the longest sentence.
  @inline(__always)
  mutating func plainWords(_ start: Int) -> Int {
    let (bytes, starts, ends, kinds, spaces) = (self.bytes, self.starts, self.ends, self.kinds, self.spaces)
    // Eight bytes are read at once, and two after a word.
    let last = count - 16
    let first = held
    let most = min(Self.capacity - Self.mostParts, first + Tokenizer.longestSentence - sentenceTokens) - 2
    var index = first
    var at = start
    while index < most, at < last {
      let end = Self.plainRun(bytes, at, last)
      if end == at { break }
      if bytes[end] == 0x20 {
        if !Self.isPlainSolid(bytes[end + 1]) { break }
        starts[index] = at
        ends[index] = end
        kinds[index] = .word
        spaces[index] = true
        index += 1
        at = end + 1
      } else if bytes[end] == 0x2C, bytes[end + 1] == 0x20, Self.isPlainSolid(bytes[end + 2]) {
        starts[index] = at
        ends[index] = end
        kinds[index] = .word
        spaces[index] = false
        starts[index + 1] = end
        ends[index + 1] = end + 1
        kinds[index + 1] = .punctuation
        spaces[index + 1] = true
        index += 2
        at = end + 2
      } else {
        break
      }
    }
    if index == first { return start }
    sentenceTokens += index - first
    kind = kinds[index - 1]
    afterAbbreviation = false
    held = index
    return at - 1
  }

  /// Where a run of ASCII letters and letters of U+00C0 to U+00FF ends; `start` itself when it is long or not sure.
  @inline(__always)
  private static func plainRun(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ last: Int) -> Int {
    let bound = min(last, start + 64)
    var at = start
    while at < bound {
      let letters = asciiLetters(UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt64.self))
      at += letters
      if letters == 8 { continue }
      if bytes[at] != 0xC3 { return at }
      // U+00D7 and U+00F7, × and ÷, are C3 97 and C3 B7.
      let second = bytes[at + 1]
      if second & 0xC0 != 0x80 || second & 0xDF == 0x97 { return start }
      at += 2
    }
    return start
  }

  /// Whether a character that is in a token certainly starts with this byte: printing ASCII, U+00C0 to U+00FF.
  @inline(__always)
  private static func isPlainSolid(_ byte: UInt8) -> Bool { byte &- 0x21 < 0x7F - 0x21 || byte == 0xC3 }
}
