import Testing

@testable import Workbench

@Suite struct SessionTests {
  private let workspace: Workspace
  private let session: Session

  init() throws {
    workspace = try Workspace()
    try workspace.write("t/a.txt", "One two two.\n")
    session = try workspace.session()
    _ = try session.run("load t '\(workspace.path)/t' --language en")
  }

  @Test func aCommandInsideACommandKeepsItsNotesApart() throws {
    var inner: [String] = []
    session.scriptRunner = { operands in
      #expect(operands == ["x.lect", "N=1"])
      inner += try session.run("t | frequency")?.notes ?? []
      inner += try session.run("top = t | frequency --top 1")?.notes ?? []
    }
    let outcome = try session.run("run x.lect N=1")
    #expect(outcome?.notes == [])
    #expect(inner == ["3 words in 1 document are the base.", "3 words in 1 document are the base.", "top has 1 row."])
  }

  @Test func aCommandInsideACommandCanBeStopped() throws {
    session.scriptRunner = { _ in
      session.progress.cancel()
      _ = try session.run("t | frequency")
    }
    let progress = session.beginProgress()
    let error = #expect(throws: CommandError.self) { try session.run("run x.lect") }
    #expect(error?.kind == .interrupted)
    #expect(progress.isCancelled)
    #expect(try session.run("t | frequency") != nil)
  }

  @Test func abbreviationsAreForThePromptOnly() throws {
    #expect(try session.run("t | freq --top 1", allowsAbbreviations: true)?.report?.tables[0].rowCount == 1)
    let error = #expect(throws: CommandError.self) { try session.run("t | freq --top 1") }
    #expect(error?.kind == .syntax)
  }

  @Test func anErrorLeavesTheLastResult() throws {
    _ = try session.run("t | frequency")
    #expect(throws: CommandError.self) { try session.run("t | frequency --top x") }
    #expect(try session.output("it | head 1 | select term") == "term\ntwo\n")
  }
}
