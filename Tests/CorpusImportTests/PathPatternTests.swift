import Testing

@testable import CorpusImport

@Suite("PathPattern")
struct PathPatternTests {
  private func values(_ pattern: String, _ path: String) throws -> [String]? {
    try PathPattern(pattern).match(path.split(separator: "/").map(String.init))?.map { "\($0.name)=\($0.value)" }
  }

  @Test func fileNames() throws {
    #expect(try values("{year:int}-{speaker}.txt", "/data/1861-Lincoln.txt") == ["year=1861", "speaker=Lincoln"])
    #expect(try values("{year:int}-{speaker}.txt", "1837-Van-Buren.v2.txt") == ["year=1837", "speaker=Van-Buren.v2"])
    #expect(try values("{speaker}-{year:int}.txt", "Van-Buren-1837.txt") == ["speaker=Van-Buren", "year=1837"])
    #expect(try values("{year:int}-{speaker}.txt", "0861-Lincoln.txt") == nil)
    #expect(try values("{year:int}-{speaker}.txt", "Lincoln.txt") == nil)
    #expect(try values("{date}_{n}.txt", "2021-12-01_7.txt") == ["date=2021-12-01", "n=7"])
  }

  @Test func foldersAreTakenFromTheEnd() throws {
    #expect(try values("{language}/{year:int}.txt", "/a/b/de/2021.txt") == ["language=de", "year=2021"])
    #expect(try values("{language}/{year:int}.txt", "2021.txt") == nil)
    #expect(try values("news/{name}.txt", "/x/news/a.txt") == ["name=a"])
    #expect(try values("news/{name}.txt", "/x/olds/a.txt") == nil)
  }

  @Test func patternsThatCannotBeRead() {
    #expect(
      throws: ImportError.badPattern(
        option: "--path", pattern: "a.txt",
        problem: "it has no field: write a pattern such as '{year:int}-{speaker}.txt'")
    ) { try PathPattern("a.txt") }
    #expect(
      throws: ImportError.badPattern(option: "--path", pattern: "{a}/{a}", problem: "field {a} is there twice")
    ) { try PathPattern("{a}/{a}") }
    #expect(throws: ImportError.self) { try PathPattern("") }
    #expect(throws: ImportError.self) { try PathPattern("{a/b}") }
  }
}
