import Glibc
import Testing

@testable import Database

@Suite struct ConnectionTests {
  private struct Trouble: Error {}

  @Test func `values come back as they went in`() throws {
    let connection = try Connection(":memory:", mode: .create)
    try connection.execute("CREATE TABLE t(x)")
    let values: [SQLValue] = [
      nil, 0, .integer(.min), .integer(.max), .real(1.5), "", "ä\0b", .blob([]), .blob([0, 255]),
      SQLValue(nil as String?),
    ]
    for value in values { try connection.run("INSERT INTO t VALUES(?)", [value]) }
    #expect(connection.changes == 1)
    #expect(connection.lastInsertID == values.count)
    var types: [String] = []
    try connection.forEachRow("SELECT typeof(x) FROM t ORDER BY rowid") { types.append($0.text(0)) }
    #expect(
      types == ["null", "integer", "integer", "integer", "real", "text", "text", "blob", "blob", "null"])
    let row = try connection.statement("SELECT x FROM t ORDER BY rowid")
    #expect(try row.step() && row.isNull(0) && row.optionalInteger(0) == nil && row.optionalText(0) == nil)
    #expect(try row.step() && row.integer(0) == 0)
    #expect(try row.step() && row.integer(0) == .min)
    #expect(try row.step() && row.integer(0) == .max)
    #expect(try row.step() && row.real(0) == 1.5)
    #expect(try row.step() && row.optionalText(0) == "")
    #expect(try row.step() && row.text(0) == "ä\0b")
    #expect(try row.step() && !row.isNull(0) && row.blob(0) == [])
    #expect(try row.step() && row.blob(0) == [0, 255])
    row.reset()
    #expect(try connection.integer("SELECT count(*) FROM t WHERE x > ?", [1]) == 6)
    #expect(try connection.text("SELECT x FROM t WHERE 0") == nil)
  }

  @Test func `what is settled in a transaction is still taken back with it`() throws {
    let folder = TemporaryFolder()
    let path = folder.file("a.db")
    let connection = try Connection(path, mode: .create)
    // Little room for pages, so that they are written before the end.
    try connection.execute("PRAGMA cache_size = 4; CREATE TABLE t(x)")
    for fails in [true, false] {
      try? connection.transaction(.exclusive) {
        for _ in 0..<50 {
          try connection.run("INSERT INTO t VALUES(zeroblob(5000))")
          try connection.settle()
        }
        if fails { throw Trouble() }
      }
      #expect(try connection.integer("SELECT count(*) FROM t") == (fails ? 0 : 50))
    }
    // What has no file has nothing to settle.
    try Connection(":memory:", mode: .create).settle()
  }

  @Test func `a statement in use is not taken away`() throws {
    let connection = try Connection(":memory:", mode: .create)
    try connection.execute("CREATE TABLE t(x); INSERT INTO t VALUES(1), (2), (3)")
    var pairs: [Int] = []
    try connection.forEachRow("SELECT x FROM t ORDER BY x") { outer in
      try connection.forEachRow("SELECT x FROM t ORDER BY x") { inner in
        pairs.append(outer.integer(0) * inner.integer(0))
      }
    }
    #expect(pairs == [1, 2, 3, 2, 4, 6, 3, 6, 9])
    for index in 0..<1_000 { #expect(try connection.integer("SELECT \(index)") == index) }
  }

  @Test func `a transaction is all or nothing`() throws {
    let connection = try Connection(":memory:", mode: .create)
    try connection.execute("CREATE TABLE t(x UNIQUE)")
    #expect(throws: Trouble.self) {
      try connection.transaction {
        try connection.run("INSERT INTO t VALUES(1)")
        throw Trouble()
      }
    }
    #expect(!connection.isInTransaction)
    let error = #expect(throws: DatabaseError.self) {
      try connection.transaction {
        try connection.run("INSERT INTO t VALUES(1)")
        try connection.transaction { try connection.run("INSERT INTO t VALUES(1)") }
      }
    }
    #expect(error?.kind == .constraint)
    #expect(error?.sql == "INSERT INTO t VALUES(1)")
    #expect(try connection.integer("SELECT count(*) FROM t") == 0)
    try connection.transaction { try connection.run("INSERT INTO t VALUES(1)") }
    #expect(try connection.integer("SELECT count(*) FROM t") == 1)
    // A transaction that was begun by hand is joined, too.
    try connection.execute("BEGIN")
    try connection.transaction { try connection.run("INSERT INTO t VALUES(2)") }
    try connection.execute("ROLLBACK")
    #expect(try connection.integer("SELECT count(*) FROM t") == 1)
  }

  @Test func `errors are told apart`() throws {
    let folder = TemporaryFolder()
    let path = folder.file("a.db")
    func kind(_ body: () throws -> Void) -> DatabaseError.Kind? {
      (#expect(throws: DatabaseError.self) { try body() })?.kind
    }
    #expect(kind { _ = try Connection(path, mode: .readOnly) } == .cannotOpen)
    #expect(kind { _ = try Connection(path, mode: .readWrite) } == .cannotOpen)
    let text = folder.file("text")
    let file = try #require(fopen(text, "w"))
    for _ in 0..<200 { fputs("this is no database ", file) }
    fclose(file)
    #expect(
      kind { _ = try Connection(text, mode: .readOnly).integer("SELECT count(*) FROM sqlite_schema") } == .notADatabase)

    let writer = try Connection(path, mode: .create)
    try writer.execute("PRAGMA journal_mode = WAL; CREATE TABLE t(x); INSERT INTO t VALUES(zeroblob(5000))")
    #expect(kind { try writer.execute("SELECT") } == .other)
    #expect(kind { try writer.run("SELECT ?", [1, 2]) } == .tooBig)
    let reader = try Connection(path, mode: .readOnly)
    #expect(reader.isReadOnly)
    #expect(kind { try reader.run("INSERT INTO t VALUES(1)") } == .readOnly)
    try writer.execute("BEGIN IMMEDIATE")
    let other = try Connection(path, mode: .readWrite, busyTimeout: 10)
    #expect(kind { try other.transaction {} } == .busy)
    #expect(try reader.integer("SELECT count(*) FROM t") == 1)
    try writer.execute("ROLLBACK")
    try writer.execute("PRAGMA max_page_count = 3")
    #expect(kind { try writer.run("INSERT INTO t VALUES(zeroblob(100000))") } == .full)
    let error = DatabaseError(kind: .full, code: 13, message: "m", sql: "s", path: "p")
    #expect(error.description == "p: the disk is full (m, code 13) in: s")
  }

  @Test func `blobs are read in parts`() throws {
    let connection = try Connection(":memory:", mode: .create)
    try connection.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, x BLOB)")
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
    try connection.run("INSERT INTO t VALUES(1, ?), (2, zeroblob(10)), (3, NULL)", [.blob(bytes)])
    let blob = try Blob(connection, table: "t", column: "x", row: 1)
    #expect(blob.count == bytes.count)
    for offset in [0, 1, 50_000, 99_990] {
      var part = [UInt8](repeating: 0, count: 10)
      try part.withUnsafeMutableBytes { try blob.read(into: $0, from: offset) }
      #expect(part == Array(bytes[offset..<offset + 10]))
    }
    var part = [UInt8](repeating: 1, count: 10)
    for offset in [-1, 99_991, Int.max, Int.min] {
      #expect(throws: DatabaseError.self) { try part.withUnsafeMutableBytes { try blob.read(into: $0, from: offset) } }
    }
    try blob.move(toRow: 2)
    #expect(blob.count == 10)
    try part.withUnsafeMutableBytes { try blob.read(into: $0, from: 0) }
    #expect(part == Array(repeating: 0, count: 10))
    #expect(throws: DatabaseError.self) { try blob.move(toRow: 9) }
    #expect(throws: DatabaseError.self) { try Blob(connection, table: "t", column: "x", row: 3) }
    #expect(throws: DatabaseError.self) { try Blob(connection, table: "u", column: "x", row: 1) }
  }
}
