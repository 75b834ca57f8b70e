import Testing

@testable import CorpusImport

@Suite("MetadataJoin")
struct MetadataJoinTests {
  private func join(_ names: [String], _ keys: [String]) throws -> MetadataJoin {
    let files = names.map { name in
      InputFile(name: name, size: 0, format: .text, location: FilePath(name), currentFolder: FilePath("/home/me"))
    }
    let text = "file\tx\n" + keys.map { $0 + "\t1\n" }.joined()
    return try MetadataJoin(files, with: MetadataTable(path: "m", text: Array(text.utf8), format: .tsv, key: "file"))
  }

  @Test(
    arguments: [
      (["a.txt", "b.txt"], ["b.txt", "a.txt"], [1, 0]), (["a.txt", "b.txt"], ["b", "a"], [1, 0]),
      (["de/a.txt", "en/a.txt"], ["en/a.txt", "de/a"], [1, 0]),
      (["de/a.txt", "en/a.txt"], ["a.txt", "en/a"], [0, 1]),
      (["a.txt"], ["a", "a.txt"], [1]), (["a.b.txt"], ["a.b"], [0]), (["a.b.txt"], ["a"], [nil]), (["a"], ["a"], [0]),
      ([".txt"], [".txt"], [0]), (["x/a.txt"], ["/home/me/x/a.txt"], [0]), (["x/a.txt"], ["home/me/x/a"], [0]),
      (["x/a.txt"], ["/x/a.txt"], [nil]), (["a.txt"], ["A.txt"], [nil]), (["x.y/a"], ["x.y/a", "x"], [0]),
      (["a.txt"], ["", "b"], [nil]),
    ] as [([String], [String], [Int?])])
  func rowsOfFiles(_ files: [String], _ keys: [String], _ rows: [Int?]) throws {
    #expect(try join(files, keys).rows == rows)
  }

  @Test func whatHasNoPartnerIsCountedAndNamed() throws {
    let join = try join(["a.txt", "b.txt", "c.txt"], ["b", "d", "", "e.txt"])
    #expect(join.withoutRow == NameSample(["a.txt", "c.txt"]))
    #expect(join.withoutDocument == NameSample(["line 3 (d)", "line 4 (no key)", "line 5 (e.txt)"]))
  }

  @Test func aRowForSeveralFilesIsAnErrorThatNamesThem() {
    let error = #expect(throws: ImportError.self) { try join(["de/a.txt", "b.txt", "en/a.txt"], ["b", "a.txt"]) }
    #expect(
      error.map { "\($0)" }
        == "'m', line 3: the key 'a.txt' fits 2 files (de/a.txt, en/a.txt); write their paths into the key column")
  }
}
