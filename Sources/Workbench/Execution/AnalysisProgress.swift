import Synchronization

/// How far an analysis is, and whether the user wants it to stop: written by its threads, read by whoever waits.
public final class AnalysisProgress: Sendable {
  private let done = Atomic<Int>(0)
  private let wanted = Atomic<Int>(0)
  private let stop = Atomic<Bool>(false)
  private let asked = Atomic<Int>(0)

  /// Starts at nothing.
  public init() {}

  /// How many units (tokens, bytes) are done.
  public var completed: Int { done.load(ordering: .relaxed) }

  /// How many there are in all; 0 while that is not known.
  public var total: Int { wanted.load(ordering: .relaxed) }

  /// Whether the user wants it to stop.
  public var isCancelled: Bool {
    asked.add(1, ordering: .relaxed)
    return stop.load(ordering: .relaxed)
  }

  /// The same, asked by one who only waits: no sign of life.
  var wasCancelled: Bool { stop.load(ordering: .relaxed) }

  /// How many times somebody asked whether to stop: whoever asks is alive.
  var signsOfLife: Int { asked.load(ordering: .relaxed) }

  /// Asks it to stop; may be called from a signal handler's thread.
  public func cancel() { stop.store(true, ordering: .relaxed) }

  /// Starts anew with a known number of units.
  func begin(total: Int) {
    done.store(0, ordering: .relaxed)
    wanted.store(total, ordering: .relaxed)
  }

  /// Tells that units are done.
  func advance(_ units: Int) { done.add(units, ordering: .relaxed) }

  /// Sets how many units are done.
  func set(completed: Int) { done.store(completed, ordering: .relaxed) }
}
