import Testing
import TextProcessing

@Suite struct StemmerTests {
  private func stem(_ word: String, _ language: String) throws -> String {
    let stemmer = try #require(Stemmer(language: language))
    return Array(word.utf8).withUnsafeBufferPointer { form in
      stemmer.stem(form).map { String(decoding: $0, as: UTF8.self) } ?? word
    }
  }

  /// The samples of https://snowballstem.org/algorithms for German, English, French and Russian.
  @Test(arguments: [
    ("de", "aufeinanderfolgenden", "aufeinanderfolg"), ("de", "häuser", "haus"), ("de", "auffassungen", "auffass"),
    ("en", "consistency", "consist"), ("en", "knightly", "knight"), ("en", "consolingly", "consol"),
    ("fr", "continuellement", "continuel"), ("fr", "majestueusement", "majestu"), ("ru", "важнейшими", "важн"),
    ("es", "chicharrones", "chicharron"), ("nb", "havnedistriktene", "havnedistrikt"),
  ])
  func `published samples`(language: String, word: String, expected: String) throws {
    #expect(try stem(word, language) == expected)
  }

  @Test func `languages are told by their codes`() {
    #expect(Stemmer.code(of: "de-AT") == "de")
    #expect(Stemmer.code(of: "NN_no") == "no")
    #expect(Stemmer.code(of: "zh") == nil)
    #expect(Stemmer.code(of: "porter") == nil)
    #expect(Stemmer(language: "und") == nil)
  }

  @Test func `any form of any script is stemmed without harm`() throws {
    for language in ["ar", "de", "el", "en", "hi", "hy", "ru", "ta", "tr", "yi"] {
      for word in [
        "", "a", "ß", "😀", "مكتبة", "λόγος", "पुस्तकें", "գրքեր", "книгами", "புத்தகம்", "kitapları", "שלום", "-", "x y",
      ] {
        _ = try stem(word, language)
      }
    }
  }
}
