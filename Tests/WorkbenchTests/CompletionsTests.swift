import Foundation
import Testing

@testable import Workbench

/// What TAB offers; `|` in a line is the pipe, `¦` the cursor.
@Suite struct CompletionsTests {
  private let workspace: Workspace
  private let session: Session

  init() throws {
    workspace = try Workspace()
    try workspace.write("texts/安全.txt", "date 2021-12 Ein Titel\n\nDas Haus ist groß.")
    try workspace.write("texts/b c.txt", "date 2022-01 Noch \"einer\"\n\nEin Haus am See.")
    try workspace.write("texts/it's.txt", "date 2022-02 Drei\n\nEin Haus.")
    try workspace.write("texts/.hidden", "x")
    try workspace.write("texts/sub dir/d.txt", "x")
    try workspace.write("plain/one.lect", "x")
    try workspace.write("plain/other.lect", "x")
    session = try workspace.session()
    _ = try session.run("load Stärkung '\(workspace.path)/texts'")
    _ = try session.run("top = Stärkung | frequency --top 2")
  }

  private func entries(_ line: String) -> [CompletionList.Entry] {
    let marked = line.replacingOccurrences(of: "$TMP", with: workspace.path)
    let parts = marked.split(separator: "¦", omittingEmptySubsequences: false)
    let whole = parts.joined()
    return session.completions(for: whole, at: parts[0].utf8.count).entries
  }

  private func texts(_ line: String) -> [String] {
    entries(line).map { $0.text.replacingOccurrences(of: workspace.path, with: "$TMP") }
  }

  @Test func `sources and commands come first in a line`() {
    #expect(texts("St¦") == ["Stärkung"])
    #expect(texts("top¦") == ["top", "topics"])
    #expect(texts("freq¦uency") == ["frequency"])
    #expect(texts("¦").contains("load"))
  }

  @Test func `the part that is replaced is the word before the cursor, in bytes`() {
    #expect(session.completions(for: "use Stär", at: 9).replacing == 4..<9)
    #expect(session.completions(for: "use Stär", at: 9).entries.map(\.text) == ["Stärkung"])
  }

  @Test func `after a pipe stand commands that can work on what is there`() {
    #expect(texts("Stärkung | ¦").contains("kwic"))
    #expect(!texts("Stärkung | ¦").contains("head"))
    #expect(!texts("Stärkung | ¦").contains("load"))
    #expect(texts("Stärkung | where date = 2021 | fr¦") == ["frequency"])
    #expect(texts("Stärkung | frequency | hea¦") == ["head"])
    #expect(texts("Stärkung | frequency | kw¦") == [])
    #expect(texts("top | so¦") == ["sort"])
  }

  @Test func `options and their values`() {
    #expect(texts("Stärkung | frequency --min-d¦") == ["--min-documents"])
    #expect(texts("Stärkung | frequency --layer ¦") == ["word", "lower", "stem"])
    #expect(texts("Stärkung | kwic x --within d¦") == ["document"])
    #expect(texts("Stärkung | frequency --by date¦") == ["date", "date:day", "date:month", "date:year"])
    #expect(texts("frequency --stopwords d¦").contains("de"))
    #expect(texts("set format js¦") == ["json", "jsonl"])
    #expect(texts("help freq¦") == ["frequency"])
  }

  @Test func `fields and their values stand in conditions`() {
    #expect(texts("Stärkung | where lang¦") == ["language"])
    #expect(texts("Stärkung | where date:m¦") == ["date:month"])
    #expect(texts("Stärkung | where title = ¦") == ["\"Drei\"", "\"Ein Titel\"", "\"Noch \\\"einer\\\"\""])
    #expect(texts("Stärkung | where title = \"E¦") == ["\"Ein Titel\""])
    #expect(texts("Stärkung | frequency | filter cou¦") == ["count"])
  }

  @Test func `documents and columns`() {
    #expect(texts("Stärkung | show b¦") == ["'b c.txt'"])
    #expect(texts("Stärkung | frequency | sort docu¦") == ["documents", "documents_percent"])
    #expect(texts("top | select term,c¦") == ["term,count"])
  }

  @Test func `files, with quotes where one of them needs them`() {
    #expect(texts("run $TMP/plain/o¦") == ["$TMP/plain/one.lect", "$TMP/plain/other.lect"])
    #expect(entries("run $TMP/plain/o¦").map(\.shown) == ["one.lect", "other.lect"])
    #expect(texts("load x $TMP/texts/安¦") == ["$TMP/texts/安全.txt"])
    #expect(texts("load x $TMP/texts/b¦") == ["'$TMP/texts/b c.txt'"])
    #expect(texts("load x \"$TMP/texts/it¦") == ["\"$TMP/texts/it's.txt\""])
    #expect(texts("load x $TMP/texts/.h¦") == ["$TMP/texts/.hidden"])
    #expect(!entries("load x $TMP/texts/¦").map(\.shown).contains(".hidden"))
  }

  @Test func `a folder leaves its quotes open, so that typing goes on in it`() {
    #expect(texts("load x $TMP/pl¦") == ["$TMP/plain/"])
    #expect(texts("load x $TMP/texts/su¦") == ["'$TMP/texts/sub dir/"])
    #expect(entries("load x $TMP/texts/su¦").allSatisfy { !$0.isFinal })
    #expect(texts("load x '$TMP/texts/sub dir/¦") == ["'$TMP/texts/sub dir/d.txt'"])
    #expect(texts("load x ~¦") == ["~/"])
  }

  @Test func `nothing in a comment or where nothing is known`() {
    #expect(texts("# fr¦") == [])
    #expect(texts("nope fr¦") == [])
    #expect(texts("load x /nowhere/at/all/¦") == [])
  }
}
