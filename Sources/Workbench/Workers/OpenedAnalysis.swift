import AnalyzerKit
import PluginHost
import Synchronization

/// An analysis that a worker has open, whatever its partials are.
protocol OpenedAnalysis: AnyObject {
  var dependence: UInt64 { get }
  /// Folds segments on so many threads, at once all of the corpus if there are as many; `tell` is told which thread reads which.
  func fold(
    _ segments: [Int], threads: Int, _ signs: WorkerSigns, _ tell: @escaping @Sendable (WorkerReply) throws -> Void
  ) throws
  /// Hands over what was folded, and forgets it.
  func collect() throws -> [WorkerPartial]
  /// Keeps what was folded; the groups that have something.
  func keep() throws -> [Int]
  func merge(_ pieces: [WorkerPiece]) throws -> [UInt8]
  func finish(_ groups: [WorkerPartial]) throws -> Report
}

/// An engine in a worker, with what its threads have folded.
final class EngineAnalysis<Engine: AnalysisEngine>: OpenedAnalysis {
  private let engine: Engine
  /// Folds what is folded on one thread, so that segments that come one by one need no new one each.
  private var folder: Engine.Folder?
  private var kept: [Int: Engine.Partial] = [:]

  /// How many segments the corpus has.
  private let segmentCount: Int

  init(_ engine: Engine, segments: Int) throws {
    self.engine = engine
    segmentCount = segments
  }

  var dependence: UInt64 { engine.dependence }

  func fold(
    _ segments: [Int], threads: Int, _ signs: WorkerSigns, _ tell: @escaping @Sendable (WorkerReply) throws -> Void
  ) throws {
    let ofAll = segments.count == segmentCount
    guard min(threads, segments.count) > 1 else {
      for segment in segments {
        // Made when it is first needed: one worker of several may only finish.
        var own = try folder ?? engine.folder(signs.thread(0))
        folder = nil
        try tell(.began(thread: 0, segment: segment))
        try own.fold(segment, ofAll: ofAll)
        try tell(.ended(thread: 0, segment: segment))
        folder = own
      }
      return
    }
    let next = Atomic<Int>(0)
    let results = Mutex<[Int: [Int: Engine.Partial]]>([:])
    let engine = engine
    try WorkerThreads.run(min(threads, segments.count)) { number in
      try CrashReport.cover(thread: number) {
        var own = try engine.folder(signs.thread(number))
        while true {
          let place = next.add(1, ordering: .relaxed).oldValue
          guard place < segments.count else { break }
          do {
            try tell(.began(thread: number, segment: segments[place]))
            try own.fold(segments[place], ofAll: ofAll)
            try tell(.ended(thread: number, segment: segments[place]))
          } catch {
            // No other thread need begin a further segment.
            next.store(segments.count, ordering: .relaxed)
            throw error
          }
        }
        let done = try own.collect()
        own.end()
        results.withLock { $0[number] = done }
      }
    }
    for number in 0..<threads {
      if let partials = results.withLock({ $0.removeValue(forKey: number) }) { try add(partials) }
    }
  }

  private func add(_ partials: consuming [Int: Engine.Partial]) throws {
    var partials = partials
    for group in partials.keys.sorted() {
      // Taken out while it changes, so that it is never copied.
      guard let partial = partials.removeValue(forKey: group) else { continue }
      guard var whole = kept.removeValue(forKey: group) else {
        kept[group] = partial
        continue
      }
      try engine.merge(partial, into: &whole)
      kept[group] = whole
    }
  }

  func keep() throws -> [Int] {
    if var own = folder {
      folder = nil
      try add(try own.collect())
      folder = own
    }
    return kept.keys.sorted()
  }

  func collect() throws -> [WorkerPartial] {
    _ = try keep()
    defer { kept = [:] }
    return try kept.sorted { $0.key < $1.key }.map {
      WorkerPartial(group: $0.key, pieces: [.bytes(try engine.encode($0.value))])
    }
  }

  func merge(_ pieces: [WorkerPiece]) throws -> [UInt8] {
    guard let merged = try merged(pieces) else { throw AnalyzerError.damagedPartial("there is nothing to merge") }
    return try engine.encode(merged)
  }

  func finish(_ groups: [WorkerPartial]) throws -> Report {
    var partials: [Int: Engine.Partial] = [:]
    for group in groups { if let merged = try merged(group.pieces) { partials[group.group] = merged } }
    let report = try engine.finish(partials)
    // An idle worker shall hold neither results nor the store as it was.
    kept = [:]
    folder?.end()
    folder = nil
    return report
  }

  private func merged(_ pieces: [WorkerPiece]) throws -> Engine.Partial? {
    var result: Engine.Partial?
    for piece in pieces {
      let partial = try partial(of: piece)
      if var whole = result {
        result = nil
        try engine.merge(partial, into: &whole)
        result = whole
      } else {
        result = partial
      }
    }
    return result
  }

  private func partial(of piece: WorkerPiece) throws -> Engine.Partial {
    switch piece {
    case .bytes(let bytes): return try engine.decode(bytes)
    case .kept(let group):
      guard let partial = kept[group] else {
        throw AnalyzerError.damagedPartial("it names the partial of a group that is not kept")
      }
      return partial
    }
  }
}
