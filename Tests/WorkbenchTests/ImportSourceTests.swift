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
}
