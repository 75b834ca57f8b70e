import Testing

@testable import CorpusImport

@Suite("GlobExpansion")
struct GlobExpansionTests {
  private func names(_ glob: String, in folder: SampleFolder) throws -> [String] {
    try GlobExpansion(folder.path(glob)).paths().map { String($0.display.dropFirst(folder.path.count + 1)) }
  }

  @Test(
    arguments: [
      ("*", ["a.txt", "b.md", "x"]), ("*.txt", ["a.txt"]), ("x/*", ["x/a.txt", "x/y"]), ("*/*.txt", ["x/a.txt"]),
      ("**/*.txt", ["a.txt", "x/a.txt", "x/y/z.txt"]), ("**", ["a.txt", "b.md", "x/a.txt", "x/y/z.txt"]),
      ("x/**", ["x/a.txt", "x/y/z.txt"]), ("**/**/z.txt", ["x/y/z.txt"]), ("**/y/*", ["x/y/z.txt"]),
      ("**/x/**/z.txt", ["x/y/z.txt"]), ("./*.md", ["b.md"]), ("x/../*.md", ["x/../b.md"]), (".*", [".h", ".hid.txt"]),
      ("[ab].*", ["a.txt", "b.md"]), ("?.txt", ["a.txt"]), ("*/", ["x"]), ("x*/", ["x"]), ("**.txt", ["a.txt"]),
      ("*/y", ["x/y"]), ("**/", [] as [String]), ("nope/*", []), (".h/*", [".h/k.txt"]),
    ])
  func globs(_ glob: String, _ expected: [String]) throws {
    let folder = try SampleFolder(["a.txt", "b.md", "x/a.txt", "x/y/z.txt", ".hid.txt", ".h/k.txt"])
    #expect(try names(glob, in: folder) == expected)
  }

  @Test func manyWildcardsEndSoon() throws {
    let folder = try SampleFolder((0..<6).map { String(repeating: "d/", count: $0) + "f.txt" })
    let glob = String(repeating: "**/*/", count: 12) + "*.txt"
    #expect(try names(glob, in: folder).isEmpty)
    #expect(try names("**/*/**/*/**/f.txt", in: folder).count == 4)
  }

  @Test func relativeGlobsGiveRelativePaths() throws {
    #expect(try GlobExpansion("no-such-folder-here/*").paths().isEmpty)
    #expect(try GlobExpansion("/").paths().isEmpty)
    #expect(try GlobExpansion("").paths().isEmpty)
    #expect(try GlobExpansion("/et[c]").paths().map(\.display) == ["/etc"])
  }
}
