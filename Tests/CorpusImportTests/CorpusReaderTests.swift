import Foundation
import TextProcessing
import Testing

@testable import CorpusImport

@Suite("CorpusReader")
struct CorpusReaderTests {
  private func text(_ document: ImportedDocument) -> String { String(decoding: document.text, as: UTF8.self) }

  private func notices(_ reader: CorpusReader) -> [String] { reader.notices().map { "\($0)" } }

  @Test func aDocumentWithHeadingPathAndTable() throws {
    let folder = try SampleFolder()
    try folder.write("date 2021-12 Erster Titel\n\nText.\n", to: "de/1-a.txt")
    try folder.write("Zweiter Text.", to: "de/2-b.txt")
    try folder.write("file\tort\ttitle\n1-a\tKöln\tNeuer Titel\n2-b\t\t\n", to: "m.tsv")
    let documents = try folder.documents(["de"]) { plan in
      plan.path = try? PathPattern("{nr:int}-{wer}.txt")
      plan.table = folder.path("m.tsv")
      plan.key = "file"
    }
    #expect(documents.map(\.name) == ["1-a.txt", "2-b.txt"])
    #expect(documents.map(text) == ["Text.\n", "Zweiter Text."])
    #expect(
      documents.map(\.metadata.line) == [
        "date=2021-12,title=Neuer Titel,nr=1,wer=a,file=1-a,ort=Köln", "nr=2,wer=b,file=2-b",
      ])
    #expect(String(decoding: documents[0].bytes, as: UTF8.self).hasPrefix("date 2021-12 Erster"))
    #expect(documents[0].textStart == 27 && documents[1].textStart == 0)
  }

  @Test func aHeadingComesAfterAByteOrderMarkAndMayBeKept() throws {
    let folder = try SampleFolder()
    try folder.write([0xEF, 0xBB, 0xBF] + Array("date 2021-12 Titel\r\n\r\nText".utf8), to: "a.txt")
    let plain = try #require(try folder.documents().first)
    #expect(text(plain) == "Text" && plain.encoding == "utf-8-bom")
    let kept = try #require(try folder.documents { $0.keepsHeading = true }.first)
    #expect(text(kept) == "date 2021-12 Titel\r\n\r\nText" && kept.heading?.line == 0..<18)
    #expect(kept.metadata.line == "date=2021-12,title=Titel")
    let none = try #require(try folder.documents { $0.heading = .none }.first)
    #expect(none.heading == nil && none.metadata.isEmpty && none.textStart == 0)
  }

  @Test func encodingsAreToldOrTakenFromTheUser() throws {
    let folder = try SampleFolder()
    try folder.write([0x47, 0x72, 0xFC, 0xDF, 0x65], to: "a.txt")
    try folder.write([0xFF, 0xFE, 0x47, 0x00, 0xFC, 0x00], to: "b.txt")
    try folder.write("Grüße", to: "c.txt")
    let said = try folder.documents { $0.encoding = .utf8 }
    #expect(said.map(text) == ["Gr\u{FFFD}\u{FFFD}e", "Gü", "Grüße"])
    #expect(said.map(\.encoding) == ["utf-8", "utf-16le", "utf-8"])
    #expect(said.map(\.replacements) == [2, 0, 0])
    let told = try folder.documents { $0.encoding = .windows1252 }
    #expect(told.map(text) == ["Grüße", "Gü", "Grüße"])
    #expect(told.map(\.encoding) == ["windows-1252", "utf-16le", "utf-8"])
  }

  @Test func emptyFilesNULsAndLongLinesAreRead() throws {
    let folder = try SampleFolder()
    let long = String(repeating: "wort ", count: 400_000)
    try folder.write("", to: "a.txt")
    try folder.write("a\u{0}b, and some more text that is no binary data", to: "b.txt")
    try folder.write(long, to: "c.txt")
    let documents = try folder.documents()
    #expect(documents[0].bytes.isEmpty && documents[0].textStart == 0)
    #expect(documents[1].bytes.contains(0))
    #expect(text(documents[2]) == long)
  }

  @Test func whatFindingAndJoiningHasToSay() throws {
    let folder = try SampleFolder(["c/a.txt", "c/b.txt", "c/c.md", "c/d.txt"])
    try folder.write("file,title,n\na.txt,A,1\nx.txt,X,2\n", to: "m.csv")
    let reader = try folder.reader(["c", "c/a.txt"]) { plan in
      plan.table = folder.path("m.csv")
      plan.key = "file"
      plan.path = try? PathPattern("{n}.txt")
    }
    #expect(
      notices(reader) == [
        "left out 1 file: \(folder.path("c/c.md")) (unknown extension .md)",
        "1 file named more than once, read once: \(folder.path("c/a.txt"))",
        "field 'n' comes from the path and the table: where both have a value, the table has the say",
        "2 documents without a row of metadata: b.txt, d.txt",
        "1 row of '\(folder.path("m.csv"))' without a document: line 3 (x.txt)",
      ])
    #expect(reader.fields == ["date", "title", "n", "file"])
    #expect(reader.size(of: 0) == 16)
  }

  @Test func typesOfPatternsAreDeclaredUnlessTheUserOrATableSaysOtherwise() throws {
    let folder = try SampleFolder(["1-2-3.txt"])
    try folder.write("file,c\n1-2-3,x\n", to: "m.csv")
    let reader = try folder.reader(["1-2-3.txt"]) { plan in
      plan.path = try? PathPattern("{a:int}-{b:real}-{c:int}.txt")
      plan.table = folder.path("m.csv")
      plan.key = "1"
      plan.types = DeclaredTypes(["b": .text])
    }
    #expect(reader.declaredTypes.types == ["a": .int, "b": .text, "date": .date, "title": .text])
  }

  @Test func badPlans() throws {
    let folder = try SampleFolder(["a.txt"])
    func message(_ change: (inout ImportPlan) -> Void) -> String? {
      (#expect(throws: ImportError.self) { try folder.reader(["a.txt"], change) }).map { "\($0)" }
    }
    #expect(message { $0.key = "file" } == "--key names a column of a table: give the table with --meta FILE")
    #expect(
      message { $0.types = DeclaredTypes(["titel": .text]) }
        == "--types: there is no field 'titel'; did you mean 'title'? The fields are date, title")
    #expect(
      message {
        $0.types = DeclaredTypes(["x": .text])
        $0.heading = .none
      } == "--types: there is no field 'x'; heading, path and table give none")
  }

  /// Files that are too large to be kept when they are found.
  private func largeFiles(_ names: [String]) throws -> SampleFolder {
    let folder = try SampleFolder(names)
    for name in names { try folder.write(String(repeating: "Immer dasselbe. ", count: 600), to: name) }
    return folder
  }

  @Test func aFileThatChangesMeanwhileIsAnError() throws {
    let folder = try largeFiles(["a.txt", "b.txt"])
    let reader = try folder.reader()
    try folder.write(String(repeating: "longer than it was when it was found", count: 600), to: "a.txt")
    try FileManager.default.removeItem(atPath: folder.path("b.txt"))
    #expect(throws: ImportError.changed(path: folder.path("a.txt"))) { try reader.read(0) { _ in } }
    #expect(throws: ImportError.unreadable(path: folder.path("b.txt"), reason: "No such file or directory")) {
      try reader.read(1) { _ in }
    }
  }

  @Test func aSmallTextOfAFolderIsLookedAtWhenItIsRead() throws {
    let folder = try SampleFolder(["a.txt", "b.md", "b.txt", "c.txt", "d.md", "d.txt", "e.txt", "f.csv", "g.md"])
    try folder.write([0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 1, 2, 3, 4, 5], to: "b.txt")
    try folder.write(PackedFiles.gzip(Array("gepackt".utf8)), to: "c.txt")
    try folder.write(PackedFiles.gzip(Array(repeating: 1, count: 100)), to: "d.txt")
    try folder.write("text\nErst so.\n", to: "f.csv")
    let reader = try folder.reader()
    #expect(reader.files.map(\.wasLookedAt) == [true, false, false, false, false, true])
    var unread = UnreadFiles()
    var texts: [String] = []
    for index in 0..<reader.count { unread.merge(try reader.read(index) { texts.append(text($0)) }) }
    #expect(texts == ["text of a.txt\n", "gepackt", "text of e.txt\n", "Erst so."])
    #expect(unread.withoutDocuments.count == 0)
    #expect(
      reader.notices(unread: unread).map { "\($0)".replacing(folder.path("") + "/", with: "") } == [
        "formats: text (3 files), csv (1 file); --as FORMAT takes those of one",
        "left out 5 files: b.md (unknown extension .md), b.txt (a program), d.md (unknown extension .md), d.txt (binary data), "
          + "g.md (unknown extension .md)",
      ])
  }

  @Test func ofManyThatAreLeftOutTheFirstAreNamed() throws {
    let folder = try SampleFolder((0..<30).map { "\(10 + $0).\($0 % 3 == 0 ? "txt" : $0 % 3 == 1 ? "bin" : "text")" })
    for number in 0..<30 where number % 3 == 2 {
      try folder.write([0x89] + Array("PNG\r\n\u{1A}\n".utf8), to: "\(10 + number).text")
    }
    let reader = try folder.reader()
    var unread = UnreadFiles()
    for index in 0..<reader.count { unread.merge(try reader.read(index) { _ in }) }
    #expect(
      reader.notices(unread: unread).map { "\($0)".replacing(folder.path("") + "/", with: "") } == [
        "left out 20 files: 11.bin (unknown extension .bin), 12.text (a PNG image), 14.bin (unknown extension .bin), "
          + "15.text (a PNG image), 17.bin (unknown extension .bin) and 15 more"
      ])
  }

  @Test func whatWasLeftToTheReaderIsFoundAsIfItHadBeenLookedAt() throws {
    // The first text of each folder is looked at when it is found, so that a folder without text is told as such.
    let folder = try SampleFolder(["a/1.txt", "a/2.txt", "b/1.txt", "b/2.txt"])
    for name in ["b/1.txt", "b/2.txt"] { try folder.write([0x1F, 0x9D, 0, 0, 0, 0, 0, 0], to: name) }
    #expect(throws: ImportError.self) { try folder.reader(["a", "b"]) }
    #expect(throws: ImportError.self) { try folder.reader(["a", "b/*.txt"]) }
    // One that the user names, or that a table may know, is looked at at once.
    #expect(try folder.reader(["a/1.txt", "a/2.txt"]).files.map(\.wasLookedAt) == [true, true])
    #expect(throws: ImportError.self) { try folder.reader(["a/1.txt", "b/2.txt"]) }
    #expect(try folder.reader(["a/*.txt"]).files.map(\.wasLookedAt) == [true, true])
    // So is what may be found by another name, too: as what it is counts then.
    #expect(try folder.reader(["a", "a"]).files.map(\.wasLookedAt) == [true, false])
    try folder.write("one", to: "d/1.txt")
    try folder.link("d/2.txt", to: folder.path("a/1.txt"))
    try FileManager.default.linkItem(atPath: folder.path("a/2.txt"), toPath: folder.path("d/3.txt"))
    try folder.write("four", to: "d/4.txt")
    #expect(try folder.reader(["d"]).files.map(\.wasLookedAt) == [true, true, true, false])
    try FileManager.default.removeItem(atPath: folder.path("d/3.txt"))
    try folder.write("file\tyear\n1.txt\t2001\n2.txt\t2002\n", to: "table.tsv")
    let joined = try folder.reader(["a"]) {
      $0.table = folder.path("table.tsv")
      $0.key = "file"
    }
    #expect(joined.files.map(\.wasLookedAt) == [true, true])
    // So is one that is long, empty, or not to be read as text.
    try folder.write(String(repeating: "x", count: 8_192), to: "c/1.txt")
    try folder.write(String(repeating: "x", count: 8_192), to: "c/2.txt")
    try folder.write("", to: "c/3.txt")
    try folder.write(String(repeating: "x", count: 8_191), to: "c/4.txt")
    #expect(try folder.reader(["c"]).files.map(\.wasLookedAt) == [true, true, true, false])
    let columns = try folder.reader(["c/*"]) { $0.format = .conllu }
    #expect(columns.files.map(\.wasLookedAt) == [true, true, true, true])
  }

  @Test func aSmallTextThatChangesMeanwhileIsAnError() throws {
    let folder = try SampleFolder(["a.txt", "b.txt", "c.txt"])
    let reader = try folder.reader()
    try folder.write("longer than it was when it was found", to: "b.txt")
    try FileManager.default.removeItem(atPath: folder.path("c.txt"))
    #expect(throws: ImportError.changed(path: folder.path("b.txt"))) { try reader.read(1) { _ in } }
    #expect(throws: ImportError.unreadable(path: folder.path("c.txt"), reason: "No such file or directory")) {
      try reader.read(2) { _ in }
    }
  }

  @Test func whatIsNoFileAnyMoreIsAnError() throws {
    let folder = try largeFiles(["a.txt", "b.txt", "c.txt"])
    let reader = try folder.reader()
    for name in ["a.txt", "b.txt", "c.txt"] { try FileManager.default.removeItem(atPath: folder.path(name)) }
    try #require(mkfifo(folder.path("a.txt"), 0o600) == 0)
    try FileManager.default.createDirectory(atPath: folder.path("b.txt"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: folder.path("c.txt"), withDestinationPath: "/dev/zero")
    for (index, name) in ["a.txt", "b.txt", "c.txt"].enumerated() {
      #expect(throws: ImportError.notAFile(path: folder.path(name))) { try reader.read(index) { _ in } }
    }
  }

  @Test func threadsReadInAnyOrder() async throws {
    let folder = try SampleFolder((0..<40).map { "\($0).txt" })
    let reader = try folder.reader()
    let expected = try reader.documents().map(text)
    let read = try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
      for index in 0..<reader.count { group.addTask { (index, try reader.documents(of: index).map(text)) } }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect((0..<reader.count).flatMap { read[$0] ?? [] } == expected)
  }
}
