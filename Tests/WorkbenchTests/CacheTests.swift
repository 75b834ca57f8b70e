import Database
import Foundation
import Testing

@testable import Workbench

/// The file of partials may be missing, damaged or another's: analyses never notice.
@Suite struct CacheTests {
  private func prepared() throws -> (workspace: Workspace, expected: String) {
    let workspace = try Workspace()
    try ExecutorLawsTests.writeTexts(to: workspace, 0..<10, in: "a")
    let session = try workspace.session(cacheThreshold: .zero)
    try ExecutorLawsTests.load(session, workspace, "--segment-tokens 20")
    return (workspace, try session.output("c | frequency"))
  }

  private func folded(_ command: String, in session: Session) throws -> Int {
    _ = session.beginProgress()
    _ = try session.run(command)
    return session.progress.total
  }

  @Test func keepsOnlyWhatTakesLong() throws {
    let (workspace, _) = try prepared()
    try FileManager.default.removeItem(atPath: workspace.store + ".cache")
    let session = try workspace.session(cacheThreshold: .seconds(100))
    _ = try session.run("c | frequency")
    #expect(!FileManager.default.fileExists(atPath: workspace.store + ".cache"))
    #expect(try folded("c | frequency", in: session) > 0)
  }

  @Test func optionsLayersAndPunctuationAreKeptApart() throws {
    let (workspace, _) = try prepared()
    let session = try workspace.session(cacheThreshold: .zero)
    for command in [
      "c | frequency --layer word", "c | frequency --punctuation", "c | frequency --by kind",
      "c | where kind = \"x\" | frequency", "c | kwic alpha", "c | kwic beta", "c | kwic alpha --context 3",
    ] {
      #expect(try folded(command, in: session) > 0, "\(command)")
      #expect(try folded(command, in: session) == 0, "\(command)")
    }
  }

  @Test func emptyingItIsNoticed() throws {
    let (workspace, expected) = try prepared()
    let session = try workspace.session(cacheThreshold: .zero)
    #expect(try folded("c | frequency", in: session) == 0)
    _ = try session.run("cache clear")
    #expect(try folded("c | frequency", in: session) > 0)
    #expect(try session.output("c | frequency") == expected)
  }

  @Test func aFileOfNonsenseIsIgnored() throws {
    let (workspace, expected) = try prepared()
    try workspace.write("lect.db.cache", "This is no database. ".utf8 + Array(repeating: 7, count: 5000))
    let session = try workspace.session(cacheThreshold: .zero)
    #expect(try session.output("c | frequency") == expected)
    #expect(try folded("c | frequency", in: session) > 0)
    #expect(throws: CommandError.self) { try session.run("cache clear") }
  }

  @Test func anotherDatabaseIsLeftAlone() throws {
    let (workspace, expected) = try prepared()
    let path = workspace.store + ".cache"
    try FileManager.default.removeItem(atPath: path)
    do {
      let other = try Connection(path, mode: .create)
      try other.execute("CREATE TABLE partial (x); INSERT INTO partial VALUES (1)")
    }
    let session = try workspace.session(cacheThreshold: .zero)
    #expect(try session.output("c | frequency") == expected)
    #expect(try Connection(path, mode: .readOnly).integer("SELECT x FROM partial") == 1)
  }

  @Test func theFileOfAnotherStoreIsEmptied() throws {
    let (workspace, _) = try prepared()
    try ExecutorLawsTests.writeTexts(to: workspace, 10..<20, in: "b")
    let other = try workspace.session(cacheThreshold: .zero, store: workspace.path + "/other.db")
    try ExecutorLawsTests.load(other, workspace, folders: ["b"])
    let expected = try other.output("c | frequency")
    try FileManager.default.removeItem(atPath: workspace.path + "/other.db.cache")
    try FileManager.default.copyItem(atPath: workspace.store + ".cache", toPath: workspace.path + "/other.db.cache")
    let again = try workspace.session(cacheThreshold: .zero, store: workspace.path + "/other.db")
    #expect(try again.output("c | frequency") == expected)
    #expect(try folded("c | frequency", in: again) == 0)
  }

  @Test(arguments: 0..<24) func damagedBytesChangeNoResult(_ seed: Int) throws {
    let (workspace, expected) = try CacheTests.shared.get()
    let store = workspace.path + "/damage-\(seed).db"
    try FileManager.default.copyItem(atPath: workspace.store, toPath: store)
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: workspace.store + ".cache")))
    for step in 0..<8 { bytes[(seed * 977 + step * 4099) % bytes.count] ^= UInt8(1 + (seed + step) % 255) }
    try Data(bytes).write(to: URL(fileURLWithPath: store + ".cache"))
    let session = try workspace.session(cacheThreshold: .zero, store: store)
    #expect(try session.output("c | frequency") == expected)
    #expect(try session.output("c | frequency") == expected)
  }

  private static let shared = Result<(workspace: Workspace, expected: String), any Error> {
    try CacheTests().prepared()
  }

  @Test func aCutFileIsIgnored() throws {
    let (workspace, expected) = try prepared()
    let url = URL(fileURLWithPath: workspace.store + ".cache")
    let bytes = try Data(contentsOf: url)
    for count in [0, 1, 100, 4096, bytes.count - 1] {
      try bytes.prefix(count).write(to: url)
      let session = try workspace.session(cacheThreshold: .zero)
      #expect(try session.output("c | frequency") == expected, "\(count) bytes")
    }
  }

  @Test func aFolderInItsPlaceIsIgnored() throws {
    let (workspace, expected) = try prepared()
    try FileManager.default.removeItem(atPath: workspace.store + ".cache")
    try workspace.write("lect.db.cache/x", "x")
    let session = try workspace.session(cacheThreshold: .zero)
    #expect(try session.output("c | frequency") == expected)
  }

  @Test func aReplacedCorpusIsAnother() throws {
    let (workspace, expected) = try prepared()
    try ExecutorLawsTests.writeTexts(to: workspace, 10..<20, in: "b")
    let session = try workspace.session(cacheThreshold: .zero)
    _ = try session.run("load c '\(workspace.path)/b' \(ExecutorLawsTests.options) --replace")
    #expect(try session.output("c | frequency") != expected)
    _ = try session.run("load c '\(workspace.path)/a' \(ExecutorLawsTests.options) --replace")
    #expect(try session.output("c | frequency") == expected)
  }
}
