import Foundation
import Testing

@testable import CorpusImport

@Suite("GzipStream")
struct GzipStreamTests {
  private func text(_ documents: [ImportedDocument]) -> [String] {
    documents.map { "\($0.name)|\(String(decoding: $0.text, as: UTF8.self))" }
  }

  private func message(_ bytes: [UInt8]) throws -> String? {
    let folder = try SampleFolder()
    try folder.write(bytes, to: "a.txt.gz")
    let error = #expect(throws: ImportError.self) { try folder.documents(["a.txt.gz"]) }
    return error.map { "\($0)".replacing(folder.path("") + "/", with: "") }
  }

  @Test func packedFilesAreReadByTheExtensionWithin() throws {
    let folder = try SampleFolder()
    try folder.write(PackedFiles.gzip(Array("Eins".utf8)), to: "a.txt.gz")
    try folder.write(PackedFiles.gzip(Array("text,n\nZwei,2\nDrei,3\n".utf8)), to: "b.csv.gz")
    try folder.write(PackedFiles.gzip(Array("{\"text\":\"Vier\"}".utf8)), to: "c.jsonl")
    try folder.write(PackedFiles.gzip(Array("no".utf8)), to: "d.tar.gz")
    try folder.write(PackedFiles.gzip(Array("no".utf8)), to: "e.gz")
    let reader = try folder.reader()
    #expect(
      text(try reader.documents()) == ["a.txt.gz|Eins", "b.csv.gz#1|Zwei", "b.csv.gz#2|Drei", "c.jsonl#1|Vier"])
    #expect(
      reader.notices().map { "\($0)" }.last?.replacing(folder.path("") + "/", with: "")
        == "left out 2 files: d.tar.gz (unknown extension .tar), e.gz (no extension)")
    #expect(text(try folder.documents(["e.gz"])) == ["e.gz|no"])
  }

  @Test func severalMembersAndPaddingAreOneText() throws {
    let folder = try SampleFolder()
    let long = String(repeating: "wort ", count: 50_000)
    let parts = PackedFiles.gzip(Array("Eins ".utf8)) + PackedFiles.gzip([]) + PackedFiles.gzip(Array(long.utf8))
    try folder.write(parts + [UInt8](repeating: 0, count: 1000), to: "a.txt.gz")
    #expect(text(try folder.documents()) == ["a.txt.gz|Eins \(long)"])
  }

  @Test func whatIsDamagedIsAnError() throws {
    let whole = PackedFiles.gzip(Array("Ein Text, der lang genug ist.".utf8))
    let prefix = "'a.txt.gz' is damaged and cannot be unpacked: "
    #expect(try message(whole.dropLast(3)) == prefix + "it ends too early")
    #expect(try message(Array(whole.prefix(12))) == prefix + "it ends too early")
    #expect(try message(whole + Array("more".utf8)) == prefix + "something else follows the packed text")
    for place in [11, 20, whole.count - 6, whole.count - 1] {
      var bytes = whole
      bytes[place] ^= 0x11
      #expect(try message(bytes)?.hasPrefix(prefix) == true, "\(place)")
    }
  }

  @Test func aFileMayNotGiveFarMoreThanTextCan() throws {
    func gives(_ counts: [Int], packed: Int) -> Bool {
      var limit = ExpansionLimit(path: "a.gz", packed: packed)
      do { for count in counts { try limit.add(count) } } catch { return false }
      return true
    }
    // Up to 100 MB whatever the ratio, then 100 times as much as is packed, and never more than 1 TB.
    #expect(gives([100 << 20], packed: 1))
    #expect(!gives([100 << 20, 1], packed: 1))
    #expect(gives([100 << 21], packed: 1 << 21) && !gives([100 << 21, 100], packed: 1 << 21))
    #expect(gives([1 << 40], packed: 1 << 40) && !gives([1 << 40, 1], packed: 1 << 40))
    #expect(!gives([.max, .max], packed: .max))
    #expect(
      "\(ImportError.expandsTooMuch(path: "a.gz", size: 7))"
        == "'a.gz' (7 bytes) gives more than 100 times its size and is no packed text, rather a trap; if you trust it, unpack "
        + "it and load the files")
  }
}
