import Synchronization

/// Which pieces of a store's blobs were found right since the store was opened: those need not be hashed again.
///
/// Blobs never change and their numbers are never used again, so that a piece that was right stays right in memory's view of
/// the file. `check` does not look here. One for a store, shared by its readers.
final class PieceLedger: Sendable {
  private let pieces = Mutex<[Int: [Bool]]>([:])

  /// The pieces of a blob that were found right; nil when none were.
  func known(_ blob: Int) -> [Bool]? { pieces.withLock { $0[blob] } }

  /// Notes that some of a blob's `count` pieces were found right.
  func note(_ right: Range<Int>, of blob: Int, count: Int) {
    pieces.withLock { pieces in
      var marks = pieces.removeValue(forKey: blob) ?? []
      if marks.count != count { marks = Array(repeating: false, count: count) }
      for piece in right where marks.indices.contains(piece) { marks[piece] = true }
      pieces[blob] = marks
    }
  }
}
