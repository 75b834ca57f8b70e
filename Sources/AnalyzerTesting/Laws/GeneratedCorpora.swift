import AnalyzerKit
import Testing

/// A random corpus for tests of laws, with a name that says which edge it hits.
public struct GeneratedCorpus: Sendable, CustomTestStringConvertible {
  /// What is special about it.
  public let name: String
  /// The corpus.
  public let corpus: MemoryCorpus
  /// The name, as a test run shows it.
  public var testDescription: String { name }
}

/// Small random corpora that hit edges: nothing, one token, only punctuation, long documents and sentences, repeated
/// words, umlauts, several languages.
///
/// Documents have the fields `group` (text, missing in some) and `year` (whole number).
public func generatedCorpora(seed: UInt64) -> [GeneratedCorpus] {
  var maker = CorpusMaker(generator: SeededGenerator(seed: seed))
  func named(_ name: String, _ documents: [MemoryCorpus.Document]) -> GeneratedCorpus {
    GeneratedCorpus(name: name, corpus: MemoryCorpus(documents))
  }
  return [
    named("no documents", []),
    named("empty documents", (0..<3).map { maker.document($0, sentences: []) }),
    named("one token", [maker.document(0, sentences: [["Wort"]])]),
    named("only punctuation", (0..<3).map { maker.document($0, sentences: [["…", "!"], ["—"], ["?", ".", "»"]]) }),
    named("one long document", [maker.document(0, sentences: maker.sentences(40, upTo: 12))]),
    named("repeated words", (0..<6).map { maker.document($0, sentences: maker.sentences(4, upTo: 9, types: 2)) }),
    named("long sentences", (0..<3).map { maker.document($0, sentences: maker.sentences(2, upTo: 80)) }),
    named("several languages", maker.documents(9, languages: ["de", "en", "tr", "el"])),
    named("paragraphs and empty documents among others", maker.documents(14, languages: ["de"])),
    named("short documents", maker.documents(25, languages: ["de", "en"], longest: 2)),
  ]
}

/// Makes random documents of a small vocabulary with capitals, umlauts, digits and other scripts.
private struct CorpusMaker {
  static let words = [
    "die", "Die", "DIE", "der", "und", "Straße", "STRASSE", "über", "Über", "u\u{308}ber", "Maße", "Masse", "nicht",
    "gut", "schlecht", "NATO", "nato", "1990", "3,5", "don't", "E-Mail", "ist", "it", "is", "not", "good", "bad",
    "very",
    "İstanbul", "ılık", "λόγος", "ΛΌΓΟΣ", "東京", "é", "e\u{301}", "👍", "naïve",
  ]
  static let marks = [".", ",", "!", "?", "…", "»", "«", "—"]

  var generator: SeededGenerator

  mutating func document(_ number: Int, sentences: [[String]], language: String = "de") -> MemoryCorpus.Document {
    MemoryCorpus.Document(
      name: "d\(number)", language: language, fields: fields(number), paragraphs: paragraphs(of: sentences))
  }

  mutating func documents(_ count: Int, languages: [String], longest: Int = 6) -> [MemoryCorpus.Document] {
    (0..<count).map { number in
      let length = Int.random(in: 0...longest, using: &generator)
      let language = languages[Int.random(in: 0..<languages.count, using: &generator)]
      return document(number, sentences: sentences(length, upTo: 10), language: language)
    }
  }

  /// Random sentences; frequent words are those that come first in the vocabulary.
  mutating func sentences(_ count: Int, upTo longest: Int, types: Int = CorpusMaker.words.count) -> [[String]] {
    (0..<count).map { _ in
      (0..<Int.random(in: 1...longest, using: &generator)).map { _ in
        if Int.random(in: 0..<7, using: &generator) == 0 {
          return CorpusMaker.marks[Int.random(in: 0..<CorpusMaker.marks.count, using: &generator)]
        }
        let limit = Int.random(in: 1...types, using: &generator)
        return CorpusMaker.words[Int.random(in: 0..<limit, using: &generator)]
      }
    }
  }

  private mutating func paragraphs(of sentences: [[String]]) -> [[[String]]] {
    var paragraphs: [[[String]]] = [[]]
    for sentence in sentences {
      if Int.random(in: 0..<3, using: &generator) == 0 { paragraphs.append([]) }
      paragraphs[paragraphs.count - 1].append(sentence)
    }
    return paragraphs
  }

  private mutating func fields(_ number: Int) -> [String: Value] {
    var fields: [String: Value] = ["year": .integer(Int.random(in: 2020...2023, using: &generator))]
    if number == 0 || Int.random(in: 0..<5, using: &generator) > 0 {
      fields["group"] = .text(["a", "b", "ä"][Int.random(in: 0..<3, using: &generator)])
    }
    return fields
  }
}
