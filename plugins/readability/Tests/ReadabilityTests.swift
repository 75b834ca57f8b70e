import AnalyzerKit
import AnalyzerTesting
import Testing

@testable import ReadabilityPlugin

@Suite struct ReadabilityTests {
  private typealias Document = MemoryCorpus.Document

  private let german = Document(
    name: "de", language: "de", fields: ["kind": .text("a")],
    text: "Der Hund bellt laut. Die Katze schläft auf dem Sofa.")
  private let english = Document(
    name: "en", language: "en", fields: ["kind": .text("b")],
    text: "The cat sat on the mat. It was a beautiful afternoon.")

  private func table(_ documents: [Document], by fields: [String] = []) throws -> Table {
    let run = try MemoryRun(Readability.self, on: MemoryCorpus(documents))
    return try (fields.isEmpty ? run.report() : run.report(by: fields)).tables[0]
  }

  private func expect(_ table: Table, _ row: Int, _ expected: [String: Double]) {
    for (name, value) in expected {
      guard let column = table.index(of: name) else {
        Issue.record("there is no column \(name)")
        continue
      }
      let found = table.cells[column][row].number ?? .nan
      #expect(abs(found - value) < 1e-9, "\(name): \(found), not \(value)")
    }
  }

  @Test func `German by hand`() throws {
    // 10 words, 2 sentences, 12 syllables, 1 word of 7 letters, 8 words of one syllable.
    let found = try table([german])
    expect(
      found, 0,
      [
        "words": 10, "sentences": 2, "words_per_sentence": 5, "syllables_per_word": 1.2, "lix": 15, "rix": 0.5,
        "amstad": 180 - 5 - 70.2, "wiener_1": 0.836 + 1.297 - 2.616 - 0.875, "wiener_2": 0.841 + 1.373 - 2.779,
        "wiener_3": 0.9525 - 1.1144, "wiener_4": 1.328 - 1.693,
      ])
    #expect(found.index(of: "flesch") == nil)
  }

  @Test func `English by hand`() throws {
    // 11 words, 2 sentences, 15 syllables, 41 letters, 2 words of three syllables and of more than six letters.
    let found = try table([english])
    expect(
      found, 0,
      [
        "words": 11, "lix": 5.5 + 200.0 / 11, "rix": 1, "characters_per_word": 41.0 / 11,
        "flesch": 206.835 - 5.5825 - 84.6 * 15 / 11, "flesch_kincaid": 2.145 + 11.8 * 15 / 11 - 15.59,
        "gunning_fog": 2.2 + 80.0 / 11, "smog": 3.1291 + 1.0430 * 30.0.squareRoot(),
        "coleman_liau": 241.08 / 11 - 59.2 / 11 - 15.8, "ari": 193.11 / 11 + 2.75 - 21.43,
      ])
    #expect(found.index(of: "amstad") == nil)
  }

  @Test func `each formula for its language alone; groups are one text`() throws {
    let empty = Document(name: "none", language: "en", fields: ["kind": .text("b")], text: "… !")
    let french = Document(name: "fr", language: "fr", fields: ["kind": .text("c")], text: "Le chat dort.")
    let found = try table([german, english, empty, french])
    let amstad = try #require(found.index(of: "amstad"))
    let flesch = try #require(found.index(of: "flesch"))
    #expect(found.cells[amstad].map { $0 == .missing } == [false, true, true, true])
    #expect(found.cells[flesch].map { $0 == .missing } == [true, false, true, true])
    expect(found, 3, ["lix": 3])
    let groups = try table([german, german, english, empty, french], by: ["kind"])
    expect(groups, 0, ["words": 20, "amstad": 104.8, "lix": 15])
    #expect(groups.row(1)[groups.index(of: "flesch") ?? 0] != .missing)
  }

  @Test func `the fold's laws`() {
    expectLaws(of: Readability.self, on: MemoryCorpus([german, english]), by: ["kind"])
    expectLawsOnGeneratedCorpora(of: Readability.self)
    expectSoundCard(of: Readability.self)
  }
}

@Suite struct SyllableRulesTests {
  @Test(arguments: [
    "haus": 1, "katze": 2, "bäume": 2, "feuer": 2, "bauer": 2, "theater": 3, "europa": 3, "museum": 3, "jubiläum": 4,
    "familie": 4, "linien": 3, "italien": 4, "liebe": 2, "energie": 3, "schien": 1, "quelle": 2, "qualität": 3,
    "yoga": 2, "typisch": 2, "nation": 3, "aktuell": 3, "see": 1, "boot": 1, "regierung": 3, "bundesregierung": 5,
    "donaudampfschifffahrt": 5, "e-mail": 2, "gemüseeintopf": 5, "geeignet": 3, "ökologisch": 4, "ruine": 3,
    "2021": 1, "hm": 1, "medien": 3, "studieren": 3, "straße": 2, "fußgängerzone": 5,
  ])
  func `German words`(word: String, count: Int) {
    #expect(SyllableRules.german.syllables(of: word) == count)
  }

  @Test(arguments: [
    "cat": 1, "the": 1, "make": 1, "makes": 1, "table": 2, "tables": 2, "little": 2, "walked": 1, "wanted": 2,
    "handled": 2, "boxes": 2, "places": 2, "churches": 2, "nation": 2, "special": 2, "radio": 3, "media": 3, "idea": 3,
    "area": 3, "create": 2, "being": 2, "going": 2, "studying": 3, "science": 2, "experience": 4, "patience": 2,
    "quiet": 2, "people": 2, "video": 3, "million": 2, "violin": 3, "actual": 3, "language": 2,
    "lovely": 2, "completely": 3, "movement": 2, "element": 3, "capitalism": 5, "didn't": 2, "can't": 1, "dog's": 1,
    "beautiful": 3, "afternoon": 3, "government": 3, "university": 5, "yes": 1, "queen": 1, "well-known": 2,
    "rhythm": 1,
    "hopeful": 2, "agreed": 2, "tried": 1, "every": 3,
  ])
  func `English words`(word: String, count: Int) {
    #expect(SyllableRules.english.syllables(of: word) == count)
  }
}

@Suite struct SpellingTests {
  @Test(arguments: [
    ("Äpfel", "\u{E4}pfel", 5), ("DIDN’T", "didn't", 5), ("E‑Mail", "e-mail", 5), ("x²", "x\u{B2}", 2),
    ("\u{212A}ilo", "kilo", 4), ("½", "\u{BD}", 1), ("…", "\0", 0),
  ])
  func `small letters in Latin-1, and how many letters and digits`(word: String, small: String, characters: Int) {
    var spelling = Spelling()
    spelling.read("Something longer before")
    spelling.read(word)
    #expect(spelling.letters == small.unicodeScalars.map { UInt8($0.value) })
    #expect(spelling.characters == characters)
  }

  @Test func `letters beyond Latin-1 are letters that no rule names`() {
    var spelling = Spelling()
    spelling.read("Москва")
    #expect(spelling.letters == [0, 0, 0, 0, 0, 0])
    #expect(spelling.characters == 6 && spelling.hasLetter)
    #expect(SyllableRules.english.syllables(of: spelling) == 1)
    spelling.read("１２")
    #expect(!spelling.hasLetter && spelling.characters == 2)
  }
}
