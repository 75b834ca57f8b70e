import Glibc
import Testing

@testable import Database

@Suite struct ConnectionLifetimeTests {
  @Test func `a connection that nobody holds is closed`() throws {
    let path = "/tmp/lect-database-test.\(getpid()).lifetime.db"
    defer { for end in ["", "-wal", "-shm"] { unlink(path + end) } }
    weak var gone: Connection?
    do {
      let connection = try Connection(path, mode: .create)
      try connection.execute("PRAGMA journal_mode = WAL; CREATE TABLE t(x); INSERT INTO t VALUES(1)")
      #expect(try connection.integer("SELECT x FROM t") == 1)
      gone = connection
    }
    #expect(gone == nil)
    // The last connection to a file in WAL mode removes the log.
    #expect(access(path + "-wal", F_OK) != 0)
  }

  @Test func `a statement outlives its connection`() throws {
    var statement: Statement?
    do {
      let connection = try Connection(":memory:", mode: .create)
      try connection.execute("CREATE TABLE t(x); INSERT INTO t VALUES(1)")
      statement = try connection.statement("SELECT x FROM t")
    }
    #expect(try statement?.step() == true)
    #expect(statement?.integer(0) == 1)
    #expect(throws: DatabaseError.self) { try statement?.bind(.integer(1), at: 5) }
  }
}
