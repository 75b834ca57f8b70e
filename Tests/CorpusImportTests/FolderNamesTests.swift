import Testing

@testable import CorpusImport

/// Names that are remembered are those that the path itself gives.
@Suite struct FolderNamesTests {
  @Test func `paths in any order have the names that each has by itself`() {
    let currentFolder = FilePath("/home/user")
    let paths = [
      "a.txt", "b.txt", "a/b.txt", "a/c.txt", "/a/c.txt", "/a.txt", "./a.txt", "../a.txt", "a//b.txt", "a/./b.txt",
      "a/../b.txt",
      "a/..", "a/.", "a/", "a/...", "..", ".", "", "/", "//", "a/b/c.txt", "a/bc.txt", "ab/c.txt", "a/b.txt",
    ].map { FilePath($0) }
    var random = SplitMix(seed: 7)
    var names = FolderNames(currentFolder: currentFolder)
    for path in paths + (0..<2_000).map({ _ in paths[random.below(paths.count)] }) {
      #expect(names.names(of: path) == path.absoluteComponents(currentFolder: currentFolder), "\(path.display)")
    }
  }
}
