import Synchronization

/// How many rows the first segments gave each group, where each match is a row and only the first so many are looked at: tells which
/// matches need no windows.
///
/// What it tells depends on which segments are done, so on the threads; the rows that are looked at do not.
final class FirstRows: Sendable {
  /// How many rows of each group are looked at.
  let wanted: Int

  private struct State {
    /// What the segments before `next` gave, by group.
    var rows: [Int32: Int] = [:]
    var next = 0
    /// What later ones gave that are done already.
    var waiting: [Int: [Int32: Int]] = [:]
  }

  private let state = Mutex(State())

  /// Counts for one analysis.
  init(wanted: Int) { self.wanted = min(max(wanted, 0), 1 << 40) }

  /// How many rows of a group are still needed of a segment, as far as is known.
  func needed(of group: Int32) -> Int { state.withLock { max(0, wanted - ($0.rows[group] ?? 0)) } }

  /// Notes what a segment that is done gave.
  func note(_ rows: [Int32: Int], of segment: Int) {
    state.withLock { state in
      state.waiting[segment] = rows
      while let done = state.waiting.removeValue(forKey: state.next) {
        for (group, count) in done { state.rows[group, default: 0] += count }
        state.next += 1
      }
    }
  }
}
