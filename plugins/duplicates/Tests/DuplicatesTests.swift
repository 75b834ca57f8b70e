import AnalyzerKit
import AnalyzerTesting
import Testing

@testable import DuplicatesPlugin

@Suite struct DuplicatesTests {
  private typealias Document = MemoryCorpus.Document

  private func rows(
    _ documents: [Document], near: Double = 0.8, shingle: Int = 3, layer: String = "lower"
  ) throws -> [[Value]] {
    let corpus = MemoryCorpus(documents, layer: layer)
    let options: [String: OptionValue] = ["near": .real(near), "shingle": .integer(shingle)]
    let table = try MemoryRun(Duplicates.self, options: options, on: corpus).report().tables[0]
    return (0..<table.rowCount).map(table.row)
  }

  private func document(_ name: String, _ text: String, date: String? = nil) -> Document {
    Document(
      name: name, fields: date.map { ["date": .text($0)] } ?? [:],
      sentences: [text.split(separator: " ").map(String.init)])
  }

  @Test func `similarity by hand`() throws {
    // Shingles of 2: ab bc cd de; ab bc cd dx: 3 shared of 5.
    let found = try rows([document("a", "a b c d e"), document("b", "a b c d x")], near: 0.6, shingle: 2)
    #expect(found == [[.text("b"), .text("a"), .real(0.6), .missing, .missing]])
    #expect(try rows([document("a", "a b c d e"), document("b", "a b c d x")], near: 0.61, shingle: 2).isEmpty)
    // A set counts what recurs once: ab ba of both, though one says it more often.
    let again = try rows([document("a", "a b a b a"), document("b", "a b a")], near: 1, shingle: 2)
    #expect(again.map { $0[2] } == [.real(1)])
  }

  @Test func `the earliest is the original: by date, then by name, without a date last`() throws {
    let text = "eins zwei drei vier fünf sechs"
    let found = try rows([
      document("e", text), document("d", text), document("c", text, date: "2021-05"), document("b", text, date: "2021"),
      document("a", text, date: "2022-01-01"), document("f", "ganz anders als alle diese Texte"),
    ])
    #expect(found.map { $0[0] } == ["c", "a", "d", "e"].map(Value.text))
    #expect(found.allSatisfy { $0[1] == .text("b") && $0[2] == .real(1) })
    #expect(found.map { $0[3] } == [.text("2021-05"), .text("2022-01-01"), .missing, .missing])
  }

  @Test func `short documents compare as a whole, and empty ones not at all`() throws {
    let found = try rows([
      document("a", "ja"), document("b", "ja"), document("c", "ja nein"), document("d", "Ja nein"), document("e", ""),
      document("f", ""), document("g", ". !"),
    ])
    #expect(found.map { $0[0] } == [.text("b"), .text("d")])
    #expect(found.map { $0[1] } == [.text("a"), .text("c")])
    #expect(try rows([document("a", "ja nein"), document("b", "Ja nein")], layer: "word").isEmpty)
  }

  @Test func `a copy of a near-copy belongs to the earliest document that it is near to`() throws {
    let words = (0..<40).map { "w\($0)" }
    func text(_ changed: Range<Int>) -> String {
      words.enumerated().map { changed.contains($0.offset) ? "x\($0.offset)" : $0.element }.joined(separator: " ")
    }
    // b shares 36 of 40 shingles of 1 with a; c is b again; d shares 36 with b and 32 with a.
    let found = try rows(
      [document("a", text(0..<0)), document("b", text(0..<4)), document("c", text(0..<4)), document("d", text(0..<8))],
      near: 0.8, shingle: 1)
    let expected: [[Value]] = [["b", "a"], ["c", "a"], ["d", "b"]].map { $0.map(Value.text) }
    #expect(found.map { Array($0[..<2]) } == expected)
    #expect(found.map { $0[2] } == Array(repeating: Value.real(36.0 / 44), count: 3))
  }

  @Test func `groups are searched apart`() throws {
    let text = "eins zwei drei vier"
    let documents = (0..<6).map { index in
      Document(name: "d\(index)", fields: ["party": .text(index % 2 == 0 ? "A" : "B")], text: text)
    }
    let table = try MemoryRun(Duplicates.self, on: MemoryCorpus(documents)).report(by: ["party"]).tables[0]
    #expect(table.cells[1] == ["d2", "d4", "d3", "d5"].map(Value.text))
  }

  @Test(arguments: [(0.3, 1), (0.5, 2), (0.8, 3), (0.8, 1), (0.95, 2)] as [(Double, Int)])
  func `as all pairs, exactly compared, say`(near: Double, shingle: Int) throws {
    var generator = SeededGenerator(seed: UInt64(near * 100) + UInt64(shingle))
    var pairs = 0
    var missed = 0
    for _ in 0..<12 {
      let texts = RandomCopies.texts(40, using: &generator)
      let documents = texts.enumerated().map { document("d\(1000 + $0.offset)", $0.element.joined(separator: " ")) }
      var found: [String: [Value]] = [:]
      for row in try rows(documents, near: near, shingle: shingle) {
        guard case .text(let name) = row[0] else { continue }
        found[name] = row
      }
      let sets = texts.map { RandomCopies.shingles($0, shingle) }
      for later in sets.indices {
        let near = sets.indices.prefix(later).filter { RandomCopies.jaccard(sets[$0], sets[later]) >= near }
        let row = found.removeValue(forKey: "d\(1000 + later)")
        pairs += near.isEmpty ? 0 : 1
        guard let row, case .text(let original) = row[1], let place = Int(original.dropFirst()).map({ $0 - 1000 })
        else {
          missed += near.isEmpty ? 0 : 1
          continue
        }
        // No false pair, and the true similarity.
        #expect(row[2] == .real(RandomCopies.jaccard(sets[place], sets[later])))
        #expect(near.contains(place))
        missed += near.first == place ? 0 : 1
      }
      #expect(found.isEmpty)
    }
    #expect(pairs > 20)
    #expect(missed == 0)
  }

  @Test func `a lower threshold finds all that a higher one does`() throws {
    var generator = SeededGenerator(seed: 9)
    let documents = RandomCopies.texts(60, using: &generator).enumerated().map {
      document("d\(1000 + $0.offset)", $0.element.joined(separator: " "))
    }
    var before: Set<Value> = []
    for near in [1, 0.9, 0.8, 0.6, 0.4, 0.2] {
      let found = Set(try rows(documents, near: near).map { $0[0] })
      #expect(found.isSuperset(of: before))
      before = found
    }
  }

  @Test func `the fold's laws`() {
    var generator = SeededGenerator(seed: 3)
    let documents = RandomCopies.texts(20, using: &generator).enumerated().map {
      Document(name: "d\($0.offset)", fields: ["year": .integer($0.offset % 3)], sentences: [$0.element])
    }
    expectLaws(of: Duplicates.self, options: ["near": .real(0.5)], on: MemoryCorpus(documents), by: ["year"])
    expectLawsOnGeneratedCorpora(of: Duplicates.self, options: ["near": .real(0.3), "shingle": .integer(2)])
    expectSoundCard(of: Duplicates.self)
  }
}

/// Random texts of which some are changed copies of others, and the slow and obviously right comparison.
private enum RandomCopies {
  static func texts(_ count: Int, using generator: inout SeededGenerator) -> [[String]] {
    var texts: [[String]] = []
    for _ in 0..<count {
      if let model = texts.randomElement(using: &generator), Bool.random(using: &generator) {
        var copy = model
        for _ in 0..<Int.random(in: 0...6, using: &generator) where !copy.isEmpty {
          let place = Int.random(in: 0..<copy.count, using: &generator)
          switch Int.random(in: 0..<3, using: &generator) {
          case 0: copy[place] = word(using: &generator)
          case 1: copy.insert(word(using: &generator), at: place)
          default: copy.remove(at: place)
          }
        }
        texts.append(copy)
      } else {
        let length = Int.random(in: 0...3, using: &generator) == 0 ? 4 : 60
        texts.append((0..<Int.random(in: 1...length, using: &generator)).map { _ in word(using: &generator) })
      }
    }
    return texts
  }

  private static func word(using generator: inout SeededGenerator) -> String {
    "w\(Int.random(in: 0..<80, using: &generator))"
  }

  static func shingles(_ words: [String], _ width: Int) -> Set<[String]> {
    if words.isEmpty { return [] }
    if words.count <= width { return [words] }
    return Set((0...words.count - width).map { Array(words[$0..<$0 + width]) })
  }

  static func jaccard(_ left: Set<[String]>, _ right: Set<[String]>) -> Double {
    let all = left.union(right).count
    return all == 0 ? 0 : Double(left.intersection(right).count) / Double(all)
  }
}
