import CorpusStore
import Testing
import TextProcessing

@testable import Workbench

/// The command `rebuild`, and what an append after another tokeniser says.
@Suite struct RebuildTests {
  private struct Documents: DocumentSource {
    let count = 1
    func size(of index: Int) -> Int { 100 }
    func read(_ index: Int, _ deliver: (IncomingDocument) throws -> Void) throws {
      try deliver(
        IncomingDocument(
          name: "a.txt", text: Array("Vgl. z. B. den 16. Dezember. Geht's?".utf8), language: "de", title: "Erster"))
    }
  }

  @Test func cutsAgainAndThenCanBeAppendedTo() throws {
    let workspace = try Workspace()
    try workspace.write("b/b.txt", "Noch ein Haus.")
    let session = try workspace.session()
    // The general rules alone: another version than the session's, which knows German.
    _ = try session.store(forWriting: true).load(
      "c", mode: .create, from: Documents(), options: LoadOptions(tokenizer: { _ in Tokenizer(language: "und") }))
    let before = try session.output("c | describe")
    let error = #expect(throws: CommandError.self) {
      try session.run("load c '\(workspace.path)/b' --append --language de")
    }
    #expect(error?.message.contains("`rebuild c`") == true, "\(error?.message ?? "")")
    let notes = try session.run("rebuild c")?.notes ?? []
    #expect(notes.contains { $0.hasPrefix("c is cut again: 1 document, ") }, "\(notes)")
    let after = try session.output("c | describe")
    #expect(after != before)
    #expect(after.contains("field title\ttext, 1 different"))
    _ = try session.run("load c '\(workspace.path)/b' --append --language de")
    #expect(try session.output("c | documents | select document").split(separator: "\n").count == 3)
    let last = try session.run("rebuild c")?.notes
    #expect(last == ["c is cut by the present tokeniser already: nothing is changed."])
  }

  @Test func saysWhyNot() throws {
    let workspace = try Workspace()
    let session = try workspace.session()
    try session.load(AnnotatedCorpus(0..<5))
    _ = try session.store(forWriting: true).load(
      "bare", mode: .create, from: Documents(), options: LoadOptions(keepText: false))
    for (name, reason) in [
      ("c", "its tokens came with its files, whose annotation belongs to them"),
      ("bare", "it was loaded without keeping its text"),
    ] {
      let error = #expect(throws: CommandError.self) { try session.run("rebuild \(name)") }
      #expect(error?.message == "`\(name)` cannot be cut again: \(reason)")
      #expect(error?.advice == "Load its files again: load \(name) PATH… --replace")
    }
    #expect(throws: CommandError.self) { try session.run("rebuild nothing") }
  }

  @Test func aHeadingThatIsKeptIsARegion() throws {
    let workspace = try Workspace()
    try workspace.write("t/a.txt", "date 2021-12 Der Hafen\n\nDer Hafen schläft. Das Schiff kommt.\n")
    try workspace.write("t/b.txt", "Kein Kopf, aber ein Hafen.\n")
    let session = try workspace.session()
    _ = try session.run("load t '\(workspace.path)/t' --keep-heading --language de")
    #expect(try session.output("t | describe").contains("region heading\t1\n"))
    let lines = try session.output("t | kwic Hafen --within heading | select document,left,match,right")
    #expect(lines == "document\tleft\tmatch\tright\na.txt\tdate 2021-12 Der\tHafen\t\n")
  }
}
