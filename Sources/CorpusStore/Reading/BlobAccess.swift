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
  /// Memory of blobs that are gone: its pages are there already, which new memory would have to ask for one by one.
  private var spare: [BlobMemory] = []

  /// How much memory is kept.
  private static let mostSpare = 8
  private static let mostBytes = 32 << 20

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

  /// Memory for so many bytes, with whatever is in it: that of a blob before, the smallest that is not much too large, or new; nil when the
  /// system gives none.
  func memory(_ bytes: Int) -> BlobMemory? {
    let fits = spare.indices.filter { spare[$0].bytes >= bytes && spare[$0].bytes / 8 <= bytes }
    if let best = fits.min(by: { spare[$0].bytes < spare[$1].bytes }) { return spare.remove(at: best) }
    return BlobMemory(bytes)
  }

  /// Takes memory back, in the place of that which has waited longest.
  func giveBack(_ memory: BlobMemory) {
    guard keepsHandles, spare.reduce(memory.bytes, { $0 + $1.bytes }) <= BlobAccess.mostBytes else { return }
    if spare.count >= BlobAccess.mostSpare { spare.removeFirst() }
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
    // A little more, as the next blob may be a little larger; large pages are taken whole anyway.
    let room = bytes >= PageMemory.pageBytes ? PageMemory.whole(bytes) : bytes + bytes / 8
    guard let start = PageMemory.reserve(room, of: UInt8.self) else { return nil }
    self.start = start
    self.bytes = room
  }

  deinit { PageMemory.free(start, bytes) }
}
