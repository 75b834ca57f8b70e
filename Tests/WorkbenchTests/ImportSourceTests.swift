import CorpusImport
import Testing

@testable import Workbench

/// What is said of the files of a load.
@Suite struct ImportSourceTests {
  /// More remarks than are kept apart, some of them in several files.
  private func files() throws -> (Workspace, ImportPlan) {
    let workspace = try Workspace()
    for number in 0..<90 {
      try workspace.write("v/\(100 + number).vrt", "<text>\nHund\n</stray\(number * 7 % 80)>\n</text>\n")
      try workspace.write(
        "v/\(100 + number).txt", number % 5 == 0 ? "" : "date 2021-0\(1 + number % 9) Titel\n\nGr\u{FC}n.\n")
    }
    return (workspace, ImportPlan(inputs: [InputPath(workspace.path + "/v")]))
  }

  @Test("notices do not depend on the order in which threads read the files")
  func notices() throws {
    let (workspace, plan) = try files()
    defer { withExtendedLifetime(workspace) {} }
    func notices(_ order: (Int) -> [Int]) throws -> [String] {
      let source = try ImportSource(plan)
      for index in order(source.count) { try source.read(index) { _ in } }
      return source.notices
    }
    // Backwards, each is by itself.
    let expected = try notices { Array((0..<$0).reversed()) }
    #expect(expected.contains { $0.contains("further remarks") } && expected.contains { $0.contains("</stray7>") })
    #expect(try notices { Array(0..<$0) } == expected)
    // As two and three threads take chunks.
    for (threads, chunk) in [(2, 10), (3, 7), (2, 64)] {
      #expect(
        try notices { count in
          (0..<count).sorted { ($0 / chunk % threads, $0) < ($1 / chunk % threads, $1) }
        } == expected)
    }
  }

  @Test("files none of which holds a document are an error, and leave the corpus of that name as it is")
  func nothingInFiles() throws {
    let workspace = try Workspace()
    try workspace.write("old/a.txt", "One two.")
    try workspace.write("new/a.csv", "id,text\n")
    try workspace.write("new/b.txt", [0x89] + Array("PNG\r\n\u{1A}\n".utf8))
    try workspace.write("new/c.csv", "id,text\n")
    let session = try workspace.session()
    _ = try session.run("load c '\(workspace.path)/old' --language en")
    for arguments in [
      "c '\(workspace.path)/new' --replace", "c '\(workspace.path)/new' --append", "d '\(workspace.path)/new'",
    ] {
      let error = #expect(throws: CommandError.self) { try session.run("load \(arguments)") }
      #expect(
        error?.message.replacing(workspace.path + "/", with: "")
          == "none of 3 files holds a document: new/a.csv, new/b.txt, new/c.csv")
    }
    #expect(try session.output("corpora | select corpus,documents") == "corpus\tdocuments\nc\t1\n")
  }
}
