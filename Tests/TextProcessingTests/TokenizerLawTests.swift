import Testing

@testable import TextProcessing

/// What holds for every text, tried on random ones.
struct TokenizerLawTests {
  /// Pieces that random texts are made of: every branch of the scanner has some.
  static let pieces: [String] = [
    "a", "Z", "ä", "ß", "Das", "die", "z.", "B.", "Dr.", "usw.", "16.", "5", "1.000", "-", "--", "–", ".", "..", "...",
    "…",
    "!", "?", ",", ":", ";", "'", "’", "\"", "„", "“", "»", "(", ")", "[", "]", "/", "//", "://", "http://", "www.",
    "@",
    "#", "*", "_", "&", "+", "=", "<", ">", "%", "€", "°", "n°", "&amp;", "&#39;", " ", " ", " ", "\n", "\r\n", "\n\n",
    "\u{2029}", "\u{85}", "\u{A0}", "\u{202F}", "\0", "\u{1}", "\u{7F}", "\u{AD}", "\u{200B}", "\u{200D}", "\u{200E}",
    "\u{FE0F}",
    "\u{20E3}", "\u{301}", "漢", "か", "カ", "ー", "ท", "ก็", "ह", "ि", "।", "한", "ع", "صה\"ל", "😀", "👍🏽", "👨‍👩‍👧", "🇩🇪", "🇩",
    "❤️", "©", "½", "²", "Ⅳ", "\u{FFFD}", "\u{10FFFF}", "\u{E000}", ":-)", "<3", "Mai", "com", "x.de", "e\u{301}",
    "np.", "m.in.", "o-k", "for-", "och", "1:a", "10°", "IV.", "1.1.", "§", "—", "พ.ศ.", "एन.", "가·나", "\u{37E}",
    "Dr.-Ing.", "s'",
  ]

  static func randomText(_ random: inout RandomBytes, pieces count: Int) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<count {
      if random.below(12) == 0, let scalar = Unicode.Scalar(UInt32(random.below(0x11_0000))) {
        text += Array(String(scalar).utf8)
      } else {
        text += Array(pieces[random.below(pieces.count)].utf8)
      }
    }
    return text
  }

  @Test(arguments: ["de", "en", "fr", "ru", "pl", "cs", "uk", "sv", "el", "it", "hu", "hi", "ko", "th", "und"])
  func offsetsKindsAndSentences(_ language: String) {
    var random = RandomBytes(seed: 7)
    for _ in 0..<300 {
      let text = Self.randomText(&random, pieces: 60)
      let buffer = tokens(text, language: language)
      checkOrder(buffer, text)
      text.withUnsafeBufferPointer { bytes in
        for index in 0..<buffer.count {
          let raw = UnsafeBufferPointer(rebasing: bytes[buffer.starts[index]..<buffer.ends[index]])
          let form = FormNormalizer.normalize(raw)
          let kind = form.withUnsafeBufferPointer(TokenKind.of)
          #expect(kind == buffer.kinds[index], "\(String(decoding: raw, as: UTF8.self)) \(Array(raw))")
        }
      }
    }
  }

  private func checkOrder(_ buffer: TokenBuffer, _ text: [UInt8]) {
    var last = 0
    for index in 0..<buffer.count {
      #expect(buffer.starts[index] >= last && buffer.ends[index] > buffer.starts[index])
      last = buffer.ends[index]
      #expect(last <= text.count)
      #expect(text[buffer.starts[index]] & 0xC0 != 0x80)
      #expect(last == text.count || text[last] & 0xC0 != 0x80)
      #expect(last - buffer.starts[index] <= Tokenizer.longestToken)
    }
    #expect(buffer.sentenceStarts == buffer.sentenceStarts.sorted())
    #expect(buffer.count == 0 || buffer.sentenceStarts.first == 0 && buffer.paragraphStarts.first == 0)
    #expect(Set(buffer.paragraphStarts).isSubset(of: buffer.sentenceStarts))
  }

  @Test(arguments: ["de", "en", "pl", "cs", "sv", "el", "hi", "th", "und"])
  func anyLimitsGiveTheSame(_ language: String) {
    var random = RandomBytes(seed: 11)
    for _ in 0..<150 {
      let text = Self.randomText(&random, pieces: 150)
      let whole = tokens(text, language: language)
      #expect(same(whole, tokens(text, language: language, limit: 1)))
      #expect(same(whole, tokens(text, language: language, limit: 1 + random.below(40))))
    }
  }

  private func same(_ left: TokenBuffer, _ right: TokenBuffer) -> Bool {
    left.starts == right.starts && left.ends == right.ends && left.kinds == right.kinds
      && left.spaceAfter == right.spaceAfter && left.sentenceStarts == right.sentenceStarts
      && left.paragraphStarts == right.paragraphStarts
  }

  /// Plain prose is read in a loop of its own; where contractions are split it is not, so that both must say the same.
  @Test func plainProseIsReadAsTheRulesSay() {
    var random = RandomBytes(seed: 31)
    let words = [
      "a", "ab", "seven77", "haben", "über", "Ärzte", "Größe", "abcdefgh", "abcdefghi", "Donaudampfschifffahrt",
      "naïve",
      "×", "a×b", "e\u{301}", "Ó", "x\u{AD}y", "ñandú", "Ελλάς", "don", "Mr.", "etc.", "und/oder", "well-known",
    ]
    let gaps = [" ", " ", " ", " ", ", ", ",", "  ", " ,", ". ", "\n", "\n\n", "\t", " (", ") ", "\u{A0}", "; ", "? "]
    for _ in 0..<400 {
      var text: [UInt8] = []
      for _ in 0..<60 {
        text += Array(words[random.below(words.count)].utf8) + Array(gaps[random.below(gaps.count)].utf8)
      }
      let slow = tokens(text, language: "en", contractions: .split)
      #expect(same(slow, tokens(text, language: "en")))
      #expect(same(slow, tokens(text, language: "en", limit: 1 + random.below(20))))
    }
  }

  @Test func spaceAfterIsWhatFollows() {
    let text = Array("Ja, (nein) .\tgut\u{A0}so\n\nEnde".utf8)
    let buffer = tokens(text)
    #expect(buffer.spaceAfter == [false, true, false, false, true, true, true, true, true])
  }

  @Test func nothingButBlanksHasNoTokens() {
    for text in ["", " ", "\n\n\n", "\0\u{1}\t", "\u{FEFF}\u{200B}", "\u{200E}"] {
      #expect(tokens(Array(text.utf8)).count == 0, "\(text.unicodeScalars.map(\.value))")
    }
  }

  @Test func longRunsAreCut() {
    let word = tokens([UInt8](repeating: 0x61, count: 5_000))
    #expect(word.ends.first == Tokenizer.longestToken && word.count == 5)
    let umlauts = tokens(Array(String(repeating: "ä", count: 3_000).utf8))
    #expect(zip(umlauts.starts, umlauts.ends).allSatisfy { $1 - $0 <= Tokenizer.longestToken && $0 % 2 == 0 })
    let sentence = tokens(Array(String(repeating: "wort ", count: 10_000).utf8))
    #expect(sentence.sentenceStarts == [0, 4_096, 8_192])
    #expect(sentence.paragraphStarts == [0])
  }

  @Test func bytesThatAreNoUTF8DoNotCrash() {
    var random = RandomBytes(seed: 3)
    for _ in 0..<300 {
      let text = (0..<80).map { _ in UInt8(random.below(256)) }
      checkCoverage(tokens(text), text)
    }
  }

  private func checkCoverage(_ buffer: TokenBuffer, _ text: [UInt8]) {
    #expect(zip(buffer.starts, buffer.ends).allSatisfy { 0 <= $0 && $0 < $1 && $1 <= text.count })
  }

  @Test func everySolidByteIsInAToken() {
    var random = RandomBytes(seed: 5)
    for _ in 0..<200 {
      let text = Self.randomText(&random, pieces: 60)
      let buffer = tokens(text)
      var covered = [Bool](repeating: false, count: text.count)
      for index in 0..<buffer.count {
        for at in buffer.starts[index]..<buffer.ends[index] { covered[at] = true }
      }
      var at = 0
      for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
        let value = CharacterClassTable.shared[scalar.value]
        if !CharacterClass.isBlank(value), value != CharacterClass.format { #expect(covered[at], "\(scalar.value)") }
        at += UTF8.width(scalar)
      }
    }
  }
}

/// A small fixed generator (SplitMix64), so that every run tries the same.
struct RandomBytes {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: (z ^ z >> 31) % UInt64(bound))
  }
}
extension UTF8 {
  /// How many bytes a scalar takes.
  static func width(_ scalar: Unicode.Scalar) -> Int { String(scalar).utf8.count }
}
