import AnalyzerKit
import CorpusQuery
import Testing

@testable import CorpusStore
@testable import Workbench

/// A counter with small cells counts as dictionaries do, whatever does not fit into them.
@Suite struct CollocateCounterTests {
  /// What is counted of forms.
  struct Counts: Equatable {
    var tokens: [UInt32: Int] = [:]
    var documents: [UInt32: Int] = [:]

    mutating func add(_ document: [UInt32]) {
      for form in document { tokens[form, default: 0] += 1 }
      for form in Set(document) { documents[form, default: 0] += 1 }
    }

    mutating func add(_ storage: CountStorage) {
      var forms: Set<UInt32> = []
      FormCounts(storage).forEach { form, count, documents in
        #expect(forms.insert(form.rawValue).inserted)
        tokens[form.rawValue, default: 0] += count
        self.documents[form.rawValue, default: 0] += documents
      }
    }
  }

  private func count(_ document: [UInt32], by counter: CollocateCounter) {
    counter.beginDocument()
    // In pieces, as windows come.
    for start in stride(from: 0, to: document.count, by: 7) {
      let piece = document[start..<min(start + 7, document.count)].map(FormID.init)
      piece.withUnsafeBufferPointer(counter.count)
    }
  }

  @Test(arguments: 0..<12) func countsAsDictionariesDo(seed: Int) throws {
    var state = UInt64(seed) &* 104_729 &+ 5
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let forms = 1 + next(50)
    let counter = try CollocateCounter(forms: forms, mostTokens: [1 << 31, 100, 8][seed % 3])
    for _ in 0..<3 {
      var (expected, found) = (Counts(), Counts())
      var total = 0
      for _ in 0..<20 {
        let document = (0..<next(60)).map { _ in UInt32(next(forms)) }
        expected.add(document)
        total += document.count
        // Beyond the last form there is nothing to count.
        count(document + [UInt32(forms), .max], by: counter)
      }
      let storage = CountStorage()
      counter.empty(into: storage)
      found.add(storage)
      #expect(found == expected)
      #expect(storage.tokens == total)
      #expect(counter.isEmpty)
    }
  }

  @Test("many tokens of one form are counted at once, beside others", arguments: [1 << 31, 100, 8])
  func manyOfOneForm(mostTokens: Int) throws {
    let counter = try CollocateCounter(forms: 3, mostTokens: mostTokens)
    for times in [1, 5, 0, 7] {
      counter.beginDocument()
      count([0, 1], by: counter)
      counter.count(FormID(rawValue: 1), times: times)
      // No form.
      counter.count(FormID(rawValue: 3), times: times)
      counter.count(FormID(rawValue: .max), times: times)
    }
    let storage = CountStorage()
    counter.empty(into: storage)
    var found = Counts()
    found.add(storage)
    #expect(found.tokens == [0: 4, 1: 4 + 13])
    #expect(found.documents == [0: 4, 1: 4])
    #expect(storage.tokens == 4 + 4 + 13)
  }

  @Test func moreDocumentsThanACellHoldsAreHandedOverOnTheWay() throws {
    let counter = try CollocateCounter(forms: 3)
    var (expected, found) = (Counts(), Counts())
    let storage = CountStorage()
    for number in 0..<70_000 {
      if counter.isFull {
        #expect(number == 65_535)
        counter.empty(into: storage)
        found.add(storage)
        storage.removeAll()
      }
      let document: [UInt32] = number % 2 == 0 ? [0, 1, 0] : [0]
      expected.add(document)
      count(document, by: counter)
    }
    counter.empty(into: storage)
    found.add(storage)
    #expect(found == expected)
    #expect(found.documents == [0: 70_000, 1: 35_000])
  }

  /// Both with windows that end with the document, which are not laid out, and with others, which are.
  @Test func manyDocumentsInOneGroup() throws {
    let workspace = try Workspace()
    let session = try workspace.session(threads: 1)
    let lines = (0..<66_000).map { "{\"id\": \"\($0)\", \"text\": \"Der Hund bellt.\"}\n" }.joined()
    try workspace.write("many.jsonl", lines)
    _ = try session.output("load c '\(workspace.path)/many.jsonl'")
    for within in ["document", "s"] {
      let table = try session.output(
        "c | cooccurrence hund --within \(within) --min-count 1 | select collocate,o11,documents")
      #expect(table.split(separator: "\n").dropFirst().sorted() == ["bellt\t66000\t66000", "der\t66000\t66000"])
    }
  }

  /// Every third word does not count; the table gives each word half its number.
  @Test(
    "packed words are counted to both sides as far as wanted, and those beyond the table are told", arguments: 0..<8)
  func packedTokens(seed: Int) throws {
    var state = UInt64(seed) &* 7_919 &+ 3
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let (words, width) = (100, 7)
    let table = (0..<words).map { FormID(rawValue: UInt32($0 / 2)) }
    var marks = [UInt64](repeating: 0, count: 2)
    for word in 0..<words where word % 3 != 0 { marks[word / 64] |= 1 << UInt64(word % 64) }
    // What is no word counts.
    marks[1] |= .max << UInt64(words - 64)
    let bits = marks
    let isDamaged = seed % 4 == 3
    let tokens = (0..<60).map { $0 == 40 && isDamaged ? UInt32(120) : UInt32(next(words)) }
    var memory = [UInt8](repeating: 0, count: tokens.count * width / 8 + 16)
    for (index, token) in tokens.enumerated() {
      for bit in 0..<width where token >> UInt32(bit) & 1 == 1 {
        memory[(index * width + bit) / 8] |= 1 << UInt8((index * width + bit) % 8)
      }
    }
    let counter = try CollocateCounter(forms: words)
    counter.beginDocument()
    var collection = counter.collection(of: 2 * tokens.count)
    let (place, wanted) = (30, 5)
    var (left, right, low, high) = (wanted, 20, 0, 0)
    let isRight = memory.withUnsafeBytes { memory in
      bits.withUnsafeBufferPointer { bits in
        table.withUnsafeBufferPointer { table in
          guard let base = memory.baseAddress,
            let packed = PackedCollocateTokens(
              PackedForms(base, firstBit: 0, width: width), from: 1_000, counted: bits, table)
          else { return false }
          low = collection.collectBack(packed, before: 1_000 + place, downTo: 1_000, &left, countsAll: false) - 1_000
          high = collection.collectOn(packed, from: 1_000 + place, upTo: 1_060, &right, countsAll: true) - 1_000
          return counter.count(collection, by: packed.table)
        }
      }
    }
    #expect(high == 50 && right == 0)
    #expect(isRight == !isDamaged)
    #expect(tokens[low..<place].count { $0 % 3 != 0 } == wanted - left && (left == 0 ? tokens[low] % 3 != 0 : low == 0))
    guard !isDamaged else { return }
    let storage = CountStorage()
    counter.empty(into: storage)
    var (expected, found) = (Counts(), Counts())
    expected.add((tokens[low..<place] + tokens[place..<high]).filter { $0 % 3 != 0 }.map { $0 / 2 })
    found.add(storage)
    #expect(found == expected)
  }

  @Test("words of more bits than there are marks for are not read as they are packed")
  func widerThanTheMarks() {
    let table = [FormID(rawValue: 0)]
    let bits = [UInt64.max]
    let memory = [UInt8](repeating: 0, count: 32)
    memory.withUnsafeBytes { memory in
      bits.withUnsafeBufferPointer { bits in
        table.withUnsafeBufferPointer { table in
          guard let base = memory.baseAddress else { return }
          func tokens(_ width: Int) -> PackedCollocateTokens? {
            PackedCollocateTokens(PackedForms(base, firstBit: 0, width: width), from: 0, counted: bits, table)
          }
          #expect(tokens(6) != nil && tokens(7) == nil && tokens(32) == nil)
        }
      }
    }
  }

  @Test("there are marks for every number of that many bits, and what is no word counts", arguments: [3, 64, 200])
  func marksOfWords(words: Int) throws {
    let workspace = try Workspace()
    let session = try workspace.session(threads: 1)
    // Marks do not count; each word is a form, and its own lower case.
    try workspace.write("a.txt", (0..<words).map { "w\($0)" }.joined(separator: " , "))
    _ = try session.output("load c '\(workspace.path)/a.txt'")
    let store = try session.store()
    let reader = try store.reader()
    let view = try LayerView(
      .word, of: try reader.corpus(named: "c"), in: store, reader.vocabulary, countsPunctuation: false)
    let room = view.countedBits.count * 64
    #expect(room >= view.formCount && room & (room - 1) == 0 && room < max(128, view.formCount * 2))
    let counted = view.countedBits.reduce(0) { $0 + $1.nonzeroBitCount }
    #expect(counted == words + room - view.formCount && view.formCount > words)
  }

  @Test func `a counter that nobody uses is used again for what it is meant for`() throws {
    let counters = CollocateCounters()
    let (few, many) = (try counters.counter(forms: 10, expectsFew: true), try counters.counter(forms: 10))
    counters.giveBack(many)
    counters.giveBack(few)
    #expect(try counters.counter(forms: 10) === many)
    #expect(try counters.counter(forms: 10) !== few)
    #expect(try counters.counter(forms: 10, expectsFew: true) === few)
    counters.giveBack(few)
    #expect(try counters.counter(forms: 11, expectsFew: true) !== few)
  }
}
