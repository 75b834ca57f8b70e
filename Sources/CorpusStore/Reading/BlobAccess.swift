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
  /// Memory of blobs that are gone: its pages are there already, which new memory would have to ask for one by one.
  private var rooms: [Room] = []

  /// Memory for a blob and what may be read beyond it.
  struct Room {
    let memory: UnsafeMutablePointer<UInt8>
    let bytes: Int
  }

  /// How much memory is kept.
  private static let mostRooms = 8
  private static let mostBytes = 32 << 20

  /// Reads with a ledger, or checks everything.
  init(_ ledger: PieceLedger?) { self.ledger = ledger }

  deinit { for room in rooms { PageMemory.free(room.memory, room.bytes) } }

  /// Memory for so many bytes, whose content is not defined; nil when the system gives none.
  func room(_ bytes: Int) -> Room? {
    var best: Int?
    for index in rooms.indices where rooms[index].bytes >= bytes && rooms[index].bytes / 8 <= bytes {
      if best.map({ rooms[index].bytes < rooms[$0].bytes }) ?? true { best = index }
    }
    if let best { return rooms.remove(at: best) }
    // A little more, as the next blob may be a little larger.
    let wanted = bytes + bytes / 8
    return PageMemory.reserve(wanted, of: UInt8.self).map { Room(memory: $0, bytes: wanted) }
  }

  /// Takes memory back that nobody looks at any more.
  func giveBack(_ room: Room) {
    if keepsHandles, rooms.reduce(room.bytes, { $0 + $1.bytes }) <= BlobAccess.mostBytes {
      rooms.append(room)
      if rooms.count <= BlobAccess.mostRooms { return }
      let oldest = rooms.removeFirst()
      PageMemory.free(oldest.memory, oldest.bytes)
    } else {
      PageMemory.free(room.memory, room.bytes)
    }
  }

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
