import Foundation
import Testing

@testable import CorpusImport

@Suite("InputCollector")
struct InputCollectorTests {
  private let here = FileManager.default.currentDirectoryPath

  private func collect(_ paths: String..., format: ImportFormat? = nil) throws -> CollectedInput {
    let plan = ImportPlan(inputs: paths.map { InputPath($0) }, format: format)
    return try InputCollector(plan).collect(plan.inputs)
  }

  @Test func folderIsReadWithItsFoldersInByteOrder() throws {
    let folder = try TemporaryFolder()
    for name in ["b.txt", "a/z.TXT", "a-b.text", "a/y.txt", "Ä.txt", "B.txt"] { try folder.write(name) }
    let input = try collect(folder.path)
    #expect(input.files.map(\.name) == ["B.txt", "a-b.text", "a/y.txt", "a/z.TXT", "b.txt", "Ä.txt"])
    #expect(input.files.allSatisfy { $0.size == 4 })
    #expect(input.skipped.isEmpty && input.repeated.isEmpty)
    #expect(input.files[0].path == folder("B.txt"))
  }

  @Test func whatAFolderHoldsBesidesIsNamedWithTheReason() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt")
    try folder.write("LICENSE.wml")
    try folder.write("README")
    try folder.write("notes.md")
    try folder.write("table.csv", "name,party\n")
    try folder.write(".hidden.txt")
    try folder.write(".git/x.txt")
    // Small ones are left to their reader.
    try folder.write("photo.txt", [UInt8](repeating: 0, count: 10_000))
    try folder.write("paper.txt", "%PDF-1.4 " + String(repeating: "…", count: 10_000))
    try folder.write("sub/deep.txt")
    try folder.link("nowhere.txt", to: "/does/not/exist")
    try folder.link("loop", to: "..")
    try folder.link("self.txt", to: "self.txt")
    let input = try collect(folder.path)
    #expect(input.files.map(\.name) == ["a.txt", "sub/deep.txt"])
    let skipped = input.skipped.map { "\($0.path.dropFirst(folder.path.count + 1)): \($0.reason)" }
    #expect(
      skipped == [
        ".git: hidden", ".hidden.txt: hidden", "LICENSE.wml: unknown extension .wml", "README: no extension",
        "loop: a link to a folder", "notes.md: unknown extension .md", "nowhere.txt: a link to nothing",
        "paper.txt: a PDF document", "photo.txt: binary data", "self.txt: a link to nothing",
        "table.csv: csv: no column text, content or body",
      ])
  }

  @Test func orderIsThatOfTheUserAndEachFileIsReadOnce() throws {
    let folder = try TemporaryFolder()
    for name in ["a.txt", "b.txt", "c/d.txt"] { try folder.write(name) }
    try folder.link("e.txt", to: "a.txt")
    let input = try collect(folder("b.txt"), folder.path, folder("c/../b.txt"))
    #expect(input.files.map(\.name) == ["b.txt", "a.txt", "c/d.txt"])
    #expect(input.repeated == [folder("b.txt"), folder("e.txt"), folder("c/../b.txt")])
  }

  @Test func hardLinksAreFilesOfTheirOwn() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt")
    try FileManager.default.linkItem(atPath: folder("a.txt"), toPath: folder("b.txt"))
    let input = try collect(folder.path, folder("b.txt"))
    #expect(input.files.map(\.name) == ["a.txt", "b.txt"])
    #expect(input.repeated == [folder("b.txt")])
  }

  @Test func namesAreBelowTheDeepestCommonFolder() throws {
    let folder = try TemporaryFolder()
    for name in ["news/de/1.txt", "news/en/1.txt", "news/en/x/2.txt"] { try folder.write(name) }
    #expect(try collect(folder("news/de")).files.map(\.name) == ["1.txt"])
    #expect(try collect(folder("news")).files.map(\.name) == ["de/1.txt", "en/1.txt", "en/x/2.txt"])
    #expect(try collect(folder("news/de"), folder("news/en/x")).files.map(\.name) == ["de/1.txt", "en/x/2.txt"])
    #expect(try collect(folder("news/de/1.txt")).files.map(\.name) == ["1.txt"])
    #expect(try collect(folder("news/*/*.txt")).files.map(\.name) == ["de/1.txt", "en/1.txt"])
    #expect(
      try collect(folder("./news//de/./1.txt"), folder("news/en/1.txt")).files.map(\.name) == ["de/1.txt", "en/1.txt"])
  }

  @Test func globs() throws {
    let folder = try TemporaryFolder()
    for name in ["a1.txt", "a2.txt", "b1.log", "s/a3.txt", "s/t/a4.txt", ".h/a5.txt", "s/.a6.txt", "t.csv"] {
      try folder.write(name)
    }
    try folder.write("t.csv", "name,party\n")
    func names(_ glob: String) throws -> [String] {
      try collect(folder(glob)).files.map { String($0.path.dropFirst(folder.path.count + 1)) }
    }
    #expect(try names("a?.txt") == ["a1.txt", "a2.txt"])
    #expect(try names("[!b]2*") == ["a2.txt"])
    #expect(try names("*.log") == ["b1.log"])
    #expect(try names("**/*.txt") == ["a1.txt", "a2.txt", "s/a3.txt", "s/t/a4.txt"])
    #expect(try names("s/**") == ["s/a3.txt", "s/t/a4.txt"])
    #expect(try names("**/t/*.txt") == ["s/t/a4.txt"])
    #expect(try names("s*") == ["s/a3.txt", "s/t/a4.txt"])
    #expect(try names("s/.a*") == ["s/.a6.txt"])
    let all = try collect(folder("*"))
    #expect(all.files.count == 5)
    #expect(all.skipped.map(\.reason) == [.hidden, .unfit(.csv, "no column text, content or body")])
    #expect(try collect(folder("*.csv"), format: .text).files.count == 1)
  }

  @Test func quotedPathsAreNoGlobs() throws {
    let folder = try TemporaryFolder()
    try folder.write("a[1].txt")
    try folder.write("a1.txt")
    let literal = try InputCollector(ImportPlan(inputs: [])).collect([InputPath(folder("a[1].txt"), isLiteral: true)])
    #expect(literal.files.map(\.name) == ["a[1].txt"])
    #expect(try collect(folder("a[1].txt")).files.map(\.name) == ["a1.txt"])
    try folder.write("b[1].txt")
    #expect(try collect(folder("b[1].txt")).files.map(\.name) == ["b[1].txt"])
    #expect(throws: ImportError.notFound(path: folder("*.txt"))) {
      try InputCollector(ImportPlan(inputs: [])).collect([InputPath(folder("*.txt"), isLiteral: true)])
    }
  }

  @Test func tildeIsTheHomeFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt")
    let collector = InputCollector(ImportPlan(inputs: []), home: folder.path)
    #expect(try collector.collect([InputPath("~/a.txt")]).files.count == 1)
    #expect(try collector.collect([InputPath("~/*.txt")]).files.count == 1)
    #expect(throws: ImportError.notFound(path: "~/a.txt", from: here)) {
      try collector.collect([InputPath("~/a.txt", isLiteral: true)])
    }
  }

  @Test func linksThatAreNamedAreFollowedAndLoopsEnd() throws {
    let folder = try TemporaryFolder()
    try folder.write("real/a.txt")
    try folder.link("real/up", to: "..")
    try folder.link("link", to: "real")
    #expect(try collect(folder("link")).files.map(\.name) == ["a.txt"])
    #expect(try collect(folder("**/*.txt")).files.map(\.name) == ["a.txt"])
    try folder.link("x", to: "y")
    try folder.link("y", to: "x")
    #expect(throws: ImportError.unreadable(path: folder("x"), reason: "Too many levels of symbolic links")) {
      try collect(folder("x"))
    }
  }

  @Test func namesThatAreNotUTF8AreReadAndShown() throws {
    let folder = try TemporaryFolder()
    let raw = Array(folder.path.utf8) + Array("/M".utf8) + [0xFC] + Array("ller.txt".utf8)
    let file = try #require(FilePath(bytes: raw).withCString { fopen($0, "w") })
    fputs("Text", file)
    fclose(file)
    let input = try collect(folder.path)
    #expect(input.files.map(\.name) == ["M\\xFCller.txt"])
    let reader = try CorpusReader(ImportPlan(inputs: [InputPath(folder.path)]))
    #expect(try reader.documents().first?.bytes == Array("Text".utf8))
  }

  @Test func whatCannotBeReadIsAnError() throws {
    let folder = try TemporaryFolder()
    try folder.write("empty/x.wml")
    try folder.write("data.txt", [0x1F, 0x8B, 0x08, 0x00])
    try folder.write("data.bin", [UInt8](repeating: 1, count: 200))
    try folder.write("table.csv")
    #expect(throws: ImportError.noInput) { try InputCollector(ImportPlan(inputs: [])).collect([]) }
    #expect(throws: ImportError.notFound(path: folder("none.txt"))) { try collect(folder("none.txt")) }
    #expect(throws: ImportError.notFound(path: "", from: here)) { try collect("") }
    #expect(throws: ImportError.notFound(path: "a\u{0}b", from: here)) { try collect("a\u{0}b") }
    #expect(throws: ImportError.notFound(path: folder("data.txt/x"))) { try collect(folder("data.txt/x")) }
    #expect(throws: ImportError.noMatch(glob: folder("*.none"))) { try collect(folder("*.none")) }
    #expect(throws: ImportError.noMatch(glob: folder("none/*"))) { try collect(folder("none/*")) }
    #expect(throws: ImportError.notAFile(path: "/dev/null")) { try collect("/dev/null") }
    #expect(throws: ImportError.damaged(path: folder("data.txt"), problem: "it ends too early")) {
      try collect(folder("data.txt"))
    }
    #expect(throws: ImportError.binary(path: folder("data.bin"), what: nil)) { try collect(folder("data.bin")) }
    #expect(try collect(folder("table.csv"), format: .text).files.count == 1)
    let skipped = [SkippedFile(path: folder("empty/x.wml"), reason: .unknownExtension("wml"))]
    #expect(throws: ImportError.noText(path: folder("empty"), skipped: skipped)) { try collect(folder("empty")) }
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func whatTheSystemForbidsIsNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write("d/a.txt")
    chmod(folder("d/a.txt"), 0)
    #expect(throws: ImportError.unreadable(path: folder("d/a.txt"), reason: "Permission denied")) {
      try collect(folder("d"))
    }
    chmod(folder("d"), 0)
    #expect(throws: ImportError.unreadable(path: folder("d"), reason: "Permission denied")) { try collect(folder("d")) }
    chmod(folder("d"), 0o700)
  }
}
