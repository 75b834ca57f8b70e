import CSQLite

/// One blob of one row, read in parts without loading it whole.
///
/// While it is open it holds the read snapshot in which it was opened.
public final class Blob {
  private let connection: Connection
  private let handle: OpaquePointer
  private let place: String
  /// How many bytes it has.
  public private(set) var count: Int

  /// Opens a blob for reading.
  ///
  /// - Throws: `other` when there is no such row, column or table.
  public init(_ connection: Connection, table: String, column: String, row: Int) throws(DatabaseError) {
    var opened: OpaquePointer?
    let code = sqlite3_blob_open(connection.handle, "main", table, column, Int64(row), 0, &opened)
    guard code == SQLITE_OK, let opened else { throw connection.error(code, "\(table).\(column), row \(row)") }
    self.connection = connection
    self.handle = opened
    self.place = "\(table).\(column)"
    self.count = Int(sqlite3_blob_bytes(opened))
  }

  deinit { sqlite3_blob_close(handle) }

  /// Moves to another row of the same table and column: much cheaper than opening.
  ///
  /// After an error the blob can only be thrown away.
  public func move(toRow row: Int) throws(DatabaseError) {
    let code = sqlite3_blob_reopen(handle, Int64(row))
    if code != SQLITE_OK { throw connection.error(code, "\(place), row \(row)") }
    count = Int(sqlite3_blob_bytes(handle))
  }

  /// Fills the buffer with the bytes from `offset`; the blob must have that many.
  public func read(into buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(DatabaseError) {
    guard let base = buffer.baseAddress, buffer.count > 0 else { return }
    guard offset >= 0, offset <= count, buffer.count <= count - offset else {
      throw DatabaseError(
        kind: .corrupt, message: "\(buffer.count) bytes at \(offset) are asked of a blob of \(count)", sql: place,
        path: connection.path)
    }
    let code = sqlite3_blob_read(handle, base, Int32(buffer.count), Int32(offset))
    if code != SQLITE_OK { throw connection.error(code, place) }
  }
}
