import CSQLite

/// A prepared statement: bind values, step through the rows, read columns by index from 0.
///
/// Columns may be read only between a `step` that returned true and the next `step` or `reset`.
///
/// It does not hold its `Connection`, which keeps statements for the next use: SQLite itself closes the file when both are gone.
public final class Statement {
  private let handle: OpaquePointer
  private let sql: String
  private let path: String
  /// Whether it stands on a row.
  private(set) var isBusy = false

  /// SQLite copies the bytes while binding.
  private static let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  init(_ connection: Connection, _ sql: String) throws(DatabaseError) {
    var prepared: OpaquePointer?
    let flags = UInt32(bitPattern: SQLITE_PREPARE_PERSISTENT)
    let code = sqlite3_prepare_v3(connection.handle, sql, -1, flags, &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw connection.error(code, sql) }
    self.handle = prepared
    self.sql = sql
    path = connection.path
  }

  deinit { sqlite3_finalize(handle) }

  private func error(_ code: Int32) -> DatabaseError {
    DatabaseError(handle: sqlite3_db_handle(handle), code: code, sql: sql, path: path)
  }

  // MARK: Binding

  /// Binds all values, in order, from parameter 1.
  public func bind(_ values: [SQLValue]) throws(DatabaseError) {
    for (index, value) in values.enumerated() { try bind(value, at: index + 1) }
  }

  /// Binds one value; parameters count from 1.
  public func bind(_ value: SQLValue, at index: Int) throws(DatabaseError) {
    let position = Int32(clamping: index)
    let code =
      switch value {
      case .null: sqlite3_bind_null(handle, position)
      case .integer(let number): sqlite3_bind_int64(handle, position, Int64(number))
      case .real(let number): sqlite3_bind_double(handle, position, number)
      case .text(let text): bindText(text, position)
      case .blob(let bytes):
        bytes.withUnsafeBytes {
          // A nil pointer would bind NULL.
          $0.isEmpty
            ? sqlite3_bind_zeroblob(handle, position, 0)
            : sqlite3_bind_blob64(handle, position, $0.baseAddress, UInt64($0.count), Statement.copies)
        }
      }
    if code != SQLITE_OK { throw error(code) }
  }

  /// Binds bytes without copying: they must stay as they are until the statement is reset.
  public func bindWithoutCopy(_ bytes: UnsafeRawBufferPointer, at index: Int) throws(DatabaseError) {
    let position = Int32(clamping: index)
    let code =
      bytes.isEmpty
      ? sqlite3_bind_zeroblob(handle, position, 0)
      : sqlite3_bind_blob64(handle, position, bytes.baseAddress, UInt64(bytes.count), nil)
    if code != SQLITE_OK { throw error(code) }
  }

  private func bindText(_ text: String, _ position: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text64(
          handle, position, $0.baseAddress ?? Statement.empty, UInt64($0.count), Statement.copies, UInt8(SQLITE_UTF8))
      }
    }
  }

  /// An address for the empty text, as nil would bind NULL.
  nonisolated(unsafe) private static let empty: UnsafePointer<CChar> = {
    let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    pointer.initialize(to: 0)
    return UnsafePointer(pointer)
  }()

  // MARK: Stepping

  /// Goes to the next row; false when there is none.
  public func step() throws(DatabaseError) -> Bool {
    let code = sqlite3_step(handle)
    switch code {
    case SQLITE_ROW:
      isBusy = true
      return true
    case SQLITE_DONE:
      isBusy = false
      return false
    default:
      isBusy = false
      let error = self.error(code)
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Makes it ready to run again, without bindings.
  public func reset() {
    isBusy = false
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  // MARK: Columns

  /// How many columns a row has.
  public var columnCount: Int { Int(sqlite3_column_count(handle)) }

  /// Whether the column is NULL.
  public func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(clamping: column)) == SQLITE_NULL
  }

  /// The column as an integer; 0 for NULL and text that is no number.
  public func integer(_ column: Int) -> Int { Int(sqlite3_column_int64(handle, Int32(clamping: column))) }

  /// The column as an integer, nil for NULL.
  public func optionalInteger(_ column: Int) -> Int? { isNull(column) ? nil : integer(column) }

  /// The column as a double; 0 for NULL and text that is no number.
  public func real(_ column: Int) -> Double { sqlite3_column_double(handle, Int32(clamping: column)) }

  /// The column as a double, nil for NULL.
  public func optionalReal(_ column: Int) -> Double? { isNull(column) ? nil : real(column) }

  /// The column as text; empty for NULL.
  ///
  /// Bytes that are not UTF-8 become U+FFFD.
  public func text(_ column: Int) -> String {
    let index = Int32(clamping: column)
    guard let start = sqlite3_column_text(handle, index) else { return "" }
    return String(
      decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index))), as: UTF8.self)
  }

  /// The column as text, nil for NULL.
  public func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  /// The column's bytes, copied; empty for NULL.
  public func blob(_ column: Int) -> [UInt8] { withBlob(column) { Array($0) } }

  /// Calls the body with the column's bytes, which live until the next step.
  public func withBlob<Result>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    let index = Int32(clamping: column)
    let start = sqlite3_column_blob(handle, index)
    return try body(
      UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, index))))
  }
}
