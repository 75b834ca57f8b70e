import AnalyzerKit
import CorpusQuery
import CorpusStore

/// What one thread of an analysis needs to fold segments: a reader, storages, and a way for each demand.
struct SegmentFolder {
  private enum Way {
    case counts(CountFolding)
    case tokens(TokenFolding)
    case windows(WindowFolding)
    case collocates(CollocateFolding)
  }

  private let inputs: AnalysisInputs
  private let reader: StoreReader
  private let ways: [Way]
  private let progress: AnalysisProgress
  private let first: FirstRows?
  private let tokens = TokenStorage()
  private let windows = WindowStorage()
  private let counts = CountStorage()
  private var counter: StreamCounter?

  /// Prepares a thread; `first` is shared by all of an analysis of which only the first rows are looked at.
  init(_ inputs: AnalysisInputs, demands: [Demand], first: FirstRows?, _ progress: AnalysisProgress) throws {
    self.first = first
    self.inputs = inputs
    self.progress = progress
    reader = try inputs.store.reader()
    reader.keepSegmentsOpen()
    ways = try demands.map { demand in
      switch demand {
      case .formCounts: .counts(CountFolding(inputs, ofWords: false))
      case .wordCounts: .counts(CountFolding(inputs, ofWords: true))
      case .tokens(let halo): .tokens(try TokenFolding(inputs, halo: halo, keepsDocuments: false))
      case .documents: .tokens(try TokenFolding(inputs, halo: 0, keepsDocuments: true))
      case .windows(let demand): .windows(try WindowFolding(inputs, demand))
      case .collocates(let demand): .collocates(try CollocateFolding(inputs, demand))
      }
    }
  }

  /// How many of some segments are not among those whose sums the store keeps; nil where it keeps none of what is asked for.
  static func waitingSegments(_ segments: [Int], _ inputs: AnalysisInputs, demands: [Demand]) -> Int? {
    let areAll = segments.count == inputs.corpus.segments.count
    var most = 0
    for demand in demands {
      let counting: CountFolding
      switch demand {
      case .formCounts: counting = CountFolding(inputs, ofWords: false)
      case .wordCounts: counting = CountFolding(inputs, ofWords: true)
      default: return nil
      }
      guard areAll, counting.segmentsInTotals > 0 else { return nil }
      most = max(most, segments.count - counting.segmentsInTotals)
    }
    return most
  }

  /// Adds the documents that start in a segment to the partials of their groups; some of it waits for `finish`.
  ///
  /// Where all segments are folded, the sums that the store keeps of the first ones are taken with the first of them.
  mutating func fold<A: Analyzer>(
    _ segment: Int, ofAll: Bool, with analyzer: A, _ prepared: A.Prepared, into partials: inout [Int: A.Partial]
  ) throws {
    var run: DocumentRun?
    // On its own, since the whole folder would be copied into whoever asks.
    let checkCancellation = { [progress] in try SegmentFolder.checkCancellation(progress) }
    for way in ways {
      try checkCancellation()
      if case .counts(let counting) = way {
        if ofAll, segment < counting.segmentsInTotals {
          guard segment == 0 else { continue }
          try counting.fold(totalsOf: reader, into: counts) { storage in
            try checkCancellation()
            try update(&partials, 0, analyzer, prepared) { try analyzer.add(FormCounts(storage), prepared, to: &$0) }
          }
          continue
        }
        let segmentReader = try reader.segment(inputs.corpus.segments[segment])
        if counting.usesSummary(segmentReader) {
          try counting.fold(summaryOf: segmentReader, into: counts)
          try update(&partials, 0, analyzer, prepared) { try analyzer.add(FormCounts(counts), prepared, to: &$0) }
          continue
        }
      }
      let opened = try run ?? DocumentRun(segment, of: inputs.corpus, in: reader)
      run = opened
      switch way {
      case .counts(let counting):
        var own = counter ?? StreamCounter(forms: inputs.view.formCount)
        counter = nil
        try counting.fold(opened, into: counts, &own) { group, storage in
          try checkCancellation()
          try update(&partials, group, analyzer, prepared) { try analyzer.add(FormCounts(storage), prepared, to: &$0) }
        }
        counter = own
      case .tokens(let folding):
        try folding.fold(opened, into: tokens) { group, storage in
          try checkCancellation()
          try update(&partials, group, analyzer, prepared) { try analyzer.add(TokenBatch(storage), prepared, to: &$0) }
        }
      case .windows(let folding):
        try folding.fold(
          opened, of: segment, first: folding.demand.isRowEach ? first : nil, into: windows, scratch: tokens,
          checkCancellation: checkCancellation
        ) { group, storage in
          try checkCancellation()
          try update(&partials, group, analyzer, prepared) { try analyzer.add(WindowBatch(storage), prepared, to: &$0) }
        }
      case .collocates(let folding):
        try folding.fold(
          opened, of: segment, windows: windows, scratch: tokens, checkCancellation: checkCancellation
        ) { try add($0, $1, with: analyzer, prepared, into: &partials) }
      }
    }
  }

  /// Adds what is counted and waits for more of the same group.
  mutating func finish<A: Analyzer>(
    with analyzer: A, _ prepared: A.Prepared, into partials: inout [Int: A.Partial]
  ) throws {
    for case .collocates(let folding) in ways {
      try folding.handOver { try add($0, $1, with: analyzer, prepared, into: &partials) }
    }
  }

  private func add<A: Analyzer>(
    _ group: Int, _ storage: CollocateStorage, with analyzer: A, _ prepared: A.Prepared,
    into partials: inout [Int: A.Partial]
  ) throws {
    try SegmentFolder.checkCancellation(progress)
    try update(&partials, group, analyzer, prepared) {
      try analyzer.add(CollocateCounts(storage), prepared, to: &$0)
    }
  }

  private static func checkCancellation(_ progress: AnalysisProgress) throws {
    if progress.isCancelled { throw AnalyzerError.cancelled }
  }

  private func update<A: Analyzer>(
    _ partials: inout [Int: A.Partial], _ group: Int, _ analyzer: A, _ prepared: A.Prepared,
    _ body: (inout A.Partial) throws -> Void
  ) throws {
    // Taken out while it changes, so that it is never copied.
    var partial = partials.removeValue(forKey: group) ?? analyzer.start(prepared)
    try body(&partial)
    partials[group] = partial
  }
}
