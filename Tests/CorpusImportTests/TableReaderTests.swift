import TextProcessing
import Testing

@testable import CorpusImport

@Suite("TableReader")
struct TableReaderTests {
  private func lines(_ documents: [ImportedDocument]) -> [String] {
    documents.map { "\($0.name)|\(String(decoding: $0.text, as: UTF8.self))|\($0.metadata.line)" }
  }

  private func read(
    _ table: String, as name: String = "a.csv", _ change: (inout ImportPlan) -> Void = { _ in }
  ) throws -> [String] {
    let folder = try SampleFolder()
    try folder.write(table, to: name)
    return lines(try folder.documents([name], change))
  }

  private func message(
    _ table: String, as name: String = "a.csv", _ change: (inout ImportPlan) -> Void = { _ in }
  ) throws -> String? {
    let folder = try SampleFolder()
    try folder.write(table, to: name)
    let error = #expect(throws: ImportError.self) { try folder.documents([name], change) }
    return error.map { "\($0)".replacing(folder.path("") + "/", with: "") }
  }

  @Test func tooManyColumnsAreRefused() throws {
    let table = "text" + (1...5_000).map { ",c\($0)" }.joined() + "\n"
    #expect(
      try message(table)
        == "'a.csv', line 1: the table has 5001 columns, more than 4096; leave out those that are not needed")
  }

  @Test func aRowIsADocumentAndOtherColumnsAreMetadata() throws {
    let table = "nr,Text,party\r\n1,\"Erste Zeile\r\nzweite, \"\"so\"\"\", SPD \r\n2,  zwei ,\r\n"
    #expect(
      try read(table) == [
        "a.csv#1|Erste Zeile\r\nzweite, \"so\"|nr=1,party=SPD", "a.csv#2|  zwei |nr=2",
      ])
  }

  @Test(
    arguments: [
      ("text;n\na;1", "a.csv"), ("text\tn\na\t1", "a.csv"), ("text\tn\na\t1\n", "a.tsv"), ("n,body,x\r1,a,", "a.csv"),
      ("CONTENT,n\n\"a\",1", "a.CSV"), ("n,content,body\n1,a,", "a.csv"),
    ])
  func delimitersAndNamesOfTheText(_ table: String, _ name: String) throws {
    #expect(try read(table, as: name) == ["\(name)#1|a|n=1"])
  }

  /// Found by fuzzing: the first piece alone told the delimiter.
  @Test(arguments: [1, 2, 5, 100])
  func delimitersInPiecesOfAnySize(_ piece: Int) throws {
    let reader = TableReader(plan: ImportPlan(inputs: [], format: .csv))
    let documents = try reader.documents("n;text\n1;a,b\n", piece: piece)
    #expect(documents.map(\.string) == ["a,b"])
  }

  @Test func theUserNamesTheColumns() throws {
    let table = "speech,id,n\nEins,rede 1,7\nZwei,rede 2,8\n"
    #expect(
      try read(table) {
        $0.textColumn = "speech"
        $0.idColumn = "id"
      } == ["rede 1|Eins|n=7", "rede 2|Zwei|n=8"])
    #expect(
      try read(table) {
        $0.textColumn = "1"
        $0.idColumn = "2"
      } == ["rede 1|Eins|n=7", "rede 2|Zwei|n=8"])
    #expect(
      try read(table) {
        $0.textColumn = "1"
        $0.hasHeader = false
      } == [
        "a.csv#1|speech|column_2=id,column_3=n", "a.csv#2|Eins|column_2=rede 1,column_3=7",
        "a.csv#3|Zwei|column_2=rede 2,column_3=8",
      ])
    #expect(try read("a,,text\n1,2,3\n") == ["a.csv#1|3|a=1,column_2=2"])
  }

  @Test func oneRowIsNumberedTooAndEmptyTextIsADocument() throws {
    #expect(try read("text\n\"\"\n") == ["a.csv#1||"])
    #expect(try read("text,n\n\n\n,1\n") == ["a.csv#1||n=1"])
  }

  @Test func errorsNameTheLine() throws {
    #expect(try message("text,n\na,1\nb\n") == "'a.csv', line 3: the row has 1 field, the header 2")
    #expect(
      try message("a,b\nc,d,e\n") { ($0.hasHeader, $0.textColumn) = (false, "1") }
        == "'a.csv', line 2: the row has 3 fields, the first row 2")
    #expect(try message("text,n,n\n") == "'a.csv', line 1: the column 'n' is there twice")
    #expect(try message("text\na\n\"b\nc\n") == "'a.csv', line 3: a quote opens a field and is never closed")
    #expect(
      try message("text\n\"b\" c\n")
        == "'a.csv', line 2: text follows a closing quote; a quote within a quoted field is written twice")
    #expect(
      try message("id,text\n,a\n") { $0.idColumn = "id" } == "'a.csv', line 2: the column 'id' names no document")
    #expect(
      try message("txt,n\na,1\n")
        == "'a.csv' has no column text, content or body: name the one with the text with --text COLUMN; the columns are "
        + "txt, n")
    #expect(
      try message("speech,n\na,1\n") { $0.textColumn = "speach" }
        == "'a.csv' has no column 'speach' for --text; did you mean 'speech'? The columns are speech, n")
    #expect(
      try message("text,n\na,1\n") { $0.idColumn = "3" }
        == "'a.csv' has no column '3' for --id; the columns are text, n")
    #expect(try message("text,n\n") == "'a.csv' holds no document in the format csv")
    #expect(try message("") == "'a.csv' holds no document in the format csv")
  }

  @Test func encodingsAreDecoded() throws {
    let folder = try SampleFolder()
    try folder.write(
      [0xFF, 0xFE] + "text,n\nKöln,1\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: "a.csv")
    try folder.write(Array("text,n\nK".utf8) + [0xF6] + Array("ln,1\n".utf8), to: "b.csv")
    let documents = try folder.documents([""]) { $0.encoding = .windows1252 }
    #expect(lines(documents) == ["a.csv#1|Köln|n=1", "b.csv#1|Köln|n=1"])
    #expect(documents.map(\.encoding) == ["utf-16le", "windows-1252"])
  }

  /// Rows of a large table against what was written, however the pieces fall.
  @Test func manyRows() throws {
    var random = SplitMix(seed: 7)
    let texts = (0..<3000).map { _ in random.text(of: ["a", "ß", "\"", ",", "\n", " ", "😀"], upTo: 200) }
    let table = texts.map { "\"" + $0.replacing("\"", with: "\"\"") + "\",x\n" }.joined()
    let folder = try SampleFolder()
    try folder.write("text,n\n" + table, to: "a.csv")
    let documents = try folder.documents()
    #expect(documents.map { String(decoding: $0.text, as: UTF8.self) } == texts)
    #expect(documents.last?.position == "text,n\n".utf8.count + table.utf8.count)
  }
}
