import TextProcessing
import Threading

/// Stems batches part by part on other threads, while the thread that adds them does something else.
final class StemQueue: @unchecked Sendable {
  private typealias Part = (batch: StemBatch, number: Int)

  private let monitor = Monitor()
  /// Those that nobody has taken.
  private var parts: [Part] = []
  private var isClosed = false
  private var helpers: [WorkerThread] = []
  /// Those of the thread that waits, by language.
  private var stemmers: [String: Stemmer] = [:]

  /// Starts all threads but the one that waits; where the system gives no more, those that there are do the work.
  init(threads: Int) {
    for _ in 1..<max(1, threads) {
      guard let helper = try? WorkerThread({ self.work() }) else { break }
      helpers.append(helper)
    }
  }

  /// Adds a batch to which no form will be added.
  func add(_ batch: StemBatch) {
    let count = batch.close()
    monitor.locked {
      for number in 0..<count { parts.append((batch, number)) }
      monitor.wakeAll()
    }
  }

  /// Waits until a batch is stemmed, and stems what comes next meanwhile.
  func wait(for batch: StemBatch) {
    while let part = monitor.locked({ takeLocked(until: batch) }) { stem(part, &stemmers) }
  }

  /// Ends the threads when all is stemmed.
  func finish() {
    monitor.locked {
      isClosed = true
      monitor.wakeAll()
    }
    for helper in helpers { helper.join() }
    helpers = []
  }

  private func work() {
    var stemmers: [String: Stemmer] = [:]
    while let part = monitor.locked({ takeLocked(until: nil) }) { stem(part, &stemmers) }
  }

  private func stem(_ part: Part, _ stemmers: inout [String: Stemmer]) {
    let stems = part.batch.stem(part: part.number, &stemmers)
    monitor.locked {
      part.batch.take(stems, part.number)
      monitor.wakeAll()
    }
  }

  /// The next part; nil when the batch is stemmed or, without one, when there will be none.
  private func takeLocked(until batch: StemBatch?) -> Part? {
    while true {
      if let batch, batch.isStemmed { return nil }
      if !parts.isEmpty { return parts.removeFirst() }
      if batch == nil, isClosed { return nil }
      monitor.wait()
    }
  }
}
