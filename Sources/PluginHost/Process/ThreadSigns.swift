/// Which thread of a worker reads which segment, and when each was last heard of.
///
/// While no thread reads, the one that answers, 0, is waited for.
struct ThreadSigns: Sendable {
  private var reading: [Int: (segment: Int, sign: ContinuousClock.Instant)] = [:]
  private var answering: ContinuousClock.Instant
  private var crashed: Int?

  /// A question is asked at a time.
  init(at now: ContinuousClock.Instant) { answering = now }

  /// A thread begins to read a segment.
  mutating func begin(_ thread: Int, _ segment: Int, at now: ContinuousClock.Instant) {
    reading[thread] = (segment, now)
  }

  /// A thread has read a segment; returns whether it was at that one.
  mutating func end(_ thread: Int, _ segment: Int, at now: ContinuousClock.Instant) -> Bool {
    guard reading[thread]?.segment == segment else { return false }
    reading[thread] = nil
    answering = now
    return true
  }

  /// Threads are alive.
  mutating func hear(_ threads: [Int], at now: ContinuousClock.Instant) {
    for thread in threads { reading[thread]?.sign = now }
    answering = now
  }

  /// A thread has met a signal that ends the process.
  mutating func crash(_ thread: Int) { crashed = crashed ?? thread }

  /// The segments that are being read; after a crash the one that was read where it happened, if that is known.
  var segments: [Int] {
    if let crashed, let segment = reading[crashed]?.segment { return [segment] }
    return reading.values.map(\.segment).sorted()
  }

  /// A thread that was silent too long.
  struct Silence: Equatable {
    /// What it reads; nil where no thread reads.
    let segment: Int?
  }

  /// The thread that was silent for longest, if that is longer than `patience`.
  func silence(of patience: Duration, at now: ContinuousClock.Instant) -> Silence? {
    if reading.isEmpty { return now - answering > patience ? Silence(segment: nil) : nil }
    return reading.values.filter { now - $0.sign > patience }.min { $0.sign < $1.sign }
      .map { Silence(segment: $0.segment) }
  }
}
