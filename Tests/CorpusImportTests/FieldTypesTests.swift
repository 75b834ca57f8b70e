import Testing

@testable import CorpusImport

@Suite("FieldTypes")
struct FieldTypesTests {
  private func type(_ values: [String], field: String = "x") -> FieldType {
    var types = FieldTypes()
    for value in values { types.observe([MetadataField(name: field, value: value)]) }
    return types.type(of: field)
  }

  @Test(
    arguments: [
      (["1", "-20", "0"], .int), (["1", "2.5"], .real), (["1e5", "-0.5"], .real), (["1", "a"], .text), (["007"], .text),
      (["2021", "1999"], .int), (["2021-12", "2021"], .date), (["2021-12-24"], .date), (["2021-12", "12"], .text),
      (["2021-02-30"], .text), (["9223372036854775807"], .int), (["9223372036854775808"], .text),
      (["1.5", "9223372036854775808"], .text), (["-0"], .real), (["1."], .text), ([".5"], .text), (["1,5"], .text),
      (["nan"], .text), (["inf"], .text), (["1e999"], .text), (["0x1F"], .text), (["+1"], .text), (["１"], .text),
      ([], .text), (["1_000"], .text),
    ] as [([String], FieldType)])
  func inferred(_ values: [String], _ expected: FieldType) {
    #expect(type(values) == expected)
    #expect(type(values.reversed()) == expected)
  }

  @Test func aFieldCalledDateIsADateOfYears() {
    #expect(type(["2021", "1999"], field: "date") == .date)
    #expect(type(["2021", "gestern"], field: "date") == .text)
  }

  @Test func partsInAnyOrderAreMergedToTheSame() {
    var random = SplitMix(seed: 6)
    let values = ["1", "2.5", "2021", "2021-12", "a", "-3", "007"]
    for _ in 0..<500 {
      var whole = FieldTypes()
      var parts = [FieldTypes(), FieldTypes(), FieldTypes()]
      for _ in 0..<random.below(6) {
        let field = [MetadataField(name: ["a", "b"][random.below(2)], value: values[random.below(values.count)])]
        whole.observe(field)
        parts[random.below(3)].observe(field)
      }
      var merged = FieldTypes()
      for part in parts { merged.merge(part) }
      for field in ["a", "b"] { #expect(merged.type(of: field) == whole.type(of: field)) }
      #expect(Set(merged.fields) == Set(whole.fields))
    }
  }

  @Test func declaredTypesAreNotInferredAndAreHeldTo() throws {
    var types = FieldTypes(declared: DeclaredTypes(["year": .int, "id": .text]))
    types.observe([MetadataField(name: "id", value: "7"), MetadataField(name: "n", value: "7")])
    #expect(types.type(of: "id") == .text && types.type(of: "year") == .int && types.type(of: "n") == .int)
    #expect(types.notice == .inferredTypes([InferredType(field: "n", type: .int)]))
    #expect(try types.value(of: MetadataField(name: "id", value: "7"), in: "d") == .text("7"))
    #expect(try types.value(of: MetadataField(name: "n", value: "7"), in: "d") == .int(7))
    let error = #expect(throws: ImportError.self) {
      try types.value(of: MetadataField(name: "year", value: "MDCC"), in: "a.txt")
    }
    #expect(
      error.map { "\($0)" }
        == "'a.txt': the value 'MDCC' of field 'year' is no int; declare another type with --types year:text")
  }

  @Test func values() {
    #expect(FieldType.real.value(of: "-1.5e3") == .real(-1500))
    #expect(FieldType.real.value(of: "12") == .real(12))
    #expect(FieldType.date.value(of: "2021-12") == PartialDate("2021-12").map { .date($0) })
    #expect(FieldType.int.value(of: "-9223372036854775808") == .int(.min))
    #expect(FieldType.int.value(of: "") == nil && FieldType.real.value(of: "-") == nil)
    #expect(FieldType.real.value(of: "1e") == nil && FieldType.real.value(of: "1e+") == nil)
  }
}
