import AnalyzerKit
import AnalyzerTesting
import Testing

@testable import TopicsPlugin

@Suite struct TopicsTests {
  private typealias Document = MemoryCorpus.Document

  private static let sea = ["hafen", "schiff", "meer", "segel", "anker", "kapitän"]
  private static let kitchen = ["brot", "salz", "ofen", "suppe", "löffel", "koch"]

  /// Documents of which each is about one thing, and some about both.
  private func documents() -> [Document] {
    var generator = SeededGenerator(seed: 5)
    return (0..<40).map { index in
      let words = index % 10 == 9 ? Self.sea + Self.kitchen : index % 2 == 0 ? Self.sea : Self.kitchen
      let text = (0..<30).map { _ in words.randomElement(using: &generator) ?? "" }
      return Document(name: "d\(100 + index)", fields: ["half": .integer(index / 20)], sentences: [text])
    }
  }

  private func table(_ documents: [Document], _ options: [String: OptionValue]) throws -> Table {
    try MemoryRun(Topics.self, options: options, on: MemoryCorpus(documents)).report().tables[0]
  }

  @Test(arguments: [1, 2, 3]) func `planted topics are found`(seed: Int) throws {
    let options: [String: OptionValue] = ["k": .integer(2), "seed": .integer(seed), "iterations": .integer(200)]
    let found = try table(documents(), options)
    #expect(found.rowCount == 2)
    let words = found.cells[1].map { cell -> Set<String> in
      guard case .text(let text) = cell else { return [] }
      return Set(text.split(separator: " ").prefix(6).map(String.init))
    }
    #expect(Set(words) == [Set(Self.sea), Set(Self.kitchen)])
    #expect(found.cells[2].compactMap(\.number).reduce(0, +) == 1_200)
    #expect(abs(found.cells[3].compactMap(\.number).reduce(0, +) - 1) < 1e-12)
    #expect(found.cells[4].compactMap(\.number).reduce(0, +) == 40)
  }

  @Test func `shares and probabilities by hand`() throws {
    // One term a document, and no chance left: α and β as good as nothing.
    let documents = ["rot rot rot", "blau blau", "rot", "blau", ""].enumerated().map {
      Document(name: "d\($0.offset)", text: $0.element)
    }
    var options: [String: OptionValue] = [
      "k": .integer(2), "alpha": .real(1), "beta": .real(0.000_001), "iterations": .integer(500),
    ]
    options["unit"] = .word("document")
    let shares = try table(documents, options)
    // A document's tokens are of one topic: (3 + ½) / (3 + 1), (0 + ½) / (3 + 1); d4 has none.
    #expect(shares.cells[0].count == 8)
    let expected: [Double] = [3.5 / 4, 0.5 / 4, 2.5 / 3, 0.5 / 3, 1.5 / 2, 0.5 / 2, 1.5 / 2, 0.5 / 2]
    #expect(shares.cells[3] == expected.map(Value.real))
    options["unit"] = .word("term")
    let terms = try table(documents, options)
    #expect(terms.cells[0] == [.integer(1), .integer(2)])
    #expect(terms.cells[1] == [.text("rot"), .text("blau")])
    #expect(terms.cells[2] == [.integer(4), .integer(3)])
    let rot: Double = (4 + 1e-6) / (4 + 2e-6)
    let blau: Double = (3 + 1e-6) / (3 + 2e-6)
    #expect(terms.cells[3] == [.real(rot), .real(blau)])
  }

  @Test func `stop words, minima and frequent terms`() throws {
    let documents = ["die see die see", "die see salz", "der ofen die"].enumerated().map {
      Document(name: "d\($0.offset)", text: $0.element)
    }
    var options: [String: OptionValue] = ["k": .integer(2), "iterations": .integer(5)]
    options["stopwords"] = .wordList(WordListReference(name: "de", words: ["die", "der"]))
    let run = try MemoryRun(Topics.self, options: options, on: MemoryCorpus(documents)).report()
    #expect(
      run.notes == ["3 tokens of 1 term in 3 documents are kept.", "1 document without a kept token left aside."])
    options["min-documents"] = .integer(1)
    options["terms"] = .integer(2)
    // see 3; ofen and salz 1 each, ofen first by code point.
    #expect(
      try MemoryRun(Topics.self, options: options, on: MemoryCorpus(documents)).report().notes[0]
        == "4 tokens of 2 terms in 3 documents are kept.")
  }

  @Test func `the same seed gives the same, another may not`() throws {
    let options: (Int) -> [String: OptionValue] = {
      ["k": .integer(5), "iterations": .integer(3), "seed": .integer($0), "unit": .word("term")]
    }
    #expect(try table(documents(), options(7)) == table(documents(), options(7)))
    #expect(try table(documents(), options(7)) != table(documents(), options(8)))
  }

  @Test func `the fold's laws`() {
    for unit in ["topic", "document"] {
      expectLaws(
        of: Topics.self, options: ["k": .integer(3), "iterations": .integer(4), "unit": .word(unit)],
        on: MemoryCorpus(documents()), by: ["half"])
    }
    expectLawsOnGeneratedCorpora(of: Topics.self, options: ["iterations": .integer(3), "min-documents": .integer(1)])
    expectSoundCard(of: Topics.self)
  }
}
