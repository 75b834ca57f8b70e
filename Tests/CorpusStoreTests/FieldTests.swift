import Testing

@testable import CorpusStore

@Suite struct FieldTests {
  @Test(
    arguments: [
      (["1", "-2", ""], FieldType.integer), (["1", "2.5"], .real), (["1990", "1991-05"], .date),
      (["1990", "2000"], .integer),
      (["2020-02-29", "2020-12"], .date), (["2021-02-29"], .text), (["007"], .text), (["1", "x"], .text), ([], .text),
      ([""], .text), (["1e3", "2"], .real), (["nan"], .text), (["0x10"], .text), (["99999999999999999999"], .real),
      (["1", "1990-01"], .text),
    ] as [([String], FieldType)])
  func `the narrowest type that fits`(values: [String], type: FieldType) {
    var typing = FieldTyping()
    for value in values { typing.add(value) }
    #expect(typing.type == type)
    #expect(FieldTyping(bits: typing.bits) == typing)
  }

  private func document(_ name: String, _ fields: (String, FieldValue)...) -> IncomingDocument {
    IncomingDocument(name: name, text: Array("Wort".utf8), fields: fields)
  }

  @Test func `types are inferred, widened and told`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    _ = try store.load(
      "c", mode: .create,
      from: ListSource([
        document("a", ("year", .text("1990")), ("score", .text("1.50")), ("Year", .text("x"))),
        document("b", ("year", .text("1991")), ("tokens", .integer(7)), ("zip", .text("0815"))),
      ]))
    var reader = try store.reader()
    var corpus = try reader.corpus(named: "c")
    #expect(corpus.fields.map(\.name) == ["year", "score", "Year", "tokens", "zip"])
    #expect(corpus.fields.map(\.type) == [.integer, .real, .text, .integer, .text])
    var table = reader.documents(of: corpus)
    #expect(try table.field("year") == [.integer(1990), .integer(1991)])
    #expect(try table.field("score") == [.real(1.5), .missing])
    #expect(try table.field("tokens") == [.missing, .integer(7)])
    #expect(throws: StoreError.noSuchField(name: "no", known: corpus.fields.map(\.name))) { try table.field("no") }
    #expect(try table.ordinal(named: "b") == 1)
    #expect(try table.ordinal(named: "no") == nil)

    let summary = try store.load(
      "c", mode: .append,
      from: ListSource([document("d", ("year", .text("1992-05")), ("score", .text("much")), ("new", .text("1")))]))
    #expect(
      summary.changes == [
        FieldChange(field: "year", from: .integer, to: .date), FieldChange(field: "score", from: .real, to: .text),
      ])
    reader = try store.reader()
    corpus = try reader.corpus(named: "c")
    table = reader.documents(of: corpus)
    #expect(try table.field("year") == [.date("1990"), .date("1991"), .date("1992-05")])
    // The spelling was kept, so nothing is lost by the change.
    #expect(try table.field("score") == [.text("1.50"), .missing, .text("much")])
    #expect(try table.field("new") == [.missing, .missing, .integer(1)])
    #expect(try store.check().problems == [])
  }

  @Test func `a type that the user names must fit, and gives way later`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    let options = LoadOptions(types: ["id": .text, "n": .real])
    #expect(throws: StoreError.valueDoesNotFit(value: "x", field: "n", type: .real, document: "a")) {
      try store.load("c", mode: .create, from: ListSource([document("a", ("n", .text("x")))]), options: options)
    }
    _ = try store.load(
      "c", mode: .create, from: ListSource([document("a", ("n", .text("1")), ("id", .text("1")))]), options: options)
    #expect(try store.reader().corpus(named: "c").fields.map(\.type) == [.real, .text])
    let summary = try store.load("c", mode: .append, from: ListSource([document("b", ("n", .text("x")))]))
    #expect(summary.changes == [FieldChange(field: "n", from: .real, to: .text)])
  }

  @Test func `a field twice is an error`() throws {
    let folder = TemporaryFolder()
    let store = try Store.open(folder.file("a.db"), access: .readWrite)
    #expect(throws: StoreError.duplicateField(field: "x", document: "a")) {
      try store.load("c", mode: .create, from: ListSource([document("a", ("x", .text("1")), ("x", .text("2")))]))
    }
    #expect(try store.corpora().isEmpty)
  }
}
