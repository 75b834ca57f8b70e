import Foundation
import Testing

@testable import CorpusImport

/// What documents are called, and in what order they come.
@Suite("InputNames")
struct InputNamesTests {
  private func names(_ paths: [String], in folder: SampleFolder) throws -> [String] {
    try folder.collect(paths).files.map(\.name)
  }

  @Test(
    arguments: [
      (["de"], ["a.txt"]), (["en", "de"], ["en/a.txt", "en/b/c.txt", "de/a.txt"]),
      (["*/*.txt"], ["de/a.txt", "en/a.txt"]), (["en/b/c.txt"], ["c.txt"]),
      (["en/b/c.txt", "en/a.txt"], ["b/c.txt", "a.txt"]), (["e*"], ["a.txt", "b/c.txt"]),
      (["en/../de/./a.txt"], ["a.txt"]), (["de/", "en//b"], ["de/a.txt", "en/b/c.txt"]),
    ])
  func documentsAreNamedBelowTheCommonFolder(_ paths: [String], _ expected: [String]) throws {
    #expect(try names(paths, in: SampleFolder(["de/a.txt", "en/a.txt", "en/b/c.txt"])) == expected)
  }

  @Test func namesThatAreNoUTF8AreShownByTheirBytesAndRead() throws {
    let folder = try SampleFolder()
    #expect(folder.write("eins", toName: [0x61, 0xFC, 0x2E, 0x74, 0x78, 0x74]))
    #expect(folder.write("zwei", toName: [0x61, 0xFD, 0x2E, 0x74, 0x78, 0x74]))
    let documents = try folder.documents()
    #expect(documents.map(\.name) == ["a\\xFC.txt", "a\\xFD.txt"])
    #expect(documents.map { String(decoding: $0.text, as: UTF8.self) } == ["eins", "zwei"])
    #expect(try names(["a?.txt"], in: folder).count == 2)
  }

  @Test func namesThatLookAlikeAreToldApart() throws {
    let folder = try SampleFolder(["a\\xFC.txt", "u\u{308}.txt", "\u{FC}.txt"])
    #expect(folder.write("eins", toName: [0x61, 0xFC, 0x2E, 0x74, 0x78, 0x74]))
    let found = try names([""], in: folder)
    #expect(found == ["a\\xFC.txt", "a\\xFC.txt (2)", "u\u{308}.txt", "\u{FC}.txt (2)"])
    #expect(Set(found).count == 4)
  }
}
