import AnalyzerKit

/// Any bytes are a partial or refused; a partial that was read can be used, merged and written again.
enum PartialTarget {
  static func make() -> (FuzzInput) -> Void {
    { input in
      var input = input
      let kind = input.choice() % 5
      let bytes = input.rest
      switch kind {
      case 0: check(FormCounter.self, bytes) { counter in _ = counter.distinct }
      case 1:
        check(Records.self, bytes) { records in
          _ = records.ordered
        }
      case 2: check(PairCounter.self, bytes) { pairs in _ = pairs.pairs() }
      case 3: check(DocumentFrequencies.self, bytes) { frequencies in _ = frequencies.counts.distinct }
      default: check(ExactSum.self, bytes) { sum in _ = sum.value }
      }
    }
  }

  private static func check<Partial: Codable & Mergeable>(
    _ type: Partial.Type, _ bytes: [UInt8], _ use: (Partial) -> Void
  ) {
    guard var partial = try? PartialCoding.decode(type, from: bytes) else { return }
    use(partial)
    guard let written = try? PartialCoding.encode(partial) else { fatalError("a partial cannot be written again") }
    guard let again = try? PartialCoding.decode(type, from: written) else {
      fatalError("a partial that was written cannot be read")
    }
    require((try? PartialCoding.encode(again)) == written, "a partial is written otherwise the second time")
    if (try? partial.merge(again)) != nil { use(partial) }
  }
}
