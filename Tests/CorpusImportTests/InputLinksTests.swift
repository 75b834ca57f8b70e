import Foundation
import Testing

@testable import CorpusImport

/// Links, and files that are named twice.
@Suite("InputLinks")
struct InputLinksTests {
  private func names(_ input: CollectedInput) -> [String] { input.files.map(\.name) }

  private func skipped(_ input: CollectedInput, below folder: SampleFolder) -> [String] {
    input.skipped.map { "\($0.path.dropFirst(folder.path.count + 1)) (\($0.reason))" }
  }

  @Test func theSameFileIsReadOnce() throws {
    let folder = try SampleFolder(["a.txt", "b.txt"])
    try folder.link("c.txt", to: "a.txt")
    let input = try folder.collect(["b.txt", "a.txt", "./a.txt", "*.txt"])
    #expect(names(input) == ["b.txt", "a.txt"])
    #expect(input.repeated == ["./a.txt", "a.txt", "b.txt", "c.txt"].map(folder.path))
  }

  @Test func hardLinksAreFilesOfTheirOwnAndPathsToThemAreNot() throws {
    let folder = try SampleFolder(["a.txt"])
    try FileManager.default.linkItem(atPath: folder.path("a.txt"), toPath: folder.path("b.txt"))
    let input = try folder.collect(["", "b.txt"])
    #expect(names(input) == ["a.txt", "b.txt"])
    #expect(input.repeated == [folder.path("b.txt")])
  }

  @Test func loopsEndAndNoFolderIsEnteredByALinkThatAGlobFits() throws {
    let folder = try SampleFolder(["x/a.txt"])
    try folder.link("x/up", to: "..")
    try folder.link("self", to: "self")
    for glob in ["", "**", "*"] {
      let input = try folder.collect([glob])
      #expect(names(input).count == 1, "\(glob)")
      #expect(
        skipped(input, below: folder) == ["self (a link to nothing)", "x/up (a link to a folder)"], "\(glob)")
    }
    #expect(throws: ImportError.unreadable(path: folder.path("self"), reason: "Too many levels of symbolic links")) {
      try folder.collect(["self"])
    }
  }

  @Test func linksToFilesAndNamedLinksToFoldersAreFollowed() throws {
    let outside = try SampleFolder(["o.txt"])
    let folder = try SampleFolder(["a.txt"])
    try folder.link("b.txt", to: outside.path("o.txt"))
    try folder.link("there", to: outside.path)
    #expect(names(try folder.collect([""])) == ["a.txt", "b.txt"])
    #expect(names(try folder.collect(["there"])) == ["o.txt"])
    #expect(names(try folder.collect(["*/o.txt"])) == ["o.txt"])
  }
}
