import Threading

/// Segments that wait to be encoded, and those that are.
final class EncodingQueue: @unchecked Sendable {
  /// A segment that is to be encoded.
  final class Job: @unchecked Sendable {
    let content: SegmentContent
    fileprivate let vocabulary: VocabularyView
    fileprivate var result: EncodedSegment?
    fileprivate var isTaken = false

    fileprivate init(_ content: SegmentContent, _ vocabulary: VocabularyView) {
      self.content = content
      self.vocabulary = vocabulary
    }
  }

  private let monitor: Monitor
  private var waiting: [Job] = []
  /// Memory of segments that were written.
  private var spare: [PartMemory] = []
  private lazy var encoder = SegmentEncoder()
  /// How many threads work it off.
  private var workers = 0

  /// Makes a queue under the monitor of those who work it off.
  init(_ monitor: Monitor = Monitor()) { self.monitor = monitor }

  /// Adds a segment.
  func add(_ content: SegmentContent, _ vocabulary: VocabularyView) -> Job {
    let job = Job(content, vocabulary)
    monitor.locked {
      waiting.append(job)
      monitor.wakeAll()
    }
    return job
  }

  /// Counts the threads that work it off; to be told inside the monitor's lock.
  func countWorkersLocked(_ more: Int) { workers += more }

  /// The first job that nobody has taken; to be asked inside the monitor's lock.
  func takeLocked() -> Job? {
    guard let job = waiting.first else { return nil }
    waiting.removeFirst()
    job.isTaken = true
    return job
  }

  /// Works off a job that was taken.
  func work(_ job: Job, _ encoder: SegmentEncoder) {
    let result = encoder.encode(job.content, job.vocabulary, into: memory())
    monitor.locked {
      job.result = result
      monitor.wakeAll()
    }
  }

  private func memory() -> PartMemory { monitor.locked { spare.popLast() } ?? PartMemory() }

  /// Takes back the memory of a segment that was written, for another one.
  func reuse(_ segment: EncodedSegment) {
    segment.memory.removeAll()
    monitor.locked { spare.append(segment.memory) }
  }

  /// How many milliseconds the threads have to begin with a job, before it is worked off by who waits for it.
  private static let patience = 200

  /// The result of a job; worked off here where no thread does it soon, as each has memory of its own for that.
  ///
  /// To be called by the thread that adds jobs.
  func result(of job: Job) -> EncodedSegment {
    let start = ContinuousClock.now
    let result: EncodedSegment? = monitor.locked {
      while job.result == nil {
        if !job.isTaken, workers == 0 || start.duration(to: .now) >= .milliseconds(EncodingQueue.patience) {
          waiting.removeAll { $0 === job }
          job.isTaken = true
          return nil
        }
        if job.isTaken { monitor.wait() } else { monitor.wait(milliseconds: EncodingQueue.patience) }
      }
      return job.result
    }
    return result ?? encoder.encode(job.content, job.vocabulary, into: memory())
  }
}
