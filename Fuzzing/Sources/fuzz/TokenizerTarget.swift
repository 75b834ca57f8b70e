import TextProcessing

/// Any text in any language: offsets ascend and fall between characters, nothing but space is left out, and pieces of any
/// size give the same.
enum TokenizerTarget {
  private static let codes = [
    "de", "en", "fr", "es", "it", "nl", "pt", "ru", "pl", "ar", "tr", "zh", "ja", "th", "und",
  ]

  static func make() -> (FuzzInput) -> Void {
    let folder = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let data = LanguageData(folder: "/\(folder)/Sources/TextProcessing/Languages")
    require(data.languages.contains("de"), "the languages' data are not found")
    let tokenizers = codes.map { code in
      Contractions.allCases.map { Tokenizer(language: code, data: data, contractions: $0) }
    }
    return { input in
      var input = input
      let choice = input.choice()
      let tokenizer = tokenizers[choice % codes.count][choice / codes.count % 2]
      let limit = input.choice() + 1
      Array(input.text.utf8).withUnsafeBufferPointer { text in
        let whole = cut(text, tokenizer, limit: .max)
        check(whole, text)
        let pieces = cut(text, tokenizer, limit: limit)
        require(isSame(whole, pieces), "pieces of about \(limit) tokens are cut otherwise")
      }
    }
  }

  private static func cut(_ text: UnsafeBufferPointer<UInt8>, _ tokenizer: Tokenizer, limit: Int) -> TokenBuffer {
    var state = Tokenizer.State()
    var all = TokenBuffer()
    var piece = TokenBuffer()
    var hasMore = true
    while hasMore {
      let before = state.offset
      piece.removeAll()
      hasMore = tokenizer.next(text, &state, limit: limit, into: &piece)
      require(!hasMore || state.offset > before, "no progress at \(before)")
      let base = all.count
      all.starts += piece.starts
      all.ends += piece.ends
      all.kinds += piece.kinds
      all.spaceAfter += piece.spaceAfter
      all.sentenceStarts += piece.sentenceStarts.map { $0 + base }
      all.paragraphStarts += piece.paragraphStarts.map { $0 + base }
    }
    return all
  }

  private static func isSame(_ left: TokenBuffer, _ right: TokenBuffer) -> Bool {
    left.starts == right.starts && left.ends == right.ends && left.kinds == right.kinds
      && left.spaceAfter == right.spaceAfter && left.sentenceStarts == right.sentenceStarts
      && left.paragraphStarts == right.paragraphStarts
  }

  private static func check(_ tokens: TokenBuffer, _ text: UnsafeBufferPointer<UInt8>) {
    let count = tokens.count
    require(
      [tokens.ends.count, tokens.kinds.count, tokens.spaceAfter.count].allSatisfy { $0 == count },
      "columns of different lengths")
    var end = 0
    for index in 0..<count {
      let range = (tokens.starts[index], tokens.ends[index])
      require(range.0 >= end && range.1 > range.0 && range.1 <= text.count, "tokens overlap or leave the text")
      require(isBoundary(range.0, text) && isBoundary(range.1, text), "a token ends inside a character")
      require(range.1 - range.0 <= Tokenizer.longestToken, "a token is too long")
      checkGap(text, end..<range.0)
      end = range.1
    }
    checkGap(text, end..<text.count)
    for starts in [tokens.sentenceStarts, tokens.paragraphStarts] {
      require(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 }, "starts do not ascend")
      require(starts.allSatisfy { $0 >= 0 && $0 < count }, "starts outside the tokens")
    }
    require(count == 0 || tokens.sentenceStarts.first == 0, "the first token starts no sentence")
    require(Set(tokens.sentenceStarts).isSuperset(of: tokens.paragraphStarts), "a paragraph starts inside a sentence")
    let ends = tokens.sentenceStarts.dropFirst() + [count]
    require(
      zip(tokens.sentenceStarts, ends).allSatisfy { $1 - $0 <= Tokenizer.longestSentence }, "a sentence is too long")
  }

  private static func isBoundary(_ offset: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    offset == text.count || text[offset] & 0xC0 != 0x80
  }

  /// White space, controls and stray format characters are in no token; all else is.
  private static func checkGap(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    for scalar in String(decoding: text[range], as: UTF8.self).unicodeScalars {
      let properties = scalar.properties
      switch properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: continue
      default:
        require(
          properties.isWhitespace || properties.isDefaultIgnorableCodePoint,
          "U+\(String(scalar.value, radix: 16)) is in no token")
      }
    }
  }
}
