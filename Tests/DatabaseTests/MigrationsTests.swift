import Testing

@testable import Database

@Suite struct MigrationsTests {
  private struct Trouble: Error {}
  private static let steps: [Migrations.Step] = [
    { try $0.execute("CREATE TABLE a(x)") }, { try $0.execute("CREATE TABLE b(x)") },
  ]
  private let first = Migrations(applicationID: 77, steps: [steps[0]])
  private let second = Migrations(applicationID: 77, steps: steps)

  private func tables(_ connection: Connection) throws -> [String] {
    var names: [String] = []
    try connection.forEachRow("SELECT name FROM sqlite_schema ORDER BY name") { names.append($0.text(0)) }
    return names
  }

  @Test func `steps are run once`() throws {
    let connection = try Connection(":memory:", mode: .create)
    #expect(try first.inspect(connection) == .empty)
    try first.apply(to: connection)
    try first.apply(to: connection)
    #expect(try first.inspect(connection) == .version(1))
    #expect(try tables(connection) == ["a"])
    try second.apply(to: connection)
    #expect(try second.inspect(connection) == .version(2))
    #expect(try tables(connection) == ["a", "b"])
    #expect(
      (#expect(throws: DatabaseError.self) { try first.apply(to: connection) })?.kind
        == .newerVersion(found: 2, known: 1))
  }

  @Test func `a step that fails leaves the old version`() throws {
    let connection = try Connection(":memory:", mode: .create)
    try first.apply(to: connection)
    let failing = Migrations(applicationID: 77, steps: Self.steps + [{ _ in throw Trouble() }])
    #expect(throws: Trouble.self) { try failing.apply(to: connection) }
    #expect(try first.inspect(connection) == .version(1))
    #expect(try tables(connection) == ["a"])
  }

  @Test func `databases of others are refused`() throws {
    let connection = try Connection(":memory:", mode: .create)
    try connection.execute("CREATE TABLE t(x)")
    #expect((#expect(throws: DatabaseError.self) { try first.inspect(connection) })?.kind == .foreign(applicationID: 0))
    try connection.execute("PRAGMA application_id = 5")
    #expect(
      (#expect(throws: DatabaseError.self) { try first.apply(to: connection) })?.kind == .foreign(applicationID: 5))
  }
}
