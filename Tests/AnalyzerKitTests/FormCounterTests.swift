import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct FormCounterTests {
  /// Random counts: of few forms, of many dense ones, and of ones far apart.
  static func counts(seed: UInt64) -> [(form: FormID, count: Int)] {
    var generator = SeededGenerator(seed: seed)
    let largest = [10, 3000, 4_000_000_000][Int(seed % 3)]
    return (0..<generator.pick(0...4000)).map { _ in
      let range = generator.oneIn(4) ? largest : min(largest, 5000)
      // Some do not fit a byte, and a few not 32 bits.
      let most = generator.oneIn(20) ? 600 : generator.oneIn(200) ? 5_000_000_000 : 5
      return (FormID(rawValue: UInt32(generator.pick(0...range))), generator.pick(0...most))
    }
  }

  private func counter(_ counts: [(form: FormID, count: Int)]) -> FormCounter {
    var counter = FormCounter()
    for (form, count) in counts { counter.add(form, count) }
    return counter
  }

  private func model(_ counts: [(form: FormID, count: Int)]) -> [FormID: Int] {
    Dictionary(counts.map { ($0.form, $0.count) }, uniquingKeysWith: +).filter { $0.value != 0 }
  }

  private func expect(
    _ counter: FormCounter, _ model: [FormID: Int], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var seen: [FormID] = []
    counter.forEach { form, count in
      seen.append(form)
      #expect(model[form] == count, sourceLocation: sourceLocation)
    }
    #expect(seen == model.keys.sorted(), sourceLocation: sourceLocation)
    #expect(counter.total == model.values.reduce(0, +), sourceLocation: sourceLocation)
    #expect(counter.distinct == model.count, sourceLocation: sourceLocation)
  }

  @Test(arguments: 0..<12)
  func countsAsADictionaryDoes(seed: UInt64) throws {
    let counts = FormCounterTests.counts(seed: seed)
    let whole = counter(counts)
    expect(whole, model(counts))
    #expect(whole[FormID(rawValue: 4_000_000_001)] == 0)
    var generator = SeededGenerator(seed: seed + 100)
    let cut = generator.pick(0...counts.count)
    var (left, right) = (counter(Array(counts[..<cut])), counter(Array(counts[cut...])))
    let copy = left
    try left.merge(right)
    try right.merge(copy)
    #expect(left == whole)
    #expect(right == whole)
    let bytes = try PartialCoding.encode(whole)
    #expect(try PartialCoding.encode(left) == bytes)
    #expect(try PartialCoding.decode(FormCounter.self, from: bytes) == whole)
  }

  @Test(arguments: 0..<6)
  func countsAListAsItsForms(seed: UInt64) {
    var one = FormCounter()
    var other = FormCounter()
    for part in 0..<4 {
      let forms = FormCounterTests.counts(seed: seed + UInt64(part) * 3).map(\.form)
      one.add(forms)
      for form in forms { other.add(form) }
      #expect(one == other)
    }
  }

  @Test(arguments: 0..<12)
  func countsViewsAsTheirForms(seed: UInt64) {
    var counts = FormCounter()
    var documents = FormCounter()
    var other = FormCounter()
    for part in 0..<4 {
      let storage = CountStorage()
      for (form, count) in model(FormCounterTests.counts(seed: seed + UInt64(part) * 3)) {
        storage.append(form, count: count, documents: (count + 1) / 2)
        other.add(form, count)
      }
      counts.addCounts(of: FormCounts(storage))
      documents.addDocuments(of: FormCounts(storage))
      #expect(counts == other)
      var isHalf = true
      FormCounts(storage).forEach { form, count, documents in isHalf = isHalf && documents == (count + 1) / 2 }
      #expect(isHalf)
    }
    var seen = 0
    counts.forEach { form, count in
      #expect(documents[form] <= count && documents[form] > 0)
      seen += 1
    }
    #expect(seen == documents.distinct)
  }

  @Test(arguments: 0..<6)
  func takesBytesAsTheirForms(seed: UInt64) throws {
    // So many that the last of them fill no word.
    let forms = UInt32(6_000 + seed)
    let counts = FormCounterTests.counts(seed: seed * 3).map { (FormID(rawValue: $0.form.rawValue % forms), $0.count) }
    let whole = model(counts)
    var bytes = [UInt8](repeating: 0, count: Int(forms))
    var large: [(form: FormID, count: Int)] = []
    for (form, count) in whole {
      bytes[Int(form.rawValue)] = UInt8(clamping: count)
      if count >= 255 { large.append((form, count)) }
    }
    expect(try #require(FormCounter(bytes: bytes, large: large)), whole)
    // One too few, one too many, one twice, one that its byte holds, and a total beyond all.
    let one = try #require(large.first)
    #expect(FormCounter(bytes: bytes, large: Array(large.dropFirst())) == nil)
    #expect(FormCounter(bytes: bytes, large: large + [(FormID(rawValue: forms), 255)]) == nil)
    #expect(FormCounter(bytes: bytes, large: Array(large.dropLast()) + [one, one]) == nil)
    #expect(FormCounter(bytes: bytes, large: Array(large.dropFirst()) + [(one.form, 254)]) == nil)
    #expect(FormCounter(bytes: [255, 255], large: [(FormID(rawValue: 0), .max), (FormID(rawValue: 1), 255)]) == nil)
  }

  /// Sums stand for all forms at once, and whoever changes what was made of them leaves them as they are.
  @Test(arguments: 0..<6)
  func takesSumsAsTheirForms(seed: UInt64) throws {
    let whole = model(FormCounterTests.counts(seed: seed))
    let sums = FormSums(
      counts: counter(whole.map { ($0.key, $0.value) }), documents: counter(whole.map { ($0.key, ($0.value + 1) / 2) }))
    let storage = CountStorage()
    storage.sums = sums
    var found: [FormID: Int] = [:]
    FormCounts(storage).forEach { form, count, documents in
      found[form] = count
      #expect(documents == (count + 1) / 2)
    }
    #expect(found == whole)
    #expect(FormCounts(storage).count == whole.count)
    let more = FormCounterTests.counts(seed: seed + 30)
    // To nothing, and to what is there.
    for first in [true, false] {
      var (counts, documents) = (FormCounter(), FormCounter())
      if !first { for (form, count) in more { counts.add(form, count) } }
      counts.addCounts(of: FormCounts(storage))
      documents.addDocuments(of: FormCounts(storage))
      #expect(documents == sums.documents)
      if first { for (form, count) in more { counts.add(form, count) } }
      expect(counts, whole.merging(model(more), uniquingKeysWith: +))
    }
    expect(sums.counts, whole)
    storage.removeAll()
    #expect(FormCounts(storage).count == 0)
  }

  @Test(arguments: 0..<6)
  func removesASet(seed: UInt64) {
    let counts = FormCounterTests.counts(seed: seed * 3)
    var whole = counter(counts)
    let removed = FormSet(counts.map(\.form).filter { $0.rawValue % 3 == 0 } + [FormID(rawValue: 77_777)])
    whole.remove(removed)
    expect(whole, model(counts).filter { $0.key.rawValue % 3 != 0 })
  }

  @Test func countersThatDifferAreUnequal() {
    let one = FormID(rawValue: 1)
    let two = FormID(rawValue: 2)
    #expect(counter([(one, 2)]) != counter([(two, 2)]))
    #expect(counter([(one, 2)]) != counter([(one, 1), (two, 1)]))
    #expect(counter([(one, 2), (two, 0)]) == counter([(one, 2)]))
  }

  @Test func aRareLargeNumberDoesNotSlowCounting() {
    var counter = FormCounter()
    counter.add(FormID(rawValue: 4_000_000_000))
    for round in 0..<20 {
      for form in 0..<UInt32(4000) { counter.add(FormID(rawValue: form), round % 2) }
    }
    #expect(counter.total == 40_001)
  }

  @Test func totalsThatOverflowAreAnError() {
    var left = counter([(FormID(rawValue: 1), .max)])
    #expect(throws: AnalyzerError.self) { try left.merge(counter([(FormID(rawValue: 2), 1)])) }
  }
}
