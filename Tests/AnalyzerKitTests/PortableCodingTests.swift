import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct PortableCodingTests {
  private let here = MemoryCorpus(texts: ["eins zwei drei vier fünf zwei drei drei"])

  private func form(_ text: String, in corpus: MemoryCorpus) throws -> FormID {
    try #require(try corpus.form(of: text))
  }

  @Test(arguments: 1..<5)
  func containersMoveToOtherNumbers(seed: UInt64) throws {
    let there = here.renumbered(seed: seed)
    let (from, to) = (MemoryFormCodec(here), MemoryFormCodec(there))
    func moved<Partial: Codable>(_ partial: Partial) throws -> Partial {
      try PartialCoding.decode(Partial.self, from: PartialCoding.encode(partial, forms: from), forms: to)
    }
    #expect(try moved(here.formCounts()) == there.formCounts())

    var records = Records(integers: 1)
    try records.append(
      [5], forms: [form("fünf", in: here), form("eins", in: here), form("fünf", in: here)], marks: [true, false, true])
    let record = try moved(records).record(0)
    #expect(try record.forms.map { try there.text(of: $0) } == ["fünf", "eins", "fünf"])
    #expect(record.marks == [true, false, true])

    let terms = try ["zwei", "eins", "drei"].map { try form($0, in: here) }
    var pairs = PairCounter(terms: terms)
    pairs.addPairs(of: [0, 1, 2, 2, 0], from: 0, window: 1)
    let read = try moved(pairs)
    var own = PairCounter(terms: try ["drei", "zwei", "eins"].map { try form($0, in: there) })
    try own.merge(read)
    #expect(own.pairs().map { [$0.first, $0.second, $0.count] } == [[0, 0, 1], [0, 1, 1], [1, 2, 1], [2, 0, 1]])
    #expect(own.firsts == [2, 1, 1])

    var documents = DocumentFrequencies()
    documents.add(terms[0], in: DocumentSlice(ordinal: 0, tokens: 0..<1, isEnd: false))
    documents.add(terms[1], in: DocumentSlice(ordinal: 1, tokens: 0..<1))
    let counts = try moved(documents).counts
    #expect(counts[try form("zwei", in: there)] == 1)
    #expect(counts[try form("eins", in: there)] == 1)
    #expect(counts.total == 2)
  }

  @Test func bytesDoNotDependOnTheNumbers() throws {
    let there = here.renumbered(seed: 9)
    let bytes = try PartialCoding.encode(here.formCounts(), forms: MemoryFormCodec(here))
    #expect(try PartialCoding.encode(there.formCounts(), forms: MemoryFormCodec(there)) == bytes)
  }

  @Test func textsNeedAVocabulary() throws {
    let bytes = try PartialCoding.encode(here.formCounts(), forms: MemoryFormCodec(here))
    #expect(throws: AnalyzerError.damagedPartial("it holds texts and no vocabulary to read them")) {
      try PartialCoding.decode(FormCounter.self, from: bytes)
    }
  }
}
