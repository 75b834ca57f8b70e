import Foundation
import Testing

@testable import Workbench

/// docs/reference is what the cards say.
@Suite struct ReferenceTests {
  private static let folder = Workspace.repository + "/docs/reference"

  @Test func pagesAreFresh() throws {
    let pages = ReferencePages.all(try Workspace().session())
    if Workspace.isRecording {
      try FileManager.default.createDirectory(atPath: Self.folder, withIntermediateDirectories: true)
    }
    for page in pages { expectSnapshot(page.markdown, at: "\(Self.folder)/\(page.name).md", "ReferenceTests") }
    let known = Set(pages.map { $0.name + ".md" })
    for file in (try? FileManager.default.contentsOfDirectory(atPath: Self.folder)) ?? [] where !known.contains(file) {
      if Workspace.isRecording {
        try FileManager.default.removeItem(atPath: "\(Self.folder)/\(file)")
      } else {
        Issue.record(
          "docs/reference/\(file) is of no command; delete it: LECT_RECORD=1 swift test --filter ReferenceTests")
      }
    }
  }

  @Test func everyPageIsComplete() throws {
    let session = try Workspace().session()
    let pages = ReferencePages.all(session)
    #expect(pages.count == session.commands.count + 1)
    let contents = try #require(pages.last?.markdown)
    for page in pages.dropLast() {
      #expect(contents.contains("(\(page.name).md)"))
      #expect(page.markdown.hasPrefix("# \(page.name)\n"))
      // Cells hold no bare pipe: every row of a table has as many columns as its head.
      var columns: Int?
      for line in page.markdown.split(separator: "\n", omittingEmptySubsequences: false) {
        guard line.hasPrefix("|") else {
          columns = nil
          continue
        }
        let count = line.replacing("\\|", with: "").count { $0 == "|" }
        #expect(columns ?? count == count, "\(page.name): \(line)")
        columns = count
      }
    }
  }
}
