import Testing

@testable import TextProcessing

struct LanguageDetectorTests {
  private func detect(_ text: String) -> DetectedLanguage {
    var copy = text
    return copy.withUTF8(LanguageDetector().detect)
  }

  @Test(arguments: [
    ("de", "Der Bundestag hat gestern nach langer Aussprache ein neues Gesetz über die Straßen beschlossen."),
    ("en", "The committee decided after a long discussion that the new law should be passed before summer."),
    ("fr", "Le gouvernement a décidé hier, après de longues discussions, de présenter une nouvelle loi."),
    ("ru", "Правительство вчера приняло новое решение о дорогах и мостах в этом городе."),
    ("ja", "昨日、政府は新しい法律について長い話し合いを行いました。"),
  ])
  func tellsLanguages(_ code: String, _ text: String) {
    let found = detect(text)
    #expect(found.code == code)
    #expect(found.confidence > 0.4 && found.confidence <= 1)
  }

  @Test(arguments: ["", "   ", "12345 !!!", "\u{0}\u{1}"])
  func unknownIsUnd(_ text: String) {
    #expect(detect(text) == .unknown)
  }

  @Test func passagesSettleTextsOfOneLanguage() {
    let german = String(repeating: "Ändern lässt sich über die schöne Straße nichts. ", count: 100)
    let english = String(repeating: "Nothing can be said about the beautiful street. ", count: 100)
    #expect(detect(german).code == "de")
    // Where passages differ, more of them decide.
    #expect(detect(german + english + english + german + german).code == "de")
    #expect(detect("Nothing can be said about the street. " + german + "That is the end of it.").code == "de")
    // A passage of characters of many bytes is cut between them.
    #expect(detect(String(repeating: "昨日、政府は新しい法律について話し合いを行いました。", count: 500)).code == "ja")
  }

  /// Of the length of a news item.
  @Test(arguments: [1_200, 2_400, 4_000, 9_000])
  func aTextIsInTheLanguageOfMostOfIt(bytes: Int) {
    func text(_ sentence: String, _ count: Int) -> String {
      String(repeating: sentence, count: count / sentence.utf8.count + 1)
    }
    let german = "Ändern lässt sich über die schöne Straße im Dorf nichts mehr. "
    let english = "Nothing can be said about the beautiful street in the village. "
    let quote = text(english, 130)
    let most = bytes - 2 * quote.utf8.count
    #expect(detect(text(german, bytes)) == DetectedLanguage(code: "de", confidence: 0.99))
    // Passages at the start and at the end, where most texts have what is not their own.
    #expect(detect(quote + text(german, most) + quote).code == "de")
    #expect(detect(text(german, most) + quote + quote).code == "de")
    #expect(detect(quote + quote + text(german, most)).code == "de")
  }

  @Test func looksAtAllPartsOfALongText() {
    let german = String(repeating: "Das ist ein deutscher Satz über die schöne Stadt. ", count: 2_000)
    let english = String(repeating: "This is an English sentence about the beautiful town. ", count: 4_000)
    #expect(detect(german + english).code == "en")
    #expect(detect(english + german).code == "en")
    #expect(detect(String(repeating: "ä", count: 40_000)).confidence <= 1)
  }
}
