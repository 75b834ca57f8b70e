import Testing
import TextProcessing

@testable import CorpusStore

@Suite struct RecurringParagraphTests {
  private func load(_ texts: [String], threads: Int = 2, chunkBytes: Int? = nil) throws -> [RecurringParagraph] {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let documents = texts.enumerated().map { index, text in
      IncomingDocument(name: "d\(index)", text: Array(text.utf8), language: "de")
    }
    var options = LoadOptions(threads: threads)
    if let chunkBytes { options.chunkBytes = chunkBytes }
    return try store.load("c", mode: .create, from: ListSource(documents), options: options).recurring
  }

  @Test func `a share line in every document, and one that stands twice in some`() throws {
    let texts = (1...12).map { number in
      "Nachricht Nummer \(number) von heute.\n\nTeilen Sie diesen  Artikel!\n\n"
        + (number <= 4 ? "© 2022 Die Zeitung GmbH\n\n© 2022 Die Zeitung GmbH" : "Etwas ganz anderes \(number).")
    }
    #expect(
      try load(texts) == [
        RecurringParagraph(documents: 12, beginning: "Teilen Sie diesen  Artikel!"),
        RecurringParagraph(documents: 4, beginning: "© 2022 Die Zeitung GmbH"),
      ])
  }

  @Test func `two documents are not many; rules and single words are no text`() throws {
    let texts = (1...6).map { "Text \($0) hier.\n\n* * *\n\nJa.\n\n" + ($0 < 3 ? "Das kommt zweimal vor." : "") }
    #expect(try load(texts) == [])
    #expect(try load([]) == [])
  }

  @Test func `a long paragraph is shown by its beginning, cut between characters`() throws {
    let long = String(repeating: "äöü ", count: 100)
    let found = try load((1...3).map { _ in long })
    #expect(found.map(\.documents) == [3])
    #expect(found.first?.isCut == true)
    #expect(found.first.map { long.hasPrefix($0.beginning) && $0.beginning.utf8.count > 115 } == true)
  }

  @Test(arguments: [1, 2, 3]) func `random documents, cut in any way, as counted by hand`(seed: UInt64) throws {
    var dice = Dice(state: seed)
    let lines = (0..<12).map { "Zeile Nummer \($0), die sich wiederholt oder nicht." }
    var documents: [[String]] = []
    for _ in 0..<60 {
      documents.append(
        (0..<Int.random(in: 0...5, using: &dice)).map { _ in lines[Int.random(in: 0..<12, using: &dice)] })
    }
    // One longer than a piece of the load path, so that paragraphs are cut in the middle.
    documents.append((0..<1_000).map { "Absatz \($0) eines langen Buchs." } + [lines[0]])
    let texts = documents.map { $0.joined(separator: "\n\n") }
    let expected = lines.map { line in documents.count { $0.contains(line) } }.sorted(by: >).filter { $0 >= 7 }
    for (threads, chunk) in [(1, nil), (2, 100), (3, 1_000)] as [(Int, Int?)] {
      #expect(try load(texts, threads: threads, chunkBytes: chunk).map(\.documents) == expected)
    }
  }

  @Test func `a paragraph is the polynomial of its forms, wherever pieces cut it`() {
    var dice = Dice(state: 9)
    let text = Array("abcdefgh".utf8)
    for tokens in [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 100] {
      let hashes = (0..<tokens).map { _ in dice.next() }
      let expected = hashes.reduce(0) { $0 &* 0xD6E8_FEB8_6659_FD93 &+ $1 }
      for _ in 0..<20 {
        var digests = ParagraphDigests()
        let batch = ParagraphBatch()
        text.withUnsafeBufferPointer { text in
          var from = 0
          while from < tokens {
            let end = min(tokens, from + Int.random(in: 1...9, using: &dice))
            var piece = TokenBuffer()
            piece.starts = Array(repeating: 0, count: end - from)
            piece.ends = Array(repeating: 8, count: end - from)
            hashes[from..<end].withUnsafeBufferPointer { hashes in
              if let hashes = hashes.baseAddress { digests.add(piece, hashes: hashes, of: text, to: batch) }
            }
            from = end
          }
          digests.endDocument(text, to: batch)
        }
        var found: [UInt64] = []
        batch.forEach { entry, _ in found.append(entry.digest) }
        #expect(found == (tokens < 3 ? [] : [expected]))
      }
    }
  }

  @Test(arguments: [0, 200, 1_000_000])
  func `with too many paragraphs, counts are bounded from both sides`(expected: Int) {
    var dice = Dice(state: 4)
    var tally = ParagraphTally(capacity: 256, expected: expected)
    var counts: [UInt64: Int] = [:]
    for _ in 0..<3_000 {
      let batch = ParagraphBatch()
      // Ten that recur often among many that come once.
      var paragraphs: Set<UInt64> = []
      for _ in 0..<4 { paragraphs.insert(UInt64.random(in: 0..<10, using: &dice) &* 0x9E37_79B9_7F4A_7C15 | 1) }
      paragraphs.insert(dice.next())
      for paragraph in paragraphs.sorted() {
        counts[paragraph, default: 0] += 1
        Array("\(paragraph) ist ein Absatz".utf8).withUnsafeBufferPointer { batch.append(paragraph, $0) }
      }
      batch.documents = 1
      tally.add(batch)
    }
    let found = tally.recurring(inDocuments: 3_000)
    #expect(found.count == 10)
    for paragraph in found {
      let number = UInt64(paragraph.beginning.prefix { $0.isNumber }) ?? 0
      let exact = counts[number] ?? 0
      #expect(paragraph.isAtLeast ? paragraph.documents <= exact : paragraph.documents == exact)
      // Lossy counting: nothing is missed more often than rows per room.
      #expect(paragraph.documents >= exact - 3_000 * 5 / 128)
    }
  }
}
