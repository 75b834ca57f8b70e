import Database

/// How a reader reads blobs: what was found right before, and whether SQLite's handles and memory stay for the next blob.
///
/// It belongs to its reader and thread.
final class BlobAccess {
  /// What was found right before; nil where everything must be looked at.
  let ledger: PieceLedger?
  /// Whether handles stay open: many small reads are then much cheaper, but the reader sees the store as it was at the first.
  var keepsHandles = false

  private var idle: [Blob] = []
  private var spare: [BlobMemory] = []

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

  /// Memory for so many bytes, with whatever is in it: that of a blob before, as fresh pages cost more than what is read into
  /// them, or new; nil when the system gives none.
  func memory(_ bytes: Int) -> BlobMemory? {
    if let place = spare.firstIndex(where: { $0.bytes >= bytes && $0.bytes <= bytes * 2 }) {
      return spare.remove(at: place)
    }
    return BlobMemory(bytes)
  }

  /// Takes memory back; little is not worth keeping.
  func giveBack(_ memory: BlobMemory) {
    guard keepsHandles, memory.bytes >= PageMemory.pageBytes else { return }
    if spare.count >= 2 { spare.removeFirst() }
    spare.append(memory)
  }
}

/// Memory that a blob is read into; goes back to the system with the last that holds it.
final class BlobMemory {
  /// Where it is.
  let start: UnsafeMutablePointer<UInt8>
  /// How many bytes there is room for.
  let bytes: Int

  /// Reserves memory; nil when the system gives none.
  init?(_ bytes: Int) {
    // Large pages are taken whole, so that another blob of nearly the same size has room in them, too.
    let room = bytes >= PageMemory.pageBytes ? PageMemory.whole(bytes) : bytes
    guard let start = PageMemory.reserve(room, of: UInt8.self) else { return nil }
    self.start = start
    self.bytes = room
  }

  deinit { PageMemory.free(start, bytes) }
}
