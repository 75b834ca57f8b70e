import Database
import Glibc

/// A blob of the store that is read piece by piece, each piece checked against its checksum when it is first touched.
///
/// Memory for the whole blob, followed by 16 bytes of padding, is reserved with the first `load`; what is not touched costs nothing.
/// SQLite's handle is open during a read only, unless the access keeps handles: an open one holds its reader to the state of that
/// time. A piece that was found right before, by whatever reader of the store, is not hashed again.
final class CheckedBlob {
  /// How many bytes it has.
  let count: Int
  /// Its bytes; only those that `load` was asked for are there.
  @exclusivity(unchecked) private(set) var base: UnsafeRawPointer

  private let id: Int
  private let connection: Connection
  /// Before the first load, that of nothing but padding.
  @exclusivity(unchecked) private var memory: BlobMemory
  @exclusivity(unchecked) private var isReserved = false
  private let pieceBytes: Int
  private let sums: [UInt8]
  // One thread reads a blob, often a few bytes at a time: checks of exclusive access are off.
  @exclusivity(unchecked) private var isLoaded: [Bool]
  @exclusivity(unchecked) private var missing: Int
  private let access: BlobAccess?
  @exclusivity(unchecked) private var isRight: [Bool]
  @exclusivity(unchecked) private var handle: Blob?
  /// How often `view` read a few bytes that begin in each piece; empty before the first time.
  @exclusivity(unchecked) private var views: [UInt8] = []
  /// Where `view` puts what it reads without its pieces.
  @exclusivity(unchecked) private var scratch: UnsafeMutableRawPointer?

  /// The most bytes that `view` reads without their pieces.
  private static let scratchBytes = 16_384
  /// How often `view` reads a few bytes of a piece before it reads the piece.
  private static let mostViews: UInt8 = 16
  /// What may be read beyond the last byte.
  private static let padding = 16

  /// Opens a blob; reads nothing of it yet.
  init(_ id: Int, _ connection: Connection, _ access: BlobAccess? = nil) throws {
    let known = access?.ledger?.known(id)
    let layout = try known?.layout ?? CheckedBlob.layout(id, connection)
    if let access, known?.layout == nil { access.ledger?.note(layout, of: id) }
    (pieceBytes, sums, count) = (layout.pieceBytes, layout.sums, layout.count)
    guard let memory = BlobMemory(CheckedBlob.padding) else { throw CheckedBlob.noMemory(connection, count, id) }
    self.id = id
    self.connection = connection
    self.memory = memory
    memset(memory.start, 0, CheckedBlob.padding)
    base = UnsafeRawPointer(memory.start)
    missing = sums.count / 8
    isLoaded = Array(repeating: false, count: missing)
    self.access = access
    let right = known?.right ?? []
    isRight = right.count == missing ? right : isLoaded
  }

  /// Reads how a blob is laid out.
  private static func layout(_ id: Int, _ connection: Connection) throws -> PieceLedger.Layout {
    let row = try connection.statement("SELECT piece, sums, length(data) FROM blob WHERE id = ?")
    try row.bind(.integer(id), at: 1)
    defer { row.reset() }
    guard try row.step() else { throw StoreError.changed(path: connection.path, what: "blob \(id)") }
    // SQLite knows the length without reading the bytes; reading them makes sure of it.
    let layout = PieceLedger.Layout(count: row.integer(2), pieceBytes: row.integer(0), sums: row.blob(1))
    let (count, bytes) = (layout.count, layout.pieceBytes)
    guard bytes > 0, count >= 0, layout.sums.count == (count / bytes + (count % bytes == 0 ? 0 : 1)) * 8 else {
      throw StoreError.damaged(path: connection.path, what: "the checksums of blob \(id) do not fit its length")
    }
    return layout
  }

  private static func noMemory(_ connection: Connection, _ count: Int, _ id: Int) -> StoreError {
    .damaged(path: connection.path, what: "no memory for the \(count) bytes of blob \(id)")
  }

  /// Reserves memory for all bytes, if that was not done.
  private func reserve() throws(StoreError) {
    if isReserved { return }
    let wanted = count + CheckedBlob.padding
    guard let memory = access.map({ $0.memory(wanted) }) ?? BlobMemory(wanted) else {
      throw CheckedBlob.noMemory(connection, count, id)
    }
    memset(memory.start + count, 0, CheckedBlob.padding)
    self.memory = memory
    base = UnsafeRawPointer(memory.start)
    isReserved = true
  }

  deinit {
    if isReserved { access?.giveBack(memory) }
    free(scratch)
    if let handle { access?.giveBack(handle) }
  }

  /// Makes sure that the bytes of a range are right and returns where they are, for now: until the next call of `view`.
  ///
  /// A few bytes of pieces that were found right before are read alone, where handles stay open. 16 bytes beyond may be read.
  func view(_ range: Range<Int>) throws(StoreError) -> UnsafeRawPointer {
    if missing > 0, range.lowerBound >= 0, range.upperBound <= count, !range.isEmpty,
      range.count <= CheckedBlob.scratchBytes, access?.keepsHandles ?? false
    {
      let pieces = range.lowerBound / pieceBytes...(range.upperBound - 1) / pieceBytes
      if !pieces.allSatisfy({ isLoaded[$0] }), pieces.allSatisfy({ isRight[$0] }), isRarelyViewed(pieces) {
        if let target = scratch ?? calloc(CheckedBlob.scratchBytes + CheckedBlob.padding, 1) {
          scratch = target
          try fill(UnsafeMutableRawBufferPointer(start: target, count: range.count), from: range.lowerBound)
          return UnsafeRawPointer(target)
        }
      }
    }
    try load(range)
    return base + range.lowerBound
  }

  /// Whether few bytes of these pieces were asked for so far: beyond that, reading a piece once costs less than its bytes one by one.
  private func isRarelyViewed(_ pieces: ClosedRange<Int>) -> Bool {
    if views.isEmpty { views = Array(repeating: 0, count: isLoaded.count) }
    if views[pieces.lowerBound] >= CheckedBlob.mostViews { return false }
    views[pieces.lowerBound] += 1
    return true
  }

  /// Makes sure that the bytes of a range are there and right.
  @inline(__always)
  func load(_ range: Range<Int>) throws(StoreError) {
    if missing == 0, range.lowerBound >= 0, range.upperBound <= count { return }
    try loadMissing(range)
  }

  /// Whether all bytes are there and right.
  var isWhole: Bool { missing == 0 }

  /// Makes sure that all bytes are there and right.
  func loadAll() throws(StoreError) {
    try reserve()
    if missing == isLoaded.count { PageMemory.useLargePages(memory.start, count + CheckedBlob.padding) }
    try load(0..<count)
  }

  /// Its memory with all bytes, which are right; whoever takes it may write to it, as the blob would read anew what it is asked for.
  func handedOver() throws(StoreError) -> BlobMemory {
    try loadAll()
    (isReserved, missing) = (false, isLoaded.count)
    isLoaded = Array(repeating: false, count: missing)
    return memory
  }

  private func loadMissing(_ range: Range<Int>) throws(StoreError) {
    guard range.lowerBound >= 0, range.upperBound <= count else {
      throw .damaged(path: connection.path, what: "bytes \(range) of blob \(id), which has \(count), are asked for")
    }
    try reserve()
    if range.isEmpty { return }
    var piece = range.lowerBound / pieceBytes
    let last = (range.upperBound - 1) / pieceBytes
    while piece <= last {
      if isLoaded[piece] {
        piece += 1
        continue
      }
      var end = piece + 1
      while end <= last, !isLoaded[end] { end += 1 }
      try read(piece..<end)
      piece = end
    }
  }

  private func read(_ pieces: Range<Int>) throws(StoreError) {
    let start = pieces.lowerBound * pieceBytes
    let end = min(count, pieces.upperBound * pieceBytes)
    try fill(UnsafeMutableRawBufferPointer(start: memory.start + start, count: end - start), from: start)
    for piece in pieces where !isRight[piece] {
      let from = piece * pieceBytes
      let bytes = UnsafeRawBufferPointer(start: base + from, count: min(pieceBytes, count - from))
      let expected = sums.withUnsafeBytes {
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: piece * 8, as: UInt64.self))
      }
      guard Hashing.hash64(bytes) == expected else {
        throw .damaged(path: connection.path, what: "piece \(piece) of blob \(id) does not match its checksum")
      }
      isRight[piece] = true
    }
    access?.ledger?.note(pieces, of: id, count: isLoaded.count)
    for piece in pieces { isLoaded[piece] = true }
    missing -= pieces.count
    if missing == 0, let handle {
      access?.giveBack(handle)
      self.handle = nil
    }
  }

  /// Reads bytes; a blob that was deleted meanwhile is told apart from damage, as its number is not used again.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer, from start: Int) throws(StoreError) {
    do {
      let blob =
        try handle ?? access?.handle(id, connection) ?? Blob(connection, table: "blob", column: "data", row: id)
      guard blob.count == count else {
        throw StoreError.damaged(path: connection.path, what: "blob \(id) has another length than before")
      }
      try blob.read(into: buffer, from: start)
      if let access {
        if access.keepsHandles { handle = blob } else { access.giveBack(blob) }
      }
    } catch let error as DatabaseError {
      let exists = try StoreError.wrap { try connection.integer("SELECT 1 FROM blob WHERE id = ?", [.integer(id)]) }
      throw exists == nil ? .changed(path: connection.path, what: "blob \(id)") : StoreError(error)
    } catch let error as StoreError {
      throw error
    } catch {
      throw .database(DatabaseError(kind: .other, message: "\(error)", path: connection.path))
    }
  }
}

extension CheckedBlob {
  /// A little-endian number; its bytes must have been loaded.
  @inline(__always)
  func number32(at offset: Int) -> UInt32 { CheckedBlob.number32(base, at: offset) }

  /// A little-endian number among the bytes that `view` gave.
  @inline(__always)
  static func number32(_ bytes: UnsafeRawPointer, at offset: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// All bytes as numbers of 4 bytes.
  func numbers32() throws(StoreError) -> [UInt32] {
    try loadAll()
    let numbers = count / 4
    return [UInt32](unsafeUninitializedCapacity: numbers) { buffer, filled in
      if let start = buffer.baseAddress { memcpy(start, base, numbers * 4) }
      filled = numbers
    }
  }
}
