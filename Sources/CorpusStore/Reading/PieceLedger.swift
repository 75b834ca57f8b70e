import Synchronization

/// What the readers of a store's file know of its blobs: how each is laid out, and which pieces were found right, which need not be hashed
/// again.
///
/// Blobs never change and their numbers are never used again, so that a piece that was right stays right in memory's view of
/// the file. `check` does not look here. One for a file, shared by its readers: another file in its place has blobs of its own.
final class PieceLedger: Sendable {
  /// How a blob is laid out: its bytes, those of a piece, and the checksums of the pieces.
  struct Layout: Sendable {
    let count: Int
    let pieceBytes: Int
    let sums: [UInt8]
  }

  private struct Entry {
    var layout: Layout?
    var right: [Bool] = []
  }

  private let entries = Mutex<[Int: Entry]>([:])

  /// What is known of a blob: its layout, and the pieces that were found right, which may be none.
  func known(_ blob: Int) -> (layout: Layout?, right: [Bool]) {
    entries.withLock { entries in
      let entry = entries[blob]
      return (entry?.layout, entry?.right ?? [])
    }
  }

  /// Notes how a blob is laid out.
  func note(_ layout: Layout, of blob: Int) {
    entries.withLock { $0[blob, default: Entry()].layout = layout }
  }

  /// Notes that some of a blob's `count` pieces were found right.
  func note(_ right: Range<Int>, of blob: Int, count: Int) {
    entries.withLock { entries in
      var entry = entries.removeValue(forKey: blob) ?? Entry()
      if entry.right.count != count { entry.right = Array(repeating: false, count: count) }
      for piece in right where entry.right.indices.contains(piece) { entry.right[piece] = true }
      entries[blob] = entry
    }
  }
}
