import AnalyzerKit
import CorpusQuery
import CorpusStore
import Synchronization

/// Runs an analysis over a corpus: every thread folds segments of its own, then the partials are merged and finished.
struct Executor {
  /// How many threads fold.
  let threads: Int
  /// Keeps partials from run to run; nil where there is no place for them.
  let cache: PartialCache?
  /// The seed of a random order in which partials of single segments are merged; nil to merge as they come.
  var order: UInt64?

  /// Runs an analysis by an engine that has prepared it.
  ///
  /// `key` names analyzer, version, options and layer for the cache.
  func run<Engine: AnalysisEngine>(
    _ engine: Engine, on inputs: AnalysisInputs, key: String, progress: AnalysisProgress
  ) throws -> Report {
    if progress.isCancelled { throw AnalyzerError.cancelled }
    let partials = try fold(engine, inputs, key: "\(key)\n\(engine.dependence)", progress)
    if progress.isCancelled { throw AnalyzerError.cancelled }
    return try engine.finish(partials)
  }

  /// The partial of each group, by index: from the cache as far as it goes, folded otherwise.
  private func fold<Engine: AnalysisEngine>(
    _ engine: Engine, _ inputs: AnalysisInputs, key: String, _ progress: AnalysisProgress
  ) throws -> [Int: Engine.Partial] {
    let items = cache == nil ? [] : CacheItems.items(of: inputs)
    let known: PartialCache.Entry? = cache?.entry(key, covering: items)
    var partials: [Int: Engine.Partial] = [:]
    var covered: Set<String> = []
    if let known, let decoded = try? decode(known, for: engine, inputs) {
      partials = decoded
      covered = Set(known.items)
    }
    let open = inputs.corpus.segments.indices.filter { items.isEmpty || !covered.contains(items[$0]) }
    progress.begin(total: open.reduce(0) { $0 + inputs.corpus.segments[$1].tokens })
    let start = engine.spent
    if let order {
      return try merged(foldSegments(open, engine, inputs, progress, collectsEach: true), engine, order)
    }
    // Taken apart on the way, so that no partial is copied before it changes, and none stays longer than it must.
    var parts = try Array(foldSegments(open, engine, inputs, progress).reversed())
    while var part = parts.popLast() {
      for group in part.keys.sorted() {
        if progress.isCancelled { throw AnalyzerError.cancelled }
        guard let partial = part.removeValue(forKey: group) else { continue }
        if var merged = partials.removeValue(forKey: group) {
          try engine.merge(partial, into: &merged)
          partials[group] = merged
        } else {
          partials[group] = partial
        }
      }
    }
    if let cache, !open.isEmpty, cache.isWorthKeeping(engine.spent - start) {
      // What cannot be kept is no failure of the analysis.
      let encoded = try? partials.map { (key: inputs.grouping.keys[$0.key], bytes: try engine.encode($0.value)) }
      if let encoded { cache.keep(PartialCache.Entry(items: items, groups: encoded), key: key) }
    }
    return partials
  }

  private func decode<Engine: AnalysisEngine>(
    _ entry: PartialCache.Entry, for engine: Engine, _ inputs: AnalysisInputs
  ) throws -> [Int: Engine.Partial] {
    let places = Dictionary(
      zip(inputs.grouping.keys, inputs.grouping.keys.indices), uniquingKeysWith: { first, _ in first })
    var partials: [Int: Engine.Partial] = [:]
    for group in entry.groups {
      guard let place = places[group.key] else { throw AnalyzerError.damagedPartial("a group that is not there") }
      partials[place] = try engine.decode(group.bytes)
    }
    return partials
  }

  private func foldSegments<Engine: AnalysisEngine>(
    _ segments: [Int], _ engine: Engine, _ inputs: AnalysisInputs, _ progress: AnalysisProgress,
    collectsEach: Bool = false
  ) throws -> [[Int: Engine.Partial]] {
    guard !segments.isEmpty else { return [] }
    if !collectsEach,
      let partials = try engine.fold(
        segments, threads: threads, hasRead: { progress.advance(inputs.corpus.segments[$0].tokens) })
    {
      return [partials]
    }
    let next = Atomic<Int>(0)
    let results = Mutex<[Int: [Int: Engine.Partial]]>([:])
    try WorkerThreads.run(engine.threads(for: segments, most: threads)) { number in
      var folder = try engine.folder()
      while true {
        let place = next.add(1, ordering: .relaxed).oldValue
        guard place < segments.count else { break }
        do {
          try folder.fold(segments[place], ofAll: segments.count == inputs.corpus.segments.count)
        } catch {
          // No other thread need begin a further segment.
          next.store(segments.count, ordering: .relaxed)
          throw error
        }
        if collectsEach {
          let own = try folder.collect()
          results.withLock { $0[segments.count + place] = own }
        }
        progress.advance(inputs.corpus.segments[segments[place]].tokens)
      }
      let done = try folder.collect()
      folder.end()
      results.withLock { $0[number] = done }
    }
    return results.withLock { results in
      defer { results = [:] }
      return results.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  /// Merges partials pair by pair in a random order, each through its encoding.
  private func merged<Engine: AnalysisEngine>(
    _ parts: [[Int: Engine.Partial]], _ engine: Engine, _ seed: UInt64
  ) throws -> [Int: Engine.Partial] {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var rest: [Int: [Engine.Partial]] = [:]
    for part in parts { for (group, partial) in part { rest[group, default: []].append(partial) } }
    for group in rest.keys.sorted() {
      while var own = rest[group], own.count > 1 {
        let taken = own.remove(at: next(own.count))
        let place = next(own.count)
        try engine.merge(taken, into: &own[place])
        own[place] = try engine.decode(engine.encode(own[place]))
        rest[group] = own
      }
    }
    return rest.compactMapValues(\.first)
  }
}
