import Testing

@testable import TextProcessing

struct WordListTests {
  @Test func readsOneWordALine() {
    let list = WordList(parsing: Array("\u{FEFF}# Kopf\nder\r\n  die \t# Artikel\n\nC#\nder\nim Rahmen\na\u{308}".utf8))
    #expect(list.words == ["der", "die", "C#", "im Rahmen", "ä"])
    #expect(list.contains("ä") && !list.contains("Kopf"))
    var word = "die"
    let found = word.withUTF8 { list.contains($0) }
    #expect(found)
  }

  @Test func wordsAreNormalized() {
    #expect(WordList(words: ["u\u{308}ber"]) == WordList(words: ["über"]))
    #expect(WordList(words: []).count == 0)
  }
}
