import AnalyzerKit
import CorpusQuery
import CorpusStore
import Synchronization

/// Runs an analyzer over a corpus: every thread folds segments of its own, then the partials are merged and finished.
struct Executor {
  /// How many threads fold.
  let threads: Int
  /// Keeps partials from run to run; nil where there is no place for them.
  let cache: PartialCache?

  /// Runs an analyzer.
  ///
  /// `key` names analyzer, version, options and layer for the cache.
  func run<A: Analyzer>(
    _ analyzer: A, on inputs: AnalysisInputs, key: String, countsPunctuation: Bool, progress: AnalysisProgress,
    resources: @escaping @Sendable (String) throws -> [UInt8]?
  ) throws -> Report {
    let access = try StoreAccess(inputs, progress: progress, resources: resources)
    let view = CorpusView(access)
    let prepared = try analyzer.prepare(view)
    try access.checkCancellation()
    let partials = try fold(
      analyzer, prepared, inputs, key: "\(key)\n\(view.dependence)", progress)
    let groups = inputs.grouping.keys.enumerated().map { index, key in
      Group(key: key, partial: partials[index] ?? analyzer.start(prepared))
    }
    try access.checkCancellation()
    let context = AnalysisContext(
      access, groupColumns: inputs.grouping.columns, countsPunctuation: countsPunctuation)
    return try analyzer.finish(groups, prepared, in: context)
  }

  /// The partial of each group, by index: from the cache as far as it goes, folded otherwise.
  private func fold<A: Analyzer>(
    _ analyzer: A, _ prepared: A.Prepared, _ inputs: AnalysisInputs, key: String, _ progress: AnalysisProgress
  ) throws -> [Int: A.Partial] {
    let items = cache == nil ? [] : CacheItems.items(of: inputs)
    let known: PartialCache.Entry? = cache?.entry(key, covering: items)
    var partials: [Int: A.Partial] = [:]
    var covered: Set<String> = []
    if let known, let decoded = try? decode(known, for: analyzer, prepared, inputs) {
      partials = decoded
      covered = Set(known.items)
    }
    let open = inputs.corpus.segments.indices.filter { items.isEmpty || !covered.contains(items[$0]) }
    progress.begin(total: open.reduce(0) { $0 + inputs.corpus.segments[$1].tokens })
    let clock = ContinuousClock()
    let start = clock.now
    for part in try foldSegments(open, analyzer, prepared, inputs, progress) {
      for (group, partial) in part.sorted(by: { $0.key < $1.key }) {
        if progress.isCancelled { throw AnalyzerError.cancelled }
        if partials[group] == nil {
          partials[group] = partial
        } else {
          var merged = partials.removeValue(forKey: group) ?? analyzer.start(prepared)
          try analyzer.merge(partial, into: &merged)
          partials[group] = merged
        }
      }
    }
    if let cache, !open.isEmpty, cache.isWorthKeeping(clock.now - start) {
      // What cannot be kept is no failure of the analysis.
      let encoded = try? partials.map { (key: inputs.grouping.keys[$0.key], bytes: try PartialCoding.encode($0.value)) }
      if let encoded { cache.keep(PartialCache.Entry(items: items, groups: encoded), key: key) }
    }
    return partials
  }

  private func decode<A: Analyzer>(
    _ entry: PartialCache.Entry, for analyzer: A, _ prepared: A.Prepared, _ inputs: AnalysisInputs
  ) throws -> [Int: A.Partial] {
    let places = Dictionary(
      zip(inputs.grouping.keys, inputs.grouping.keys.indices), uniquingKeysWith: { first, _ in first })
    var partials: [Int: A.Partial] = [:]
    for group in entry.groups {
      guard let place = places[group.key] else { throw AnalyzerError.damagedPartial("a group that is not there") }
      // Merged into a fresh one, so that what depends on `prepared` is as this run has it.
      var partial = analyzer.start(prepared)
      try analyzer.merge(try PartialCoding.decode(A.Partial.self, from: group.bytes), into: &partial)
      partials[place] = partial
    }
    return partials
  }

  private func foldSegments<A: Analyzer>(
    _ segments: [Int], _ analyzer: A, _ prepared: A.Prepared, _ inputs: AnalysisInputs, _ progress: AnalysisProgress
  ) throws -> [[Int: A.Partial]] {
    guard !segments.isEmpty else { return [] }
    let demands = analyzer.demands
    let next = Atomic<Int>(0)
    let results = Mutex<[Int: [Int: A.Partial]]>([:])
    try WorkerThreads.run(min(threads, segments.count)) { number in
      var folder = try SegmentFolder(inputs, demands: demands, progress)
      var partials: [Int: A.Partial] = [:]
      while true {
        let place = next.add(1, ordering: .relaxed).oldValue
        guard place < segments.count else { break }
        do {
          try folder.fold(segments[place], with: analyzer, prepared, into: &partials)
        } catch {
          // No other thread need begin a further segment.
          next.store(segments.count, ordering: .relaxed)
          throw error
        }
        progress.advance(inputs.corpus.segments[segments[place]].tokens)
      }
      let done = partials
      results.withLock { $0[number] = done }
    }
    return results.withLock { results in results.sorted { $0.key < $1.key }.map(\.value) }
  }
}
