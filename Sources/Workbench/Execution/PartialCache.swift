import AnalyzerKit
import CorpusStore
import Database
import FoundationEssentials

/// Keeps partials in a file beside the store, which may be deleted at any time.
///
/// Whatever goes wrong with it is no error of the analysis: then there simply is nothing kept.
/// It belongs to the session's thread.
final class PartialCache {
  /// A partial as it is kept.
  struct Entry: Sendable {
    /// What it covers: see `CacheItems`.
    let items: [String]
    /// The groups' keys and encoded partials.
    let groups: [(key: [Value], bytes: [UInt8])]
  }

  /// How many bytes of partials are kept; the ones not used for longest go first.
  static let capacity = 256 << 20
  /// A partial larger than this is not kept.
  static let largest = 64 << 20

  /// The file.
  let path: String
  private let store: String
  private let threshold: Duration
  private var connection: Connection?
  /// Whether opening failed: then it is not tried again.
  private var isUnusable = false

  /// Keeps partials of a store in a file, which is made when there is something to keep.
  ///
  /// Work of less than `threshold` is not worth keeping.
  init(path: String, store: String, threshold: Duration) {
    self.path = path
    self.store = store
    self.threshold = threshold
  }

  /// Marks the files of this class: "LecP" in ASCII.
  private static let applicationID = 0x4C65_6350
  /// The version of the tables; a file of another is emptied.
  private static let version = 1

  /// Opens the file, or makes it; one of another store is emptied, and a database that is something else left alone.
  private func open() throws -> Connection {
    let connection = try Connection(path, mode: .create, busyTimeout: 1000)
    let isNew = try connection.integer("SELECT count(*) FROM sqlite_schema") == 0
    guard try isNew || connection.integer("PRAGMA application_id") == PartialCache.applicationID else {
      throw AnalyzerError.badResource(path, "it is no cache")
    }
    if try connection.integer("PRAGMA user_version") != PartialCache.version {
      try connection.execute("DROP TABLE IF EXISTS partial; DROP TABLE IF EXISTS owner")
    }
    try connection.execute(
      """
      PRAGMA application_id = \(PartialCache.applicationID);
      PRAGMA user_version = \(PartialCache.version);
      PRAGMA synchronous = OFF;
      CREATE TABLE IF NOT EXISTS owner (store TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS partial (
        id INTEGER PRIMARY KEY, analysis TEXT NOT NULL, items TEXT NOT NULL, groups BLOB NOT NULL,
        checksum TEXT NOT NULL, used INTEGER NOT NULL);
      CREATE INDEX IF NOT EXISTS partial_analysis ON partial (analysis);
      """)
    if try connection.text("SELECT store FROM owner", []) != store {
      try connection.execute("DELETE FROM partial; DELETE FROM owner")
      try connection.run("INSERT INTO owner VALUES (?)", [.text(store)])
    }
    return connection
  }

  /// Whether work of some length should be kept.
  func isWorthKeeping(_ work: Duration) -> Bool { work >= threshold }

  /// The entry of an analysis that covers most of the given items and nothing else.
  func entry(_ key: String, covering items: [String]) -> Entry? {
    let wanted = Set(items)
    let analysis = "\(ContentHash.of([key]))"
    return withConnection(making: false) { (connection) -> Entry? in
      var best: (id: Int, items: [String])?
      try connection.forEachRow("SELECT id, items FROM partial WHERE analysis = ?", [.text(analysis)]) { row in
        let covered = row.text(1).split(separator: " ").map(String.init)
        if covered.count > best?.items.count ?? 0, covered.allSatisfy(wanted.contains) {
          best = (row.integer(0), covered)
        }
      }
      guard let best else { return nil }
      var groups: [(key: [Value], bytes: [UInt8])]?
      try connection.forEachRow("SELECT groups, checksum FROM partial WHERE id = ?", [.integer(best.id)]) { row in
        let bytes = row.blob(0)
        guard PartialCache.checksum(analysis, best.items, bytes) == row.text(1) else { return }
        groups = try PartialCache.decode(bytes)
      }
      // A file that can be read only serves as well.
      try? connection.run("UPDATE partial SET used = unixepoch() WHERE id = ?", [.integer(best.id)])
      return groups.map { Entry(items: best.items, groups: $0) }
    }
  }

  /// Keeps an entry, in the place of those of the same analysis that cover less.
  func keep(_ entry: Entry, key: String) {
    let analysis = "\(ContentHash.of([key]))"
    withConnection(making: true) { (connection) -> Void? in
      let bytes = try PartialCache.encode(entry.groups)
      guard bytes.count <= PartialCache.largest else { return nil }
      let wanted = Set(entry.items)
      try connection.transaction(.immediate) {
        var obsolete: [Int] = []
        try connection.forEachRow("SELECT id, items FROM partial WHERE analysis = ?", [.text(analysis)]) { row in
          if row.text(1).split(separator: " ").allSatisfy({ wanted.contains(String($0)) }) {
            obsolete.append(row.integer(0))
          }
        }
        for id in obsolete { try connection.run("DELETE FROM partial WHERE id = ?", [.integer(id)]) }
        try connection.run(
          "INSERT INTO partial (analysis, items, groups, checksum, used) VALUES (?, ?, ?, ?, unixepoch())",
          [
            .text(analysis), .text(entry.items.joined(separator: " ")), .blob(bytes),
            .text(PartialCache.checksum(analysis, entry.items, bytes)),
          ])
        while let size = try connection.integer("SELECT sum(length(groups)) FROM partial", []),
          size > PartialCache.capacity
        {
          try connection.run("DELETE FROM partial WHERE id = (SELECT id FROM partial ORDER BY used, id LIMIT 1)", [])
        }
      }
      return ()
    }
  }

  /// Forgets everything; returns false when there is a file that cannot be emptied.
  func clear() -> Bool {
    guard FileManager.default.fileExists(atPath: path) else { return true }
    let isEmpty: Bool? = withConnection(making: false) { connection in
      try connection.execute("DELETE FROM partial; VACUUM")
      return true
    }
    return isEmpty ?? false
  }

  @discardableResult
  private func withConnection<Result>(making: Bool, _ body: (Connection) throws -> Result?) -> Result? {
    if connection == nil {
      guard !isUnusable, making || FileManager.default.fileExists(atPath: path) else { return nil }
      connection = try? open()
      isUnusable = connection == nil
    }
    return connection.flatMap { try? body($0) }
  }

  /// Tells an entry that is as it was written from one that the disk or another program changed.
  private static func checksum(_ analysis: String, _ items: [String], _ bytes: [UInt8]) -> String {
    "\(ContentHash.of([analysis] + items)) \(ContentHash.of(bytes))"
  }

  // MARK: The groups of an entry as bytes

  private struct CodedGroup: Codable {
    let key: [CodedValue]
    let bytes: [UInt8]
  }

  private struct CodedValue: Codable {
    var text: String?
    var integer: Int?
    var real: Double?
  }

  private static func encode(_ groups: [(key: [Value], bytes: [UInt8])]) throws -> [UInt8] {
    try PartialCoding.encode(
      groups.map { group in
        CodedGroup(
          key: group.key.map { value in
            switch value {
            case .text(let text): CodedValue(text: text)
            case .integer(let number): CodedValue(integer: number)
            case .real(let number): CodedValue(real: number)
            case .missing: CodedValue()
            }
          }, bytes: group.bytes)
      })
  }

  private static func decode(_ bytes: [UInt8]) throws -> [(key: [Value], bytes: [UInt8])] {
    try PartialCoding.decode([CodedGroup].self, from: bytes).map { group in
      let key: [Value] = group.key.map { value in
        if let text = value.text { return .text(text) }
        if let number = value.integer { return .integer(number) }
        return value.real.map(Value.real) ?? .missing
      }
      return (key, group.bytes)
    }
  }
}
