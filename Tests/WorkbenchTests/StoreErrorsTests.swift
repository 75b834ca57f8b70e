import Foundation
import Testing

@testable import Workbench

/// Stores that cannot be used: each with its message, and nothing is changed.
@Suite struct StoreErrorsTests {
  private func message(_ command: String, in session: Session) -> String {
    do {
      _ = try session.run(command)
      return ""
    } catch {
      return error.rendered(in: command)
    }
  }

  @Test func aFileThatIsNoStore() throws {
    let workspace = try Workspace()
    try workspace.write("notes.db", "These are notes and no store at all, long enough to be looked at.\n")
    try workspace.write("a.txt", "Text.\n")
    let path = workspace.path + "/notes.db"
    let session = try workspace.session(store: path)
    let expected = "\(path) is not a Lect store: it is not an SQLite database."
    for command in ["corpora", "x | frequency", "frequency", "x", "load x '\(workspace.path)/a.txt'", "use x", "check"]
    {
      #expect(message(command, in: session) == expected, "\(command)")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("These are notes"))
  }

  @Test func anEmptyFileBecomesAStoreByALoadOnly() throws {
    let workspace = try Workspace()
    try workspace.write("empty.db", "")
    try workspace.write("a.txt", "Text.\n")
    let session = try workspace.session(store: workspace.path + "/empty.db")
    #expect(message("corpora", in: session) == "")
    #expect(message("check", in: session).hasPrefix("there is no store at"))
    #expect(message("load x '\(workspace.path)/a.txt'", in: session) == "")
    #expect(message("x | frequency", in: session) == "")
  }

  @Test func aFailedLoadMakesNoCorpus() throws {
    let workspace = try Workspace()
    try workspace.write("a.txt", "Text.\n")
    let session = try workspace.session()
    #expect(message("load x '\(workspace.path)/none.txt'", in: session).hasPrefix("there is no file"))
    #expect(!FileManager.default.fileExists(atPath: workspace.store))
    #expect(message("load x '\(workspace.path)/a.txt'", in: session) == "")
    #expect(message("load x '\(workspace.path)/none.txt' --append", in: session).hasPrefix("there is no file"))
    #expect(message("load x '\(workspace.path)/none.txt' --replace", in: session).hasPrefix("there is no file"))
    #expect(try session.output("corpora | select corpus,documents") == "corpus\tdocuments\nx\t1\n")
  }

  @Test func aFolderThatIsNotThere() throws {
    let workspace = try Workspace()
    try workspace.write("a.txt", "Text.\n")
    let session = try workspace.session(store: workspace.path + "/no/where.db")
    #expect(message("corpora", in: session) == "")
    #expect(
      message("load x '\(workspace.path)/a.txt'", in: session)
        == "the store \(workspace.path)/no/where.db cannot be made: the folder \(workspace.path)/no does not exist; name another "
        + "file with --store.")
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func aFolderThatCannotBeWritten() throws {
    let workspace = try Workspace()
    try workspace.write("a.txt", "Text.\n")
    try workspace.write("closed/b.txt", "Text.\n")
    let folder = workspace.path + "/closed"
    chmod(folder, 0o555)
    defer { chmod(folder, 0o755) }
    let session = try workspace.session(store: folder + "/new.db")
    #expect(
      message("load x '\(workspace.path)/a.txt'", in: session)
        == "the store \(folder)/new.db cannot be made: the folder \(folder) cannot be written: Permission denied; its permissions "
        + "are r-xr-xr-x, its owner is number \(geteuid()); name another file with --store.")
  }
}
