import Database

/// How a reader reads blobs: what was found right before, and whether SQLite's handles stay open between reads.
///
/// It belongs to its reader and thread.
final class BlobAccess {
  /// What was found right before; nil where everything must be looked at.
  let ledger: PieceLedger?
  /// Whether handles stay open: many small reads are then much cheaper, but the reader sees the store as it was at the first.
  var keepsHandles = false

  private var idle: [Blob] = []

  /// Reads with a ledger, or checks everything.
  init(_ ledger: PieceLedger?) { self.ledger = ledger }

  /// A handle for a blob: an idle one moved there, or a new one.
  func handle(_ id: Int, _ connection: Connection) throws(DatabaseError) -> Blob {
    if let kept = idle.popLast() {
      // One that cannot be moved is of no use any more; the blob itself may still be there.
      if (try? kept.move(toRow: id)) != nil { return kept }
    }
    return try Blob(connection, table: "blob", column: "data", row: id)
  }

  /// Takes a handle back.
  func giveBack(_ handle: Blob) {
    if keepsHandles, idle.count < 8 { idle.append(handle) }
  }
}
