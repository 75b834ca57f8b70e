import TextProcessing
import Testing

@testable import CorpusImport

@Suite("MetadataTable")
struct MetadataTableTests {
  private func table(_ text: String, key: String? = "file", _ format: DelimitedFormat = .csv) throws -> MetadataTable {
    try MetadataTable(path: "m.csv", text: Array(text.utf8), format: format, key: key)
  }

  private func fields(_ table: MetadataTable, _ key: String) -> String? {
    table.row(for: key).map { table.fields(of: $0).line }
  }

  @Test func fieldsOfARowWithoutEmptyOnes() throws {
    let table = try table("file, party ,x,\na.txt, SPD ,,\nb.txt,\"FDP, \"\"die\"\"\nneue\",1,2\n")
    #expect(table.columns == ["file", "party", "x", "column_4"])
    #expect(fields(table, "a.txt") == "file=a.txt,party=SPD")
    #expect(fields(table, "b.txt") == "file=b.txt,party=FDP, \"die\"\nneue,x=1,column_4=2")
    #expect(fields(table, "c.txt") == nil)
  }

  @Test(arguments: ["file", "1"])
  func theKeyIsANameOrANumber(_ key: String) throws {
    #expect(try table("file,party\na,b", key: key).keyColumn == 0)
  }

  @Test func aColumnMayBeCalledByANumber() throws {
    #expect(try table("2,1\na,b", key: "1").keyColumn == 1)
  }

  @Test func keysAreNormalised() throws {
    let table = try table("file\n./de/a.txt\n../../x/b.txt\nen\\c.txt\nu\u{308}.txt\n/abs/d.txt\n..\n.hidden\n")
    #expect(table.row(for: "de/a.txt") == 0)
    #expect(table.row(for: "x/b.txt") == 1)
    #expect(table.row(for: "en/c.txt") == 2)
    #expect(table.row(for: "\u{FC}.txt") == 3)
    #expect(table.row(for: "/abs/d.txt") == 4)
    #expect(table.row(for: ".hidden") == 6)
  }

  @Test func rowsWithoutAKeyAreKept() throws {
    #expect(try table("file,x\n,1\n,2\n").rows.map(\.line) == [2, 3])
  }

  @Test(
    arguments: [
      ("", "'m.csv', line 1: the table is empty: it has no header"),
      ("\n\n", "'m.csv', line 1: the table is empty: it has no header"),
      ("file,x\na,1\n\nb\n", "'m.csv', line 4: the row has 1 field, the header 2"),
      ("file\na,1\n", "'m.csv', line 2: the row has 2 fields, the header 1"),
      ("file,x,file\n", "'m.csv', line 1: the column 'file' is there twice"),
      ("file,x\na,\"1\n", "'m.csv', line 2: a quote opens a field and is never closed"),
      (
        "file,x\na,\"1\"2\n",
        "'m.csv', line 2: text follows a closing quote; a quote within a quoted field is written twice"
      ),
      ("file,x\na,1\nb,\"2\n3\"\n./a,3", "'m.csv', line 5: the key './a' is in line 2 already"),
      ("fiel,party\n", "'m.csv' has no column 'file' for --key; the columns are fiel, party"),
      ("File,party\n", "'m.csv' has no column 'file' for --key; did you mean 'File'? The columns are File, party"),
      (
        "filename,party\n",
        "'m.csv' has no column 'file' for --key; did you mean 'filename'? The columns are filename, party"
      ),
    ])
  func badTables(_ text: String, _ message: String) {
    let error = #expect(throws: ImportError.self) { try table(text) }
    #expect(error.map { "\($0)" } == message)
  }

  @Test func tooManyColumnsAreRefused() {
    let header = "file" + (1...5_000).map { ",c\($0)" }.joined() + "\n"
    let error = #expect(throws: ImportError.self) { try table(header) }
    #expect(
      error.map { "\($0)" }
        == "'m.csv', line 1: the table has 5001 columns, more than 4096; leave out those that are not needed")
  }

  @Test func aKeyIsNeeded() {
    let error = #expect(throws: ImportError.self) { try table("a,b\n", key: nil) }
    #expect(
      error.map { "\($0)" } == "--meta 'm.csv' needs --key COLUMN, the column with the file names; the columns are a, b"
    )
    for key in ["0", "3", "-1", "99999999999999999999"] {
      #expect(throws: ImportError.unknownKey(key, table: "m.csv", columns: ["a", "b"])) { try table("a,b\n", key: key) }
    }
  }

  // MARK: Files

  @Test func encodingsOfFiles() throws {
    let folder = try SampleFolder()
    try folder.write([0xEF, 0xBB, 0xBF] + Array("file;ort\r\na;Köln\r\n".utf8), to: "bom.csv")
    try folder.write(Array("file\tort\na\tK".utf8) + [0xF6] + Array("ln\n".utf8), to: "old.tsv")
    try folder.write(
      [0xFF, 0xFE] + "file,ort\na,Köln".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: "wide.txt")
    for name in ["bom.csv", "old.tsv", "wide.txt"] {
      let table = try MetadataTable(path: folder.path(name), key: "file", decoder: TextDecoder(encoding: .windows1252))
      #expect(fields(table, "a") == "file=a,ort=Köln", "\(name)")
      #expect(table.replacements == 0)
    }
    let broken = try MetadataTable(path: folder.path("old.tsv"), key: "file", decoder: TextDecoder(encoding: .utf8))
    #expect(broken.replacements == 1 && fields(broken, "a") == "file=a,ort=K\u{FFFD}ln")
  }

  @Test func filesThatAreNoTable() throws {
    let folder = try SampleFolder(["x/a.txt"])
    try folder.write(Array("%PDF-1.7".utf8), to: "a.csv")
    func error(_ path: String) -> ImportError? {
      #expect(throws: ImportError.self) { try MetadataTable(path: path, key: "file") }
    }
    #expect(error(folder.path("no.csv")) == .tableNotFound(path: folder.path("no.csv")))
    #expect(error(folder.path("x")) == .tableNotAFile(path: folder.path("x")))
    #expect(error("/dev/zero") == .tableNotAFile(path: "/dev/zero"))
    #expect(error(folder.path("a.csv")) == .binary(path: folder.path("a.csv"), what: "a PDF document"))
  }
}
