import Testing

@testable import CorpusImport

@Suite("FieldTemplate")
struct FieldTemplateTests {
  /// A template in pieces, matched by trying every end of every field, the nearest first.
  private struct Slow {
    var fields: [(name: String, type: FieldType?)]
    var literals: [String]

    func match(_ text: String) -> [String]? {
      guard text.hasPrefix(literals[0]) else { return nil }
      return match(Array(text.dropFirst(literals[0].count)), 0)
    }

    private func match(_ text: [Character], _ field: Int) -> [String]? {
      if field == fields.count { return text.isEmpty ? [] : nil }
      let literal = Array(literals[field + 1])
      let isLast = field == fields.count - 1
      for end in 0...text.count where text[end...].starts(with: literal) {
        if isLast, end + literal.count != text.count { continue }
        let value = String(text[..<end]).trimmed
        if value.isEmpty { continue }
        if let type = fields[field].type, type.value(of: value) == nil { continue }
        if let rest = match(Array(text[(end + literal.count)...]), field + 1) { return [value] + rest }
      }
      return nil
    }
  }

  @Test func randomTemplatesFitAsTheDefinitionSays() throws {
    var random = SplitMix(seed: 2)
    var fitted = 0
    for _ in 0..<6000 {
      let count = 1 + random.below(3)
      let types: [FieldType?] = [nil, nil, .text, .int, .real]
      let fields = (0..<count).map { (name: "f\($0)", type: types[random.below(types.count)]) }
      let literals = (0...count).map { place in
        let text = random.text(of: ["a", "-", " ", "1"], upTo: 2)
        return text.isEmpty && place > 0 && place < count ? "-" : text
      }
      var template = literals[0]
      for (field, literal) in zip(fields, literals.dropFirst()) {
        template += "{\(field.name)\(field.type.map { ":\($0.rawValue)" } ?? "")}" + literal
      }
      let text = random.text(of: ["a", "-", " ", "1", "2"], upTo: 9)
      let expected = Slow(fields: fields, literals: literals).match(text)
      let found = try FieldTemplate(template, option: "--path").match(Array(text.utf8))
      #expect(found?.map(\.value) == expected, "'\(template)' on '\(text)'")
      if found != nil { fitted += 1 }
    }
    #expect(fitted > 150)
  }

  @Test func anyTextIsATemplateOrAnErrorAndAnyTextIsMatchedOrNot() {
    var random = SplitMix(seed: 3)
    let pieces = ["{", "}", "{a}", "{b:int}", "{date}", ":", "x", "ü", "{{", "}}", "\u{301}", " ", "/", "*", "\u{0}"]
    for _ in 0..<3000 {
      let text = random.text(of: pieces, upTo: 8)
      let bytes = Array(random.text(of: pieces + ["2021", "1"], upTo: 12).utf8)
      if let template = try? FieldTemplate(text, option: "--path") { _ = template.match(bytes) }
      if let pattern = try? PathPattern(text) {
        _ = pattern.match(String(decoding: bytes, as: UTF8.self).split(separator: "/").map(String.init))
      }
      if let pattern = try? HeadingPattern(text) { _ = pattern.match(bytes) }
    }
  }

  @Test func aLongLineTakesLinearTime() throws {
    let template = try FieldTemplate("{a} {b} {c} {d:int} {e}", option: "--heading")
    #expect(template.match(Array(String(repeating: "x ", count: 32_000).utf8)) == nil)
    #expect(template.match(Array((String(repeating: "x ", count: 32_000) + "7 y").utf8)) != nil)
  }

  @Test func withoutFieldsItIsALiteral() throws {
    #expect(try FieldTemplate("a{{", option: "--path").match(Array("a{".utf8)) == [])
    #expect(try FieldTemplate("a", option: "--path").match(Array("ab".utf8)) == nil)
  }
}
