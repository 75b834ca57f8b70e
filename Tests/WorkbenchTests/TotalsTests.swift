import Database
import Testing

@testable import Workbench

/// The sums that a store keeps of a corpus: used where they are there, and never missed.
@Suite struct TotalsTests {
  private static let commands = [
    "c | frequency", "c | frequency --layer word", "c | frequency alpha, gamma --forms", "c | frequency --punctuation",
    "c | cooccurrence alpha --min-count 1", "c | cooccurrence --terms 20 --min-count 1", "c | frequency --by kind",
  ]

  private func outputs(_ workspace: Workspace) throws -> [String] {
    // A session of its own, which has checked nothing yet.
    let session = try workspace.session()
    return try TotalsTests.commands.map(session.output)
  }

  private func loaded() throws -> Workspace {
    let workspace = try Workspace()
    try ExecutorLawsTests.writeTexts(to: workspace, 0..<12, in: "a")
    try ExecutorLawsTests.load(workspace.session(), workspace)
    return workspace
  }

  private func change(_ workspace: Workspace, _ sql: String) throws {
    try Connection(workspace.store, mode: .readWrite).execute(sql)
  }

  @Test func `damaged or missing sums change no number`() throws {
    let workspace = try loaded()
    let expected = try outputs(workspace)
    try change(
      workspace, "UPDATE blob SET data = zeroblob(length(data)) WHERE id IN (SELECT blob FROM corpus_total)")
    #expect(try outputs(workspace) == expected)
    try change(
      workspace, "DELETE FROM blob WHERE id IN (SELECT blob FROM corpus_total); DELETE FROM corpus_total")
    #expect(try outputs(workspace) == expected)
  }

  /// What names the languages of documents is not there, or of others.
  @Test func `wrong languages are told as damage`() throws {
    for (statement, isTold) in [
      ("DELETE FROM corpus_language", true),
      // Of a corpus in one language no document is asked for its own: only `check` sees it.
      ("UPDATE corpus_language SET language = 'xx'", false),
      ("UPDATE corpus_language SET corpus = 99; INSERT INTO corpus_language VALUES(1, 'xx', 1), (1, 'yy', 1)", true),
    ] {
      let workspace = try loaded()
      let before = try outputs(workspace)
      try change(workspace, statement)
      let session = try workspace.session()
      var told = 0
      for (index, command) in (TotalsTests.commands + ["c | kwic alpha", "c | readability", "c | documents"])
        .enumerated()
      {
        do {
          let output = try session.output(command)
          #expect(index >= before.count || output == before[index], "\(command)")
        } catch {
          #expect("\(error)".contains("damaged"), "\(command): \(error)")
          told += 1
        }
      }
      // All analyzers; the list of documents does not need it.
      #expect(told == (isTold ? TotalsTests.commands.count + 2 : 0), "\(statement)")
    }
  }

  @Test func `a frequency list is read from them`() throws {
    let workspace = try loaded()
    let words = try workspace.session().output("c | frequency --layer word")
    #expect(try workspace.session().output("c | frequency") != words)
    // Those of the words in place of those of lower case.
    try change(
      workspace,
      "UPDATE corpus_total SET blob = (SELECT blob FROM corpus_total WHERE layer = 'word') WHERE layer = 'lower'")
    #expect(try workspace.session().output("c | frequency") == words)
  }

  /// A session keeps the sums that it has read.
  @Test func `what a session remembers follows the store`() throws {
    let workspace = try Workspace()
    for (folder, texts) in [("a", 0..<12), ("b", 12..<13), ("c", 13..<25)] {
      try ExecutorLawsTests.writeTexts(to: workspace, texts, in: folder)
    }
    let session = try workspace.session()
    try ExecutorLawsTests.load(session, workspace)
    for command in ["append b", "append c", "compact", "drop"] {
      #expect(try TotalsTests.commands.map(session.output) == outputs(workspace), "before \(command)")
      #expect(try TotalsTests.commands.map(session.output) == outputs(workspace), "again before \(command)")
      switch command {
      case "compact": _ = try session.output("compact")
      case "drop":
        _ = try session.output("drop c")
        try ExecutorLawsTests.load(session, workspace, folders: ["b"])
      default: try ExecutorLawsTests.load(session, workspace, "--append", folders: [String(command.suffix(1))])
      }
    }
    #expect(try TotalsTests.commands.map(session.output) == outputs(workspace))
  }

  /// Compacting may leave as many segments as the sums are of, but others; documents keep their content, and forms their numbers.
  @Test func `what a session remembers is of the segments that there are`() throws {
    let workspace = try Workspace()
    try ExecutorLawsTests.writeTexts(to: workspace, 0..<20, in: "a")
    try ExecutorLawsTests.writeTexts(to: workspace, 21..<22, in: "b")
    let session = try workspace.session()
    try ExecutorLawsTests.load(session, workspace, folders: ["a"])
    try ExecutorLawsTests.load(session, workspace, "--append", folders: ["b"])
    let connection = try Connection(workspace.store, mode: .readOnly)
    let (segments, inTotals) = (
      try connection.integer("SELECT count(*) FROM segment"),
      try connection.integer("SELECT count(*) FROM corpus_total")
    )
    #expect(segments == 2 && inTotals == 2)
    let expected = try outputs(workspace)
    for command in TotalsTests.commands.reversed() { _ = try session.output(command) }
    _ = try session.output("compact")
    #expect(try connection.integer("SELECT count(*) FROM segment") == 1)
    // From the layer that was looked at last on.
    #expect(try TotalsTests.commands.map(session.output) == expected)
    #expect(try outputs(workspace) == expected)
  }

  @Test func `what little was appended since they were made is added to them`() throws {
    let workspace = try Workspace()
    try ExecutorLawsTests.writeTexts(to: workspace, 0..<20, in: "a")
    try ExecutorLawsTests.writeTexts(to: workspace, 21..<22, in: "b")
    try ExecutorLawsTests.load(workspace.session(), workspace, folders: ["a", "b"])
    let connection = try Connection(workspace.store, mode: .readOnly)
    let lacking = try connection.integer("SELECT sum(tokens) FROM segment")
    #expect(try connection.integer("SELECT min(tokens) FROM corpus_total") != lacking)
    let outputs = try outputs(workspace)
    _ = try workspace.session().run("compact")
    #expect(try connection.integer("SELECT min(tokens) FROM corpus_total") == lacking)
    #expect(try self.outputs(workspace) == outputs)
  }
}
