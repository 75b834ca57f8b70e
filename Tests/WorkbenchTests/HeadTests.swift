import Testing

@testable import Workbench

/// `head` tells the analyzer before it how many rows are wanted; that may spare work, and changes nothing else.
@Suite struct HeadTests {
  @Test(arguments: [
    "c | kwic alpha", "c | kwic alpha, beta gamma --context 3 --sort R1", "c | kwic gamma --by kind", "c | frequency",
    "c | cooccurrence alpha --min-count 1", "c | documents", "c | sentiment --unit sentence",
  ])
  func keepsTheFirstRows(_ command: String) throws {
    let workspace = try Workspace()
    try ExecutorLawsTests.writeTexts(to: workspace, 0..<12, in: "a")
    let session = try workspace.session()
    try ExecutorLawsTests.load(session, workspace)
    let all = try #require(try session.run(command))
    let lines = try Session.text(of: all).split(separator: "\n").map(String.init)
    for count in [0, 1, 3, 1_000, Int.max] {
      let head = try #require(try session.run("\(command) | head \(count)"))
      #expect(
        try Session.text(of: head).split(separator: "\n").map(String.init)
          == Array(lines.prefix(count == .max ? .max : 1 + count)))
      #expect(head.notes == all.notes)
    }
    // What comes after another stage is wanted whole.
    #expect(
      try session.output("\(command) | sort \(lines[0].split(separator: "\t")[0]) --descending | head 1")
        == session.output("\(command) | sort \(lines[0].split(separator: "\t")[0]) --descending").firstLines(2))
  }
}

extension String {
  /// The first lines, each with its end.
  fileprivate func firstLines(_ count: Int) -> String {
    split(separator: "\n").prefix(count).map { "\($0)\n" }.joined()
  }
}
