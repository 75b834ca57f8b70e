import Database
import Foundation
import Testing

@testable import CorpusStore

/// An error of the disk at every write in turn. `LECT_TORTURE=1` tries each one; else a few are picked.
@Suite struct FaultTests {
  enum Deed: String, CaseIterable {
    case first, load, append, replace, drop, compact
  }

  private static let isLong = ProcessInfo.processInfo.environment["LECT_TORTURE"] != nil
  private static let first = randomDocuments(25, seed: 90)
  private static let second = randomDocuments(25, seed: 91, from: 200)

  private func run(_ deed: Deed, _ store: Store) throws {
    var options = smallOptions(segmentTokens: 200)
    options.settledTokens = 400
    let more = ListSource(FaultTests.second)
    switch deed {
    case .first, .load: _ = try store.load("new", mode: .create, from: more, options: options)
    case .append: _ = try store.load("c", mode: .append, from: more, options: options)
    case .replace: _ = try store.load("c", mode: .replace, from: more, options: options)
    case .drop: try store.drop("c")
    case .compact: _ = try store.compact(segmentTokens: 400)
    }
  }

  /// All corpora with all that is in them.
  private func content(_ store: Store) throws -> [String: NaiveCorpus] {
    let reader = try store.reader()
    return try Dictionary(uniqueKeysWithValues: reader.corpora().map { ($0.name, try NaiveCorpus(reader, $0.name)) })
  }

  @Test(arguments: Deed.allCases, FaultyFiles.Fault.allCases)
  func `an error at any write loses nothing`(deed: Deed, fault: FaultyFiles.Fault) throws {
    let folder = TemporaryFolder()
    let base = folder.file("base.db")
    // Small pages make many writes.
    try Connection(base, mode: .create).execute("PRAGMA page_size = 1024; CREATE TABLE t(x); DROP TABLE t")
    do {
      let store = try Store.open(base, access: .readWrite)
      let options = smallOptions(segmentTokens: 200)
      // The first load of a store goes into the file, not into the log.
      if deed != .first {
        _ = try store.load("c", mode: .create, from: ListSource(FaultTests.first), options: options)
        _ = try store.load("other", mode: .create, from: ListSource(randomDocuments(5, seed: 92)), options: options)
      }
    }
    /// A copy of the store in a folder of its own.
    func copy(_ name: String) throws -> (store: Store, folder: String) {
      let place = folder.file(name)
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      for end in ["", "-wal"] where FileManager.default.fileExists(atPath: base + end) {
        try FileManager.default.copyItem(atPath: base + end, toPath: place + "/a.db" + end)
      }
      return (try Store.open(place + "/a.db", access: .readWrite), place + "/")
    }
    defer { for name in ["before", "after"] { try? FileManager.default.removeItem(atPath: folder.file(name)) } }
    let before = try content(copy("before").store)
    let done = try copy("after")
    var total = 0
    total = try FaultyFiles.run(.full, at: .max, below: done.folder) { try run(deed, done.store) }
    let after = try content(done.store)
    #expect(before != after || deed == .compact)
    #expect(total > 5)

    var failures = 0
    for number in stride(from: 1, through: total, by: FaultTests.isLong ? 1 : max(1, total / 6)) {
      let copy = try copy("\(number)")
      var isDone = false
      do {
        _ = try FaultyFiles.run(fault, at: number, below: copy.folder) { try run(deed, copy.store) }
        isDone = true
      } catch {
        failures += 1
      }
      // As after a restart: what this process knows of the file must not help.
      let store = try Store.open(copy.folder + "a.db", access: .readWrite)
      let found = try content(store)
      #expect(isDone ? found == after : found == before || found == after, "\(deed) \(fault) at \(number) of \(total)")
      #expect(try store.check().problems == [], "\(deed) \(fault) at \(number) of \(total)")
      try FileManager.default.removeItem(atPath: copy.folder)
    }
    #expect(failures > 0)
  }
}
