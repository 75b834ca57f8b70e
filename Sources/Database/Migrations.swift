/// The versions of a database's schema, and how a file is brought to the newest.
///
/// A file is marked with the application's id (`PRAGMA application_id`) and the number of steps that it has
/// seen (`PRAGMA user_version`).
public struct Migrations: Sendable {
  /// One step: the SQL that leads from a version to the next.
  public typealias Step = @Sendable (Connection) throws -> Void

  /// The number that marks the files of this application.
  public let applicationID: Int
  /// The steps; the newest version is their number.
  public let steps: [Step]

  /// Names the application and its steps.
  public init(applicationID: Int, steps: [Step]) {
    self.applicationID = applicationID
    self.steps = steps
  }

  /// The newest version.
  public var newest: Int { steps.count }

  /// What a file holds.
  public enum Found: Sendable, Hashable {
    /// Nothing at all: a new file.
    case empty
    /// A file of this application, of that version.
    case version(Int)
  }

  /// Looks at a file without changing it.
  ///
  /// - Throws: `foreign` for another application's database, `newerVersion`, and what SQLite throws.
  public func inspect(_ connection: Connection) throws(DatabaseError) -> Found {
    // In one statement, and so of one state: somebody may be making the file.
    let row = try connection.statement(
      """
      SELECT i.application_id, v.user_version, (SELECT count(*) FROM sqlite_schema)
      FROM pragma_application_id i, pragma_user_version v
      """)
    defer { row.reset() }
    _ = try row.step()
    let (id, version, objects) = (row.integer(0), row.integer(1), row.integer(2))
    if id != applicationID {
      if id == 0, version == 0, objects == 0 { return .empty }
      throw DatabaseError(
        kind: .foreign(applicationID: id), message: "application id \(id), expected \(applicationID)",
        path: connection.path)
    }
    if version > newest || version < 1 {
      throw DatabaseError(
        kind: .newerVersion(found: version, known: newest), message: "schema version \(version)", path: connection.path)
    }
    return .version(version)
  }

  /// Runs the steps that the file lacks, all in one transaction.
  public func apply(to connection: Connection) throws {
    try connection.transaction {
      let version =
        switch try inspect(connection) {
        case .empty: 0
        case .version(let number): number
        }
      guard version < newest else { return }
      for step in steps[version...] { try step(connection) }
      try connection.execute("PRAGMA application_id = \(applicationID); PRAGMA user_version = \(newest)")
    }
  }
}
