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

  @Test func looksAtAllPartsOfALongText() {
    let german = String(repeating: "Das ist ein deutscher Satz über die schöne Stadt. ", count: 2_000)
    let english = String(repeating: "This is an English sentence about the beautiful town. ", count: 4_000)
    #expect(detect(german + english).code == "en")
    #expect(detect(english + german).code == "en")
    #expect(detect(String(repeating: "ä", count: 40_000)).confidence <= 1)
  }
}
