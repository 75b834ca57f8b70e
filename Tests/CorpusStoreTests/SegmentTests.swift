import AnalyzerKit
import Testing

@testable import CorpusStore

@Suite struct SegmentTests {
  private func made(_ documents: [IncomingDocument], _ tokens: Int) throws -> (TemporaryFolder, StoreReader, Corpus) {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load("c", mode: .create, from: ListSource(documents), options: smallOptions(segmentTokens: tokens))
    let reader = try store.reader()
    return (folder, reader, try reader.corpus(named: "c"))
  }

  private func document(_ name: String, sentences: [Int]) -> IncomingDocument {
    // A sentence of n tokens: n - 1 words and a full stop.
    let text = sentences.map { Array(repeating: "Wort", count: $0 - 1).joined(separator: " ") + "." }
    return IncomingDocument(name: name, text: Array(text.joined(separator: " ").utf8), language: "de")
  }

  @Test func `segments end between documents`() throws {
    let (_, _, corpus) = try made(
      [document("a", sentences: [4]), document("b", sentences: [5]), document("c", sentences: [3])], 10)
    #expect(corpus.segments.map(\.tokens) == [9, 3])
    #expect(corpus.segments.map(\.firstDocument) == [0, 2])
    #expect(corpus.segments.allSatisfy { !$0.continuesDocument && !$0.isContinued })
  }

  @Test func `only a long document is cut, at a sentence`() throws {
    let (_, reader, corpus) = try made(
      [document("a", sentences: [4]), document("b", sentences: [4, 4, 4, 12, 3]), document("c", sentences: [3])], 10)
    #expect(corpus.segments.map(\.tokens) == [4, 8, 4, 12, 6])
    #expect(corpus.segments.map(\.firstDocument) == [0, 1, 1, 1, 1])
    #expect(corpus.segments.map(\.documents) == [1, 1, 1, 1, 2])
    #expect(corpus.segments.map(\.continuesDocument) == [false, false, true, true, true])
    #expect(corpus.segments.map(\.isContinued) == [false, true, true, true, false])
    #expect(corpus.segments.map(\.firstPosition) == [0, 0, 8, 12, 24])
    #expect(try corpus.segments.map { try reader.segment($0).bounds().firstSentence } == [0, 0, 2, 3, 4])
  }

  @Test func `windows, sentences and postings are those of the whole`() throws {
    let (_, reader, corpus) = try made(randomDocuments(60, seed: 11), 700)
    for info in corpus.segments {
      let segment = try reader.segment(info)
      let all = try segment.ids(0..<info.tokens)
      let bounds = try segment.bounds()
      let fresh = try reader.segment(info)
      for start in stride(from: 0, to: info.tokens, by: 37) {
        let range = start..<min(info.tokens, start + 19)
        #expect(try fresh.ids(range) == Array(all[range]))
        let index = bounds.sentenceStarts.lastIndex { Int($0) <= start } ?? 0
        let end = index + 1 < bounds.sentenceStarts.count ? Int(bounds.sentenceStarts[index + 1]) : info.tokens
        #expect(try fresh.sentence(around: start) == Int(bounds.sentenceStarts[index])..<end)
      }
      for form in Set(all) {
        var positions: [UInt32] = []
        try fresh.positions(of: form, appendingTo: &positions)
        #expect(positions.map(Int.init) == all.indices.filter { all[$0] == form })
        #expect(try fresh.count(of: form) == positions.count)
      }
      var none: [UInt32] = []
      try fresh.positions(of: FormID(rawValue: 4_000_000), appendingTo: &none)
      #expect(none.isEmpty)
      #expect(throws: StoreError.self) { try fresh.ids(0..<info.tokens + 1) }
    }
  }

  @Test(arguments: 0..<6)
  func `marks of sentences count and find as a list does`(seed: UInt64) throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let documents = randomDocuments(30, seed: seed + 400)
    _ = try store.load("c", mode: .create, from: ListSource(documents), options: smallOptions(segmentTokens: 700))
    let reader = try store.reader()
    for info in try reader.corpus(named: "c").segments {
      let segment = try reader.segment(info)
      let starts = try segment.bounds().sentenceStarts.map(Int.init)
      let marks = try segment.sentenceMarks()
      var dice = Dice(state: seed)
      for position in [0, 1, 63, 64, 511, 512, 513, info.tokens - 1, info.tokens] + starts {
        #expect(marks.count(before: position) == starts.filter { $0 < min(position, info.tokens) }.count)
        #expect(marks.firstStart(notBefore: position) == starts.first { $0 >= position })
        let end = Int.random(in: position...max(position, info.tokens), using: &dice)
        var found: [Int] = []
        var appended = GrowingBuffer<Int>()
        marks.appendStarts(in: position..<end, shiftedBy: 3, to: &appended)
        for index in 0..<appended.count { found.append(appended[index] - 3) }
        #expect(found == starts.filter { $0 >= position && $0 < end })
      }
    }
  }
}
