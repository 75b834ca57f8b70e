import AnalyzerKit
import CorpusStore
import FoundationEssentials
import PluginHost
import Synchronization

/// Carries an analysis out by a worker that folds on several threads, or by one worker a thread where it cannot.
///
/// The session holds partials as bytes that it does not understand; those of a worker with threads stay in it.
final class WorkerEngine: AnalysisEngine {
  /// The encoded partials of one group, in one or more pieces.
  struct Partial: Sendable {
    var pieces: [WorkerPiece]
  }

  let dependence: UInt64
  private let began = ContinuousClock.now
  /// The processor time of a worker with threads, which tells it; what a command works is seen by the clock alone.
  var spent: Duration { processor.withLock { $0 } ?? ContinuousClock.now - began }
  private let processor: Mutex<Duration?>
  private let host: PluginRunner
  private let analysis: WorkerAnalysis
  private let inputs: AnalysisInputs
  private let progress: AnalysisProgress
  /// The worker that prepared the analysis, until a thread takes it; then those that have folded.
  private let idle: Mutex<[WorkerProcess]>
  private let collected = Mutex(0)
  /// Why the worker that kept the partials is gone.
  private let lost = Mutex<(any Error)?>(nil)
  private let measures: Bool

  /// How many bytes of partials the workers have handed over: all where that is to be measured.
  var collectedBytes: Int { collected.withLock { $0 } }

  /// Lets a first worker prepare an analysis; `measures` tells whether partials are to be handed over as bytes, to be counted.
  init(
    _ analysis: WorkerAnalysis, on inputs: AnalysisInputs, by host: PluginRunner, measures: Bool = false,
    progress: AnalysisProgress
  ) throws {
    self.measures = measures
    self.analysis = analysis
    self.inputs = inputs
    self.host = host
    self.progress = progress
    let worker = try host.worker { progress.isCancelled }
    let spent: Duration
    (dependence, spent) = try WorkerEngine.open(analysis, worker, progress)
    processor = Mutex(worker.hello.isThreaded ? spent : nil)
    idle = Mutex([worker])
  }

  private static func open(
    _ analysis: WorkerAnalysis, _ worker: WorkerProcess, _ progress: AnalysisProgress
  ) throws -> (dependence: UInt64, processor: Duration) {
    let reply = try worker.ask(
      .open(analysis), doing: "prepared \(analysis.analyzer) for \(analysis.corpus)",
      isCancelled: { progress.isCancelled })
    guard case .prepared(let dependence, let processor) = reply else { throw mismatch(worker, "prepared") }
    return (dependence, .milliseconds(processor))
  }

  struct Folder: SegmentFolding {
    let engine: WorkerEngine
    let worker: WorkerProcess

    mutating func fold(_ segment: Int, ofAll: Bool) throws {
      try engine.fold([segment], threads: 1, by: worker) { _ in }
    }

    mutating func collect() throws -> [Int: Partial] { try engine.collect(from: worker) }

    /// Only now: another thread takes an idle worker for its own.
    func end() { engine.idle.withLock { $0.append(worker) } }
  }

  func folder() throws -> Folder {
    if let worker = idle.withLock({ $0.popLast() }) { return Folder(engine: self, worker: worker) }
    let worker = try host.worker { self.progress.isCancelled }
    _ = try WorkerEngine.open(analysis, worker, progress)
    return Folder(engine: self, worker: worker)
  }

  func fold(_ segments: [Int], threads: Int, hasRead: @escaping (Int) -> Void) throws -> [Int: Partial]? {
    let worker = idle.withLock { idle in idle.last?.hello.isThreaded == true ? idle.popLast() : nil }
    guard let worker else { return nil }
    let known = Set(segments)
    try fold(segments, threads: threads, by: worker) { if known.contains($0) { hasRead($0) } }
    let partials = measures ? try collect(from: worker) : try keep(in: worker)
    idle.withLock { $0.append(worker) }
    return partials
  }

  private func fold(
    _ segments: [Int], threads: Int, by worker: WorkerProcess, hasRead: @escaping (Int) -> Void
  ) throws {
    let (progress, inputs) = (progress, inputs)
    try worker.fold(
      segments, threads: threads, isCancelled: { progress.isCancelled },
      reading: { "read \(inputs.name(ofSegments: $0))" }, hasRead: hasRead)
  }

  private func keep(in worker: WorkerProcess) throws -> [Int: Partial] {
    let reply = try worker.ask(.keep, doing: "merged its results", isCancelled: { progress.isCancelled })
    guard case .kept(let groups, let spent) = reply, groups.allSatisfy(inputs.grouping.keys.indices.contains),
      Set(groups).count == groups.count
    else { throw WorkerEngine.mismatch(worker, "merged its results") }
    processor.withLock { $0 = .milliseconds(spent) }
    return Dictionary(uniqueKeysWithValues: groups.map { ($0, Partial(pieces: [.kept(group: $0)])) })
  }

  private func collect(from worker: WorkerProcess) throws -> [Int: Partial] {
    let reply = try worker.ask(.collect, doing: "handed its results over", isCancelled: { progress.isCancelled })
    guard case .partials(let partials) = reply else { throw WorkerEngine.mismatch(worker, "handed its results over") }
    guard partials.allSatisfy({ inputs.grouping.keys.indices.contains($0.group) }),
      Set(partials.map(\.group)).count == partials.count
    else { throw WorkerEngine.mismatch(worker, "handed its results over") }
    for case .bytes(let bytes) in partials.flatMap(\.pieces) { collected.withLock { $0 += bytes.count } }
    return Dictionary(uniqueKeysWithValues: partials.map { ($0.group, Partial(pieces: $0.pieces)) })
  }

  func merge(_ other: Partial, into partial: inout Partial) throws { partial.pieces += other.pieces }

  func encode(_ partial: Partial) throws -> [UInt8] {
    if partial.pieces.count == 1, case .bytes(let bytes) = partial.pieces[0] { return bytes }
    let reply = try ask(.merge(partial.pieces), doing: "merged its results")
    guard case .partial(let bytes) = reply else {
      throw PluginError.rubbish(name: host.name, doing: "merged its results", what: "another answer")
    }
    return bytes
  }

  func decode(_ bytes: [UInt8]) throws -> Partial { Partial(pieces: [.bytes(bytes)]) }

  func finish(_ partials: [Int: Partial]) throws -> Report {
    let groups = partials.sorted { $0.key < $1.key }.map { WorkerPartial(group: $0.key, pieces: $0.value.pieces) }
    let reply = try ask(.finish(groups), doing: "made its table")
    guard case .report(let coded) = reply else {
      throw PluginError.rubbish(name: host.name, doing: "made its table", what: "another answer")
    }
    let report: Report
    do {
      report = try coded.report()
    } catch AnalyzerError.malformedReport(let why) {
      throw PluginError.rubbish(name: host.name, doing: "made its table", what: why)
    }
    for worker in idle.withLock({ workers in
      defer { workers = [] }
      return workers
    }) { host.giveBack(worker) }
    return report
  }

  /// Asks one of the workers, which all have the analysis open.
  private func ask(_ request: WorkerRequest, doing: String) throws -> WorkerReply {
    if let lost = lost.withLock({ $0 }) { throw lost }
    let worker = try folder().worker
    do {
      let reply = try worker.ask(request, doing: doing, isCancelled: { self.progress.isCancelled })
      idle.withLock { $0.append(worker) }
      return reply
    } catch {
      // One that only refused still has what it keeps.
      if worker.isUsable {
        idle.withLock { $0.append(worker) }
      } else if worker.hello.isThreaded {
        lost.withLock { $0 = error }
      }
      throw error
    }
  }

  static func mismatch(_ worker: WorkerProcess, _ doing: String) -> PluginError {
    .rubbish(name: worker.name, doing: doing, what: "another answer than was asked for")
  }
}

extension AnalysisInputs {
  /// The documents that start in segments, for messages: of two all, of more the first and how many besides.
  func name(ofSegments indices: [Int]) -> String {
    let names = indices.prefix(indices.count > 2 ? 1 : 2).map(name(ofSegment:))
    let rest = indices.count - names.count
    return names.joined(separator: " and ") + (rest > 0 ? " and \(rest) other segments at once" : "")
  }

  /// The documents that start in a segment, for messages.
  func name(ofSegment index: Int) -> String {
    guard corpus.segments.indices.contains(index) else { return corpus.name }
    let segment = corpus.segments[index]
    let range = segment.firstDocument..<segment.firstDocument + segment.documents
    guard let names = try? store.reader().documents(of: corpus).names(), let first = range.first,
      names.indices.contains(first), names.indices.contains(range.upperBound - 1)
    else { return corpus.name }
    return range.count == 1
      ? "\(names[first]) of \(corpus.name)"
      : "\(range.count) documents of \(corpus.name), from \(names[first]) to \(names[range.upperBound - 1])"
  }
}

extension WorkerAnalysis {
  /// What workers must know of an analysis that a session set up.
  init(
    _ analyzer: String, _ options: [String: OptionValue], _ inputs: AnalysisInputs, _ layer: LayerName,
    _ countsPunctuation: Bool, rowsWanted: Int? = nil
  ) {
    var queries: [Query] = []
    var coded: [String: CodedOption] = [:]
    for (name, value) in options.sorted(by: { $0.key < $1.key }) { coded[name] = CodedOption(value, queries: &queries) }
    let grouping = inputs.grouping
    self.init(
      analyzer: analyzer, options: coded,
      store: WorkerAnalysis.absolute(inputs.store.path),
      corpus: inputs.corpus.name, fingerprint: "\(inputs.corpus.fingerprint)",
      segments: inputs.corpus.segments.map(\.id), layer: layer.name,
      countsPunctuation: countsPunctuation, groupColumns: grouping.columns.map { CodedColumn($0) },
      groupKeys: grouping.keys.map { $0.map { CodedValue($0) } },
      groups: grouping.isUndivided ? nil : WorkerAnalysis.bytes(of: grouping.groups),
      queries: queries.map(WorkerQuery.text), batchTokens: inputs.batchTokens,
      rowsWanted: rowsWanted)
  }
}

extension WorkerAnalysis {
  /// A path as a worker, which may run elsewhere, finds it.
  static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }
}
