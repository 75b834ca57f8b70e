import Testing

@testable import TextProcessing

/// What is written as one word for two, kept and split.
struct TokenizerContractionTests {
  @Test(arguments: [
    ("en", "I don't; can’t, won't.", "I do n't ; ca n’t , wo n't ."),
    ("en", "I'm Peter's cousin. It's me.", "I 'm Peter 's cousin . | It 's me ."),
    ("en", "We'd've cannot gonna", "We 'd 've can not gon na"),
    ("en", "DON'T the dogs' O'Neill o'clock", "DO N'T the dogs ' O'Neill o'clock"),
    ("en", "'tis 'em '90s", "'t is 'em '90s"),
    ("de", "Wie geht's? Geht’s gut?", "Wie geht 's ? | Geht ’s gut ?"),
    ("de", "Peter's Kneipe, so'n Mist, auf'm Dach", "Peter's Kneipe , so 'n Mist , auf 'm Dach"),
    ("pt", "Disse-me que fazê-lo custa; guarda-chuva", "Disse -me que fazê -lo custa ; guarda-chuva"),
    ("fr", "L'homme dit-il", "L' homme dit -il"),
  ])
  func split(_ language: String, _ text: String, _ expected: String) {
    #expect(cut(text, language: language, contractions: .split) == expected)
  }

  @Test(arguments: [
    ("en", "I don't cannot Peter's", "I don't cannot Peter's"),
    ("de", "Wie geht's?", "Wie geht's ?"),
    ("pt", "Disse-me", "Disse-me"),
  ])
  func keep(_ language: String, _ text: String, _ expected: String) {
    #expect(cut(text, language: language) == expected)
  }

  /// Splitting adds boundaries inside words and changes nothing else.
  @Test func splittingRefines() {
    var random = RandomBytes(seed: 23)
    for language in ["en", "de", "pt", "fr"] {
      for _ in 0..<200 {
        let words = [
          "don't", "I'm", "geht's", "dit-il", "'", "’s", "cannot", "fazê-lo", " ", " ", ".", "a", "X", "n't", "-",
        ]
        let text = (0..<40).flatMap { _ in Array(words[random.below(words.count)].utf8) }
        let kept = tokens(text, language: language)
        let split = tokens(text, language: language, contractions: .split)
        #expect(Set(kept.starts).isSubset(of: split.starts) && Set(kept.ends).isSubset(of: split.ends))
        #expect(kept.sentenceStarts.map { kept.starts[$0] } == split.sentenceStarts.map { split.starts[$0] })
        #expect(same(split, tokens(text, language: language, limit: 3, contractions: .split)))
        for index in 0..<split.count {
          text.withUnsafeBufferPointer { bytes in
            let form = UnsafeBufferPointer(rebasing: bytes[split.starts[index]..<split.ends[index]])
            #expect(TokenKind.of(form) == split.kinds[index])
          }
        }
      }
    }
  }

  private func same(_ left: TokenBuffer, _ right: TokenBuffer) -> Bool {
    left.starts == right.starts && left.ends == right.ends && left.spaceAfter == right.spaceAfter
      && left.sentenceStarts == right.sentenceStarts
  }

  @Test func versionsSayIt() {
    let kept = Tokenizer(language: "en", data: languageData).version
    let split = Tokenizer(language: "en", data: languageData, contractions: .split).version
    #expect(split == kept + "+contractions")
    #expect(Contractions(tokenizerVersion: split) == .split && Contractions(tokenizerVersion: kept) == .keep)
  }
}
