import Synchronization
import Threading

/// Runs the same work on several threads and waits for all of them.
enum WorkerThreads {
  private static let stackSize = 8 << 20

  /// Calls `work` once on each of `count` threads with its number; the first error is thrown when all are done.
  static func run(_ count: Int, _ work: @escaping @Sendable (Int) throws -> Void) throws {
    if count <= 1 { return try work(0) }
    let failure = Mutex<(any Error)?>(nil)
    let attempt: @Sendable (Int) -> Void = { number in
      do {
        try work(number)
      } catch {
        failure.withLock { if $0 == nil { $0 = error } }
      }
    }
    var threads: [WorkerThread] = []
    for number in 0..<count {
      if let thread = try? WorkerThread(stackSize: stackSize, { attempt(number) }) {
        threads.append(thread)
      } else {
        // The system gives no more: the calling thread does its work.
        attempt(number)
      }
    }
    for thread in threads { thread.join() }
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
