import AnalyzerKit
import Testing

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
}
