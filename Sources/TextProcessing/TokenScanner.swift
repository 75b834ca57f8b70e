/// One pass over one piece of a text: the only place of the module that reads text through a raw pointer.
///
/// Safety: `bytes` has `count` bytes and outlives the scanner; every read is guarded by `count`. The columns hold
/// `capacity` entries; `emit` is called only below it. The owner calls `deallocate` once.
///
/// Not copyable, and its functions are mutating, whether they change it or not: the compiler calls one that is not on a copy of it, which
/// took a twentieth of the time of a load.
struct TokenScanner: ~Copyable {
  /// How the last tokens may end the sentence.
  enum Ending: UInt8 { case none, strong, stop, ellipsis, abbreviation }

  let bytes: UnsafePointer<UInt8>
  let count: Int
  let table: CharacterClassTable
  let ascii: UnsafePointer<UInt8>
  let rules: LanguageRules
  /// Where words are cut.
  let endings: WordEndings
  /// The start of the last word that was joined of several runs: only those and a few plain words can be cut.
  var joinedStart = -1

  static let capacity = 1_024
  /// At most so many tokens are made of one written word.
  static let mostParts = 4
  let starts: UnsafeMutablePointer<Int>
  let ends: UnsafeMutablePointer<Int>
  let kinds: UnsafeMutablePointer<TokenKind>
  let spaces: UnsafeMutablePointer<Bool>
  var held = 0

  /// What the tokens of the sentence so far say of its end.
  var ending = Ending.none
  /// Whether a quote or bracket closed after the ending.
  var isClosed = false
  /// Whether the last token was an abbreviation that leads on, so that a letter with a stop goes with it.
  var afterAbbreviation = false
  /// Whether the sentence starts with a small letter: then small letters say nothing about where the next starts.
  var startsLower = false
  /// Whether a single quote has opened in the sentence and not closed.
  var hasOpenApostrophe = false
  /// Full stops before this place belong to what stands before them, though they are tokens of their own.
  var quietUntil = 0
  /// What the last of them says of the sentence's end.
  var quietEnding = Ending.none
  /// How many tokens the sentence has so far.
  var sentenceTokens = 0
  /// The kind of the token being read; until then, of the one before it in the sentence.
  var kind = TokenKind.word

  /// ICU's dictionaries, from the first character on that needs them.
  var breaker: DictionaryBreaker?
  /// What they found and is not yet read.
  var dictionaryRun = DictionaryRun()

  init(bytes: UnsafePointer<UInt8>, count: Int, rules: LanguageRules, contractions: Contractions) {
    self.bytes = bytes
    self.count = count
    self.rules = rules
    endings = contractions == .split ? rules.contractions : rules.enclitics
    table = CharacterClassTable.shared
    ascii = table.ascii
    starts = .allocate(capacity: Self.capacity)
    ends = .allocate(capacity: Self.capacity)
    kinds = .allocate(capacity: Self.capacity)
    spaces = .allocate(capacity: Self.capacity)
  }

  func deallocate() {
    starts.deallocate()
    ends.deallocate()
    kinds.deallocate()
    spaces.deallocate()
    if let breaker { DictionaryBreakerPool.shared.give(breaker) }
  }

  /// Reads sentences until `limit` tokens are passed; false at the end of the text.
  mutating func scan(_ state: inout Tokenizer.State, limit: Int, into buffer: inout TokenBuffer) -> Bool {
    var at = state.offset
    var paragraph = state.paragraphPending
    var total = 0
    let isCutting = !endings.isEmpty
    let isPlain = !endings.hasPlainWords
    while true {
      let next = skipBlanks(at, &paragraph)
      let spaced = next.spaced
      at = next.at
      if spaced, held > 0 { spaces[held - 1] = true }
      if at >= count {
        if held > 0 { spaces[held - 1] = true }
        break
      }
      let isBoundary =
        paragraph || sentenceTokens == 0 || sentenceTokens >= Tokenizer.longestSentence
        || (ending != .none && endsSentence(at, spaced: spaced))
      if isBoundary {
        if total >= limit {
          flush(into: &buffer)
          state.offset = at
          state.paragraphPending = paragraph
          return true
        }
        if paragraph { buffer.paragraphStarts.append(buffer.count + held) }
        buffer.sentenceStarts.append(buffer.count + held)
        paragraph = false
        sentenceTokens = 0
        ending = .none
        afterAbbreviation = false
        kind = .word
        hasOpenApostrophe = false
        // Words do not depend on where the piece before ended.
        dictionaryRun = DictionaryRun()
        quietUntil = 0
        startsLower = classify(at).value == CharacterClass.lower
      }
      if held + Self.mostParts > Self.capacity { flush(into: &buffer) }
      if isPlain, ending == .none {
        let before = held
        at = plainWords(at)
        if held > before {
          total += held - before
          continue
        }
      }
      let end = token(at, spaced: spaced)
      if isCutting, kind == .word, joinedStart == at || endings.hasPlainWords {
        let before = held
        at = cutWord(at, end)
        total += held - before
      }
      starts[held] = at
      ends[held] = end
      kinds[held] = kind
      spaces[held] = false
      held += 1
      total += 1
      sentenceTokens += 1
      at = end
    }
    flush(into: &buffer)
    state.offset = count
    state.paragraphPending = paragraph
    return false
  }

  /// Moves the tokens held into the buffer.
  mutating func flush(into buffer: inout TokenBuffer) {
    buffer.starts.append(contentsOf: UnsafeBufferPointer(start: starts, count: held))
    buffer.ends.append(contentsOf: UnsafeBufferPointer(start: ends, count: held))
    buffer.kinds.append(contentsOf: UnsafeBufferPointer(start: kinds, count: held))
    buffer.spaceAfter.append(contentsOf: UnsafeBufferPointer(start: spaces, count: held))
    held = 0
  }

  /// Skips what is in no token; an empty line or U+2029 sets `paragraph`.
  @inline(__always)
  mutating func skipBlanks(_ start: Int, _ paragraph: inout Bool) -> (at: Int, spaced: Bool) {
    if start >= count { return (start, false) }
    let byte = bytes[start]
    if isSurelySolid(byte) { return (start, false) }
    if byte == 0x20 || byte == 0x0A, start + 1 < count, isSurelySolid(bytes[start + 1]) { return (start + 1, true) }
    return skipAnyBlanks(start, &paragraph)
  }

  /// Whether a character that starts with this byte is certainly in a token: ASCII marks, letters up to U+05FF.
  @inline(__always)
  private func isSurelySolid(_ byte: UInt8) -> Bool {
    byte < 0x80 ? ascii[Int(byte)] > CharacterClass.paragraph : byte &- 0xC3 <= 0xD7 - 0xC3
  }

  @inline(never)
  private mutating func skipAnyBlanks(_ start: Int, _ paragraph: inout Bool) -> (at: Int, spaced: Bool) {
    var at = start
    var lineEnds = 0
    var spaced = false
    while at < count {
      let (scalar, next) = UTF8Reader.decode(bytes, at, count)
      let value = table[scalar]
      switch value {
      case CharacterClass.blank: spaced = true
      case CharacterClass.newline:
        spaced = true
        lineEnds += 1
        if scalar == 0x0D, next < count, bytes[next] == 0x0A {
          at = next + 1
          continue
        }
      case CharacterClass.paragraph:
        spaced = true
        lineEnds = 2
      case CharacterClass.format: break
      default:
        if lineEnds > 1 { paragraph = true }
        return (at, spaced)
      }
      at = next
    }
    if lineEnds > 1 { paragraph = true }
    return (at, spaced)
  }

  /// The end of the token that starts at `at`; sets `kind` and what it says of the sentence's end.
  @inline(__always)
  private mutating func token(_ at: Int, spaced: Bool) -> Int {
    let byte = bytes[at]
    if byte < 0x80 {
      let value = ascii[Int(byte)]
      if CharacterClass.isJoiningLetter(value) { return word(at, at + 1) }
      if value == CharacterClass.digit { return number(at, at + 1, spaced: spaced) }
      if byte == 0x2C || byte == 0x2E && at >= quietUntil, at + 1 < count, bytes[at + 1] == 0x20 {
        return plainStop(at, byte)
      }
      return mark(at, spaced: spaced)
    }
    return wide(at, spaced: spaced)
  }

  /// A comma or a full stop with a space behind it: the most frequent marks.
  @inline(__always)
  private mutating func plainStop(_ at: Int, _ byte: UInt8) -> Int {
    kind = .punctuation
    afterAbbreviation = false
    isClosed = false
    ending = byte == 0x2C ? .none : ending == .strong ? .strong : .stop
    return at + 1
  }

  /// A token that starts outside ASCII.
  private mutating func wide(_ at: Int, spaced: Bool) -> Int {
    let (scalar, next) = UTF8Reader.decode(bytes, at, count)
    let value = table[scalar]
    if CharacterClass.isJoiningLetter(value) { return word(at, next) }
    if CharacterClass.isNumber(value) { return number(at, next, spaced: spaced) }
    return wideMark(at, scalar, next, value, spaced: spaced)
  }

  /// The class of the code point at `at`, blank at the end of the text, and where the next starts.
  @inline(__always)
  func classify(_ at: Int) -> (value: UInt8, next: Int) {
    if at >= count { return (CharacterClass.blank, at) }
    let byte = bytes[at]
    if byte < 0x80 { return (ascii[Int(byte)] & 0x7F, at + 1) }
    let (scalar, next) = UTF8Reader.decode(bytes, at, count)
    return (table[scalar], next)
  }

  /// The class of the first code point from `at` on that is no mark or joiner; looks at most 32 ahead.
  mutating func ahead(_ at: Int) -> UInt8 {
    var (value, next) = classify(at)
    var steps = 0
    while CharacterClass.isExtending(value), steps < 32 {
      (value, next) = classify(next)
      steps += 1
    }
    return value
  }

  /// The byte at `at`, 0 at the end of the text.
  @inline(__always)
  func byte(_ at: Int) -> UInt8 { at < count ? bytes[at] : 0 }

  /// The kind of the form of the bytes from `start` to `end`: what normalisation removes must not change it.
  mutating func kindOfForm(_ start: Int, _ end: Int) -> TokenKind {
    let raw = slice(start, end)
    if FormNormalizer.isNormal(raw) { return TokenKind.of(raw) }
    return FormNormalizer.normalize(raw).withUnsafeBufferPointer(TokenKind.of)
  }

  /// The bytes from `start` to `end`.
  mutating func slice(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + start, count: end - start)
  }
}
