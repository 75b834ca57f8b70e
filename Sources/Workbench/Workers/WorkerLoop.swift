import AnalyzerKit
import Dispatch
import Glibc
import PluginHost
import Synchronization
import Threading

/// Answers requests until the session goes.
///
/// Three threads: one reads requests, so that `cancel` and the end of the session are seen at any time; one tells that the
/// analyzer is alive while it asks whether to go on; one works, with the help of others while it folds.
final class WorkerLoop: Sendable {
  private struct State {
    var requests: [WorkerRequest] = []
  }

  private let output: WorkerOutput
  private let host: WorkerHost
  private let signs = WorkerSigns()
  private let state = Mutex(State())
  private let arrived = DispatchSemaphore(value: 0)

  init(_ host: WorkerHost, _ output: WorkerOutput) {
    self.host = host
    self.output = output
  }

  /// Works on the calling thread; returns the exit status.
  func run() -> Int32 {
    do {
      try WorkerThread { self.listen() }.detach()
      try WorkerThread { self.tellSignsOfLife() }.detach()
    } catch {
      return 1
    }
    var opened: (any OpenedAnalysis)?
    var annotator: ForeignAnnotator?
    while true {
      arrived.wait()
      guard let request = state.withLock({ $0.requests.isEmpty ? nil : $0.requests.removeFirst() }) else { continue }
      do {
        switch request {
        case .openAnnotator(let annotation):
          annotator = nil
          annotator = try host.open(annotation, progress: signs.thread(0))
          try output.send(.opened)
        case .annotate(let documents):
          guard let annotator else { throw WorkerFailure(kind: "failed", message: "no annotator is open") }
          try output.send(.annotated(try annotator.annotate(documents)))
        default: try output.send(try answer(request, &opened))
        }
      } catch FrameChannel.Failure.closed {
        return 0
      } catch {
        do { try output.send(.failed(WorkerFailure(error))) } catch { return 0 }
      }
    }
  }

  private func answer(_ request: WorkerRequest, _ opened: inout (any OpenedAnalysis)?) throws -> WorkerReply {
    switch request {
    case .open(let analysis):
      opened = nil
      let analysis = try host.open(analysis, progress: signs.thread(0))
      opened = analysis
      return .prepared(dependence: analysis.dependence, processor: Int(ProcessTime.now / .milliseconds(1)))
    case .fold(let segments, let threads):
      let output = output
      try needed(opened).fold(segments, threads: min(threads, WorkerProtocol.mostThreads), signs) {
        try output.send($0)
      }
      return .folded
    case .collect: return .partials(try needed(opened).collect())
    case .keep:
      let groups = try needed(opened).keep()
      return .kept(groups: groups, processor: Int(ProcessTime.now / .milliseconds(1)))
    case .merge(let pieces): return .partial(try needed(opened).merge(pieces))
    case .finish(let groups): return .report(try CodedReport(try needed(opened).finish(groups)))
    case .cancel, .openAnnotator, .annotate: throw AnalyzerError.cancelled
    }
  }

  private func needed(_ opened: (any OpenedAnalysis)?) throws -> any OpenedAnalysis {
    guard let opened else { throw WorkerFailure(kind: "failed", message: "no analysis is open") }
    return opened
  }

  private func listen() {
    while let request = try? output.input.receive(WorkerRequest.self, wait: {}) {
      if case .cancel = request {
        signs.cancel()
      } else {
        state.withLock { $0.requests.append(request) }
        arrived.signal()
      }
    }
    // The session is gone, or speaks another language: nothing is left to do, whatever the analyzer is at.
    if getpgrp() == getpid() { kill(0, SIGKILL) }
    _exit(0)
  }

  private func tellSignsOfLife() {
    while true {
      usleep(250_000)
      let threads = signs.news()
      guard !threads.isEmpty else { continue }
      guard (try? output.send(.alive(threads))) != nil else { return }
    }
  }
}
