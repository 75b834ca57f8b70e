import Foundation
import Testing

@testable import CorpusImport

@Suite("ZipArchive")
struct ZipArchiveTests {
  private typealias Member = PackedFiles.Member

  private func text(_ documents: [ImportedDocument]) -> [String] {
    documents.map { "\($0.name)|\(String(decoding: $0.text, as: UTF8.self))" }
  }

  private func message(_ bytes: [UInt8], _ change: (inout ImportPlan) -> Void = { _ in }) throws -> String? {
    let folder = try SampleFolder()
    try folder.write(bytes, to: "a.zip")
    let error = #expect(throws: ImportError.self) { try folder.documents(["a.zip"], change) }
    return error.map { "\($0)".replacing(folder.path("") + "/", with: "") }
  }

  @Test func membersAreFilesOfTheirOwn() throws {
    let folder = try SampleFolder()
    var folderEntry = Member("x/", "")
    folderEntry.mode = 0o040755
    var link = Member("x/link.txt", "/etc/passwd")
    link.mode = 0o120777
    var old = Member("", "Alt")
    old.name = Array("M".utf8) + [0xFC] + Array("ller.txt".utf8)
    old.flags = 0
    try folder.write(
      PackedFiles.zip([
        Member("b.txt", "date 2021-12 Titel\nEins"), folderEntry, Member("x/a.csv", "text,n\nZwei,2\nDrei,3\n"), link,
        Member("x/Köln.txt", "Vier"), Member("__MACOSX/._b.txt", "no"), Member("inner.zip", "no"),
        Member("c.txt.gz", "no"), Member("d.bin", "no"), Member("e.txt", "%PDF-1.4"), old,
      ]), to: "t/a.zip")
    try folder.write("Plain", to: "t/z.txt")
    let reader = try folder.reader(["t"])
    #expect(
      text(try reader.documents()) == [
        "a.zip/b.txt|Eins", "a.zip/x/a.csv#1|Zwei", "a.zip/x/a.csv#2|Drei", "a.zip/x/Köln.txt|Vier",
        "a.zip/M\\xFCller.txt|Alt", "z.txt|Plain",
      ])
    let skipped = try folder.collect(["t"]).skipped.map {
      "\($0.path.dropFirst(folder.path("t/").count)): \($0.reason)"
    }
    #expect(
      skipped == [
        "a.zip/x/link.txt: a link within an archive", "a.zip/__MACOSX/._b.txt: hidden",
        "a.zip/inner.zip: packed within an archive",
        "a.zip/c.txt.gz: packed within an archive", "a.zip/d.bin: unknown extension .bin",
        "a.zip/e.txt: a PDF document",
      ])
  }

  @Test func namesOnlyName() throws {
    let folder = try SampleFolder()
    try folder.write(
      PackedFiles.zip([
        Member("../../etc/a.txt", "1"), Member("/abs/b.txt", "2"), Member("..\\..\\c.txt", "3"), Member("./d.txt", "4"),
        Member("d.txt", "5"), Member("x/../e.txt", "6"),
      ]), to: "a.zip")
    #expect(
      text(try folder.documents()) == [
        "a.zip/etc/a.txt|1", "a.zip/abs/b.txt|2", "a.zip/c.txt|3", "a.zip/d.txt|4", "a.zip/d.txt (2)|5",
        "a.zip/x/e.txt|6",
      ])
  }

  @Test func tablesAndPatternsKnowMembers() throws {
    let folder = try SampleFolder()
    try folder.write(PackedFiles.zip([Member("1999/a.txt", "A"), Member("2001/b.txt", "B")]), to: "t/a.zip")
    try folder.write("file,who\na.txt,Ada\n2001/b,Bob\n", to: "m.csv")
    let documents = try folder.documents(["t"]) { plan in
      plan.table = folder.path("m.csv")
      plan.key = "file"
      plan.path = try? PathPattern("{year:int}/{name}.txt")
    }
    #expect(
      documents.map(\.metadata.line) == ["year=1999,name=a,file=a.txt,who=Ada", "year=2001,name=b,file=2001/b,who=Bob"])
  }

  @Test func manyMembersAreSeveralInputs() throws {
    let folder = try SampleFolder()
    let members = (0..<300).map { Member("\($0).txt", String(repeating: "\($0) ", count: 20_000)) }
    try folder.write(PackedFiles.zip(members), to: "a.zip")
    let reader = try folder.reader()
    #expect(reader.count > 2 && reader.count < 10)
    #expect(
      text(try reader.documents())
        == members.map {
          "a.zip/\(String(decoding: $0.name, as: UTF8.self))|\(String(decoding: $0.content, as: UTF8.self))"
        })
    #expect((0..<reader.count).reduce(0) { $0 + reader.size(of: $1) } == members.reduce(0) { $0 + $1.content.count })
  }

  @Test func whatCannotBeReadIsAnError() throws {
    let good = PackedFiles.zip([Member("a.txt", "Ein Text, der lang genug ist.")])
    #expect(try message(Array("PK no archive".utf8))?.hasPrefix("'a.zip' is damaged and cannot be unpacked: ") == true)
    #expect(try message(Array(good.prefix(40)))?.hasPrefix("'a.zip' is damaged and cannot be unpacked: ") == true)
    var wrongSum = Member("a.txt", "Ein Text")
    wrongSum.checksumError = 1
    #expect(try message(PackedFiles.zip([wrongSum]))?.hasPrefix("'a.zip' is damaged and cannot be unpacked: ") == true)
    // One line, whatever libarchive says.
    #expect(try message(PackedFiles.zip([wrongSum]))?.contains("\n") == false)
    var wrongSize = Member("a.txt", "Ein Text")
    wrongSize.size = 7
    #expect(try message(PackedFiles.zip([wrongSize]))?.contains("\n") == false)
    var encrypted = Member("a.txt", "0123456789abcdef")
    encrypted.flags |= 1
    #expect(
      try message(PackedFiles.zip([encrypted]))
        == "'a.zip/a.txt' is encrypted; unpack the archive with its password, and load the files")
    #expect(
      try message(PackedFiles.zip([Member("a.bin", "x")]))?.hasPrefix("there is no text in 'a.zip'") == true)
    let empty = PackedFiles.zip([])
    let commented = Array(empty.dropLast(2)) + [3, 0] + Array("abc".utf8)
    for archive in [empty, commented] {
      #expect(try message(archive)?.hasPrefix("there is no text in 'a.zip' (files ending in ") == true)
    }
    for archive in [empty + [0], Array(commented.dropLast()), Array(empty.dropLast())] {
      #expect(try message(archive)?.hasPrefix("'a.zip' is damaged and cannot be unpacked: ") == true)
    }
  }

  @Test func anArchiveThatSaysToHoldTooMuchIsNotOpened() throws {
    var huge = Member("a.txt", "Text")
    huge.size = 3 << 30
    let message = try message(PackedFiles.zip([huge]))
    #expect(message?.contains("trap") == true || message?.contains("damaged") == true, "\(message as Any)")
  }

  @Test func anArchiveThatChangesIsAnError() throws {
    let folder = try SampleFolder()
    try folder.write(PackedFiles.zip([Member("a.txt", "A")]), to: "a.zip")
    let reader = try folder.reader()
    try folder.write(PackedFiles.zip([Member("b.txt", "Anders")]), to: "a.zip")
    #expect(throws: ImportError.changed(path: folder.path("a.zip/a.txt"))) { try reader.documents() }
  }
}
