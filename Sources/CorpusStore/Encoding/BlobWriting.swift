import Database

/// Writes blobs with the checksums of their pieces.
struct BlobWriting {
  /// The size of a piece: what is read and checked at once.
  static let pieceBytes = 65_536

  let connection: Connection

  /// Writes a blob and returns its number.
  func write(_ bytes: UnsafeRawBufferPointer) throws(DatabaseError) -> Int {
    var sums: [UInt8] = []
    sums.reserveCapacity((bytes.count / BlobWriting.pieceBytes + 1) * 8)
    var start = 0
    while start < bytes.count {
      let end = min(start + BlobWriting.pieceBytes, bytes.count)
      let sum = Hashing.hash64(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      withUnsafeBytes(of: sum.littleEndian) { sums.append(contentsOf: $0) }
      start = end
    }
    let statement = try connection.statement("INSERT INTO blob(piece, sums, data) VALUES(?, ?, ?)")
    defer { statement.reset() }
    try statement.bind(.integer(BlobWriting.pieceBytes), at: 1)
    try statement.bind(.blob(sums), at: 2)
    try statement.bindWithoutCopy(bytes, at: 3)
    _ = try statement.step()
    return connection.lastInsertID
  }

  /// Writes an array's bytes.
  func write<Element: BitwiseCopyable>(_ array: [Element]) throws -> Int {
    try array.withUnsafeBytes { try write($0) }
  }

  /// Deletes a blob.
  func delete(_ id: Int) throws(DatabaseError) {
    try connection.run("DELETE FROM blob WHERE id = ?", [.integer(id)])
  }
}
