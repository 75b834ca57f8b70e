import Testing

@testable import CorpusImport

@Suite("JSONLinesReader")
struct JSONLinesReaderTests {
  private func read(
    _ text: String, as name: String = "a.jsonl", _ change: (inout ImportPlan) -> Void = { _ in }
  ) throws -> [String] {
    let folder = try SampleFolder()
    try folder.write(text, to: name)
    return try folder.documents([name], change).map {
      "\($0.name)|\(String(decoding: $0.text, as: UTF8.self))|\($0.metadata.line)|\($0.replacements)"
    }
  }

  private func message(_ text: String, _ change: (inout ImportPlan) -> Void = { _ in }) throws -> String? {
    let folder = try SampleFolder()
    try folder.write(text, to: "a.jsonl")
    let error = #expect(throws: ImportError.self) { try folder.documents(["a.jsonl"], change) }
    return error.map { "\($0)".replacing(folder.path("") + "/", with: "") }
  }

  @Test func aLineIsADocument() throws {
    let lines = """
      {"id":7,"text":"Eins\\nzwei","user":{"name":" Ada ","tags":["x","y"]},"n":1.50,"ok":true,"none":null,"empty":""}

      {"text":"\\ud800","n":2}
      """
    #expect(
      try read(lines) == [
        "a.jsonl#1|Eins\nzwei|id=7,user.name=Ada,user.tags=[\"x\",\"y\"],n=1.50,ok=true|0", "a.jsonl#2|\u{FFFD}|n=2|1",
      ])
    #expect(try read("{\"body\":null}\r\n{\"body\":\"b\"}\r", as: "x.ndjson") == ["x.ndjson#1|||0", "x.ndjson#2|b||0"])
    #expect(try read("{\"body\":\"a\"}", as: "export.json") == ["export.json#1|a||0"])
  }

  @Test func theUserNamesTheFields() throws {
    let lines = "{\"id\":1,\"a\":{\"full\":\"Eins\"},\"text\":\"x\"}\n{\"id\":\"zwei\",\"a\":{\"full\":\"Zwei\"}}\n"
    #expect(
      try read(lines) {
        $0.textColumn = "a.full"
        $0.idColumn = "id"
      } == ["1|Eins|text=x|0", "zwei|Zwei||0"])
  }

  @Test func errorsNameLineAndColumn() throws {
    #expect(
      try message("{\"text\":\"a\"}\n{\"text\":\"Köln\", x}\n")
        == "'a.jsonl', line 2, column 17: a name in quotes should be here")
    #expect(
      try message("[{\"text\":\"a\"},\n{}]")
        == "'a.jsonl', line 1, column 1: this is one JSON list; write each of its objects on a line of its own")
    #expect(try message("7\n") == "'a.jsonl', line 1, column 1: a JSON object { … } should be here")
    #expect(try message("{\"text\":\"a\"}\n\n{\"body\":1}") == "'a.jsonl', line 3: the object has no 'text'")
    #expect(try message("{\"text\":7}") == "'a.jsonl', line 1: the text 'text' is no string")
    #expect(
      try message("{\"text\":\"a\",\"id\":\"\"}") { $0.idColumn = "id" } == "'a.jsonl', line 1: the object has no 'id'")
    #expect(
      try message("{\"text\":\"a\",\"id\":[1]}") { $0.idColumn = "id" }
        == "'a.jsonl', line 1: the name 'id' is a list")
    #expect(
      try message("{\"Txt\":\"a\"}")
        == "'a.jsonl' has no column text, content or body: name the one with the text with --text COLUMN; the columns "
        + "are Txt")
    #expect(try message("\n\n") == "'a.jsonl' holds no document in the format jsonl")
  }
}
