import Synchronization

/// The progress of each thread of a worker, so that the session sees which of them are alive, and can stop them all.
final class WorkerSigns: Sendable {
  private struct State {
    var threads = [AnalysisProgress()]
    /// How often each has asked whether to go on, when it was last looked.
    var seen: [Int] = []
    var isCancelled = false
  }

  private let state = Mutex(State())

  /// The progress of a thread by its number; 0 is the one that answers.
  func thread(_ number: Int) -> AnalysisProgress {
    state.withLock { state in
      while state.threads.count <= number {
        let progress = AnalysisProgress()
        if state.isCancelled { progress.cancel() }
        state.threads.append(progress)
      }
      return state.threads[number]
    }
  }

  /// Asks all threads to stop.
  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      for thread in state.threads { thread.cancel() }
    }
  }

  /// The threads that have asked whether to go on since the last call.
  func news() -> [Int] {
    state.withLock { state in
      let signs = state.threads.map(\.signsOfLife)
      defer { state.seen = signs }
      let seen = state.seen
      return signs.indices.filter { $0 >= seen.count ? signs[$0] > 0 : signs[$0] != seen[$0] }
    }
  }
}
