import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct DocumentFrequenciesTests {
  /// Adds documents of random forms; each cut at random into parts, which go to one of three partials.
  private func partials(_ documents: [[UInt32]], using generator: inout SeededGenerator) -> [DocumentFrequencies] {
    var partials = (0..<3).map { _ in DocumentFrequencies() }
    for (ordinal, forms) in documents.enumerated() {
      let cut = generator.oneIn(2) ? generator.pick(0...forms.count) : forms.count
      for range in [0..<cut, cut..<forms.count] where !range.isEmpty {
        let slice = DocumentSlice(
          ordinal: ordinal, tokens: range, isStart: range.lowerBound == 0, isEnd: range.upperBound == forms.count)
        let target = generator.pick(0...2)
        let ids = forms[range].map(FormID.init)
        if generator.oneIn(2) {
          partials[target].add(ids, in: slice)
        } else {
          for form in ids { partials[target].add(form, in: slice) }
        }
      }
    }
    return partials
  }

  @Test(arguments: 0..<20)
  func countsDocumentsAcrossCuts(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let documents = (0..<generator.pick(0...9)).map { _ in
      (0..<generator.pick(0...20)).map { _ in
        UInt32(generator.oneIn(9) ? generator.pick(0...4_000) : generator.pick(0...12))
      }
    }
    var expected: [UInt32: Int] = [:]
    for form in documents.flatMap(Set.init) { expected[form, default: 0] += 1 }
    for _ in 0..<4 {
      var parts = partials(documents, using: &generator).shuffled(using: &generator)
      for index in parts.indices where generator.oneIn(2) {
        parts[index] = try PartialCoding.decode(DocumentFrequencies.self, from: PartialCoding.encode(parts[index]))
      }
      try parts[1].merge(parts[2])
      try parts[0].merge(parts[1])
      var found: [UInt32: Int] = [:]
      parts[0].counts.forEach { form, count in found[form.rawValue] = count }
      #expect(found == expected)
    }
  }
}
