import AnalyzerKit
import Testing

@Suite struct TokenBatchTests {
  /// The end of document 4 (halo of two), the empty document 5, document 6, and the start of 7 (halo of one).
  private let storage = TokenStorage(
    [1, nil, 2, 3, nil, 4, 5, nil, 6, 7, 8], sentences: [2, 4, 5, 7, 9], paragraphs: [5, 9],
    documents: [
      DocumentSlice(ordinal: 4, tokens: 2..<5, firstPosition: 20, firstSentence: 3, isStart: false),
      DocumentSlice(ordinal: 5, tokens: 5..<5), DocumentSlice(ordinal: 6, tokens: 5..<9, language: 1),
      DocumentSlice(ordinal: 7, tokens: 9..<10, isEnd: false),
    ])

  @Test func givesTokens() {
    let batch = TokenBatch(storage)
    #expect(batch.count == 11)
    #expect(batch.documentCount == 4)
    #expect(batch.word(at: 0) == FormID(rawValue: 101))
    #expect(batch.form(at: 0) == FormID(rawValue: 1))
    #expect(batch.form(at: 1) == nil)
    let spaces = [batch.hasSpaceAfter(2), batch.hasSpaceAfter(3)]
    #expect(spaces == [true, false])
    var seen: [Int] = []
    batch.forEachForm(in: 0..<11) { index, form in seen.append(index * 100 + Int(form.rawValue)) }
    #expect(seen == [1, 202, 303, 504, 605, 806, 907, 1008])
    #expect(batch.countedTokens(in: 3..<8) == 3)
  }

  @Test func looksValuesOfFormsUp() {
    let batch = TokenBatch(storage)
    // Forms beyond the table have the last value; the tokens that do not count have none.
    #expect(batch.values(in: 0..<11, by: [9, 10, 20, 30, 40, 50, 60, 99]) == [10, 20, 30, 40, 50, 60, 99, 99])
    #expect(batch.values(in: 1..<5, by: [9, 10, 20]) == [20, 20])
    #expect(batch.values(in: 1..<2, by: [9]) == [])
    #expect(batch.values(in: 3..<3, by: [9]) == [])
    #expect(batch.values(in: 8..<10, by: []) == [0, 0])
  }

  @Test func givesDocumentsWithTheirHalo() {
    let batch = TokenBatch(storage)
    var ordinals: [Int] = []
    batch.forEachDocument { ordinals.append($0.ordinal) }
    #expect(ordinals == [4, 5, 6, 7])
    #expect(batch.readable(around: batch.document(at: 0)) == 0..<5)
    #expect(batch.readable(around: batch.document(at: 1)) == 5..<5)
    #expect(batch.readable(around: batch.document(at: 2)) == 5..<9)
    #expect(batch.readable(around: batch.document(at: 3)) == 9..<11)
    #expect(batch.document(at: 2).isWhole)
    #expect(!batch.document(at: 0).isWhole)
  }

  @Test func aMiddlePartIsReadableOnBothSides() {
    let slice = DocumentSlice(ordinal: 1, tokens: 1..<3, firstPosition: 9, isStart: false, isEnd: false)
    let storage = TokenStorage([1, 2, 3, 4], documents: [slice])
    #expect(TokenBatch(storage).readable(around: slice) == 0..<4)
  }

  @Test func givesSentencesWithNumbersOfTheDocument() {
    let batch = TokenBatch(storage)
    #expect(batch.sentences(in: batch.document(at: 0)) == [2..<4, 4..<5])
    #expect(batch.sentences(in: batch.document(at: 1)) == [])
    #expect(batch.sentences(in: batch.document(at: 2)) == [5..<7, 7..<9])
    #expect(batch.sentences(in: batch.document(at: 3)) == [9..<10])
    var numbers: [Int] = []
    batch.forEachSentence(in: batch.document(at: 0)) { _, number in numbers.append(number) }
    #expect(numbers == [3, 4])
    #expect((2..<5).map { batch.sentence(of: $0, in: batch.document(at: 0)) } == [3, 3, 4])
    #expect((5..<9).map { batch.sentence(of: $0, in: batch.document(at: 2)) } == [0, 0, 1, 1])
  }

  @Test func givesParagraphsOfAPart() {
    let batch = TokenBatch(storage)
    var ranges: [Range<Int>] = []
    for index in 0..<4 { batch.forEachParagraph(in: batch.document(at: index)) { range, _ in ranges.append(range) } }
    #expect(ranges == [2..<5, 5..<9, 9..<10])
  }

  @Test func formCountsGiveWhatWasStored() {
    let storage = CountStorage()
    storage.append(FormID(rawValue: 5), count: 3, documents: 2)
    storage.append(FormID(rawValue: 1), count: 1, documents: 1)
    storage.tokens = 4
    storage.documents = 6
    let counts = FormCounts(storage)
    var seen: [[Int]] = []
    counts.forEach { form, count, documents in seen.append([Int(form.rawValue), count, documents]) }
    #expect(seen == [[5, 3, 2], [1, 1, 1]])
    #expect([counts.count, counts.tokens, counts.documents] == [2, 4, 6])
    storage.removeAll()
    #expect(FormCounts(storage).count == 0)
  }
}
