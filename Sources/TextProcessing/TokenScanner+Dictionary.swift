extension TokenScanner {
  /// The words of a run of ideographs, kana or South-East Asian letters that are found and not yet read.
  struct DictionaryRun {
    /// Where the run starts.
    var start = 0
    /// The ends of its words, in bytes from `start`; the breaker holds them.
    var ends = UnsafeBufferPointer<Int32>(start: nil, count: 0)
    /// The first that is not read.
    var next = 0
  }

  /// The end of the word that starts at `start`, in a script written without spaces.
  ///
  /// ICU's dictionaries cut the run up to the next character of another kind, a window at a time. Of a window that the run
  /// exceeds, the last words are cut again together with what follows them.
  @inline(never)
  mutating func dictionaryWord(_ start: Int, _ next: Int, _ value: UInt8) -> Int {
    kind = .word
    while dictionaryRun.next < dictionaryRun.ends.count {
      let end = dictionaryRun.start + Int(dictionaryRun.ends[dictionaryRun.next])
      dictionaryRun.next += 1
      if end > start { return min(end, bound(start)) }
    }
    findWords(start)
    guard dictionaryRun.next < dictionaryRun.ends.count else { return plainRun(start, next, value) }
    let end = dictionaryRun.start + Int(dictionaryRun.ends[dictionaryRun.next])
    dictionaryRun.next += 1
    return min(end, bound(start))
  }

  /// The end of a Thai abbreviation, one to four consonants with a full stop, perhaps several (`พ.ศ.`, `ดร.`), or nil.
  ///
  /// Thai ends no sentence with a full stop.
  mutating func thaiAbbreviation(_ start: Int) -> Int? {
    if dictionaryRun.next < dictionaryRun.ends.count { return nil }
    var end: Int?
    var at = start
    var letters = 0
    while letters <= 4, at < count, at - start < 64 {
      let (scalar, next) = UTF8Reader.decode(bytes, at, count)
      if 0xE01...0xE2E ~= scalar {
        letters += 1
      } else if scalar == 0x2E, letters > 0 {
        end = next
        letters = 0
      } else {
        break
      }
      at = next
    }
    return end
  }

  /// Cuts the run, or its first window, into words.
  private mutating func findWords(_ start: Int) {
    dictionaryRun = DictionaryRun(start: start)
    if breaker == nil { breaker = DictionaryBreakerPool.shared.take() }
    guard let breaker else { return }
    let bound = min(count, start + DictionaryBreaker.window)
    var end = start
    while end < bound {
      let (value, next) = classify(end)
      if !CharacterClass.isUnspaced(value) && !CharacterClass.isExtending(value) || next > bound { break }
      end = next
    }
    dictionaryRun.ends = breaker.cut(slice(start, end), rules.unspaced)
    if end == count || end + 4 <= bound || !CharacterClass.isUnspaced(ahead(end)) { return }
    // The run goes on: words near the window's end may be halves.
    let sure = Int32(end - start - Tokenizer.longestToken / 4)
    let kept = dictionaryRun.ends.prefix { $0 <= sure }
    dictionaryRun.ends = UnsafeBufferPointer(rebasing: dictionaryRun.ends.prefix(max(1, kept.count)))
  }

  /// Without a dictionary: an ideograph alone, a run of one kind of kana or of South-East Asian letters whole.
  private mutating func plainRun(_ start: Int, _ next: Int, _ value: UInt8) -> Int {
    let bound = bound(start)
    var at = next
    while at < bound {
      let (other, next) = classify(at)
      let isSame = other == value && value != CharacterClass.ideograph
      if !isSame && !CharacterClass.isExtending(other) || next > bound { break }
      at = next
    }
    return at
  }
}
