import Testing

@testable import CorpusImport

@Suite("DeclaredTypes")
struct DeclaredTypesTests {
  @Test func fieldsAndTypes() throws {
    let types = try DeclaredTypes(parsing: " year : int ,dc:title:text,d:date,r:real")
    #expect(types.types == ["year": .int, "dc:title": .text, "d": .date, "r": .real])
    #expect(types.fields == ["year", "dc:title", "d", "r"])
  }

  @Test(
    arguments: [
      ("", "--types: '' has no type: write field:type, such as year:int"),
      ("year", "--types: 'year' has no type: write field:type, such as year:int"),
      ("year:int,", "--types: '' has no type: write field:type, such as year:int"),
      (":int", "--types: ':int' names no field: write field:type, such as year:int"),
      ("year:number", "--types: 'number' is no type of field 'year': there are text, int, real and date"),
      ("a:int,a:text", "--types: field 'a' is named twice"),
    ])
  func badDeclarations(_ text: String, _ message: String) {
    let error = #expect(throws: ImportError.self) { try DeclaredTypes(parsing: text) }
    #expect(error.map { "\($0)" } == message)
  }
}
