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

  /// The result of a job; worked off here if nobody has begun it.
  ///
  /// To be called by the thread that adds jobs.
  func result(of job: Job) -> EncodedSegment {
    let isOurs = monitor.locked {
      if job.isTaken { return false }
      waiting.removeAll { $0 === job }
      job.isTaken = true
      return true
    }
    if isOurs { return encoder.encode(job.content, job.vocabulary, into: memory()) }
    return monitor.locked {
      while true {
        if let result = job.result { return result }
        monitor.wait()
      }
    }
  }
}
