import Foundation
import Testing

@testable import CorpusImport

@Suite("JSONObject")
struct JSONObjectTests {
  private func object(_ text: String) throws -> JSONObject { try JSONObject(Array(text.utf8)[...]) }

  private func line(_ text: String) throws -> String {
    try object(text).fields.map { field in
      switch field.value {
      case .text(let bytes): "\(field.name)='\(String(decoding: bytes, as: UTF8.self))'"
      case .number(let bytes): "\(field.name)=\(String(decoding: bytes, as: UTF8.self))"
      case .list(let bytes): "\(field.name)=\(String(decoding: bytes, as: UTF8.self))"
      case .bool(let isTrue): "\(field.name)=\(isTrue)"
      case .null: "\(field.name)=null"
      }
    }.joined(separator: ";")
  }

  @Test(
    arguments: [
      ("{}", ""), (" { \"a\" : 1 , \"b\":\"x\" } ", "a=1;b='x'"),
      ("{\"a\":{\"b\":{\"c\":true},\"d\":null},\"e\":{}}", "a.b.c=true;a.d=null;e=null"),
      ("{\"a\":[1, {\"b\":[]}, \"]\"],\"c\":false}", "a=[1, {\"b\":[]}, \"]\"];c=false"),
      (
        "{\"a\":-0.5e+10,\"b\":0,\"c\":123456789012345678901234567890}",
        "a=-0.5e+10;b=0;c=123456789012345678901234567890"
      ),
      ("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00fc\\uD83D\\uDE00\"}", "a='\"\\/\u{8}\u{c}\n\r\tü😀'"),
      ("{\"a\":\"\\ud800x\\udc00\\ud800\\ud83d\\ude00\"}", "a='\u{FFFD}x\u{FFFD}\u{FFFD}😀'"),
      ("{\"\\u0061b\":\"\\u0000\"}", "ab='\u{0}'"),
    ])
  func fields(_ text: String, _ expected: String) throws {
    #expect(try line(text) == expected)
  }

  @Test func loneSurrogatesAreCounted() throws {
    #expect(try object("{\"a\":\"\\ud800x\\udc00\"}").replacements == 2)
  }

  @Test(
    arguments: [
      ("", 0, "a JSON object { … } should be here, but the line ends"),
      ("[1]", 0, "a JSON object { … } should be here"), ("{\"a\":1} {", 8, "text follows the object"),
      ("{\"a\":1,}", 7, "a comma is followed by nothing"), ("{a:1}", 1, "a name in quotes should be here"),
      ("{\"a\" 1}", 5, "a colon should be here"), ("{\"a\":1 \"b\":2}", 7, "a comma or } should be here"),
      ("{\"a\":[1 2]}", 8, "a comma or ] should be here"), ("{\"a\":01}", 6, "a comma or } should be here"),
      ("{\"a\":1.}", 7, "a digit should be here"), ("{\"a\":-}", 6, "a digit should be here"),
      ("{\"a\":nul}", 5, "a value should be here"), ("{\"a\":\"x}", 8, "a quote that ends the string"),
      ("{\"a\":\"x\ty\"}", 7, "a string holds a raw control"), ("{\"a\":\"\\x\"}", 7, "no such escape"),
      ("{\"a\":\"\\u12g4\"}", 10, "\\u needs four hexadecimal digits"),
      ("{\"a\":1,\"a\":2}", 7, "the name 'a' is there twice"),
      ("{\"a\":{\"b\":1},\"a.b\":2}", 13, "the name 'a.b' is there twice"), ("{\"\":1}", 1, "a name is empty"),
      ("{\"a\":NaN}", 5, "a value should be here"), ("{\"a\":1", 6, "a comma or } should be here, but the line ends"),
    ])
  func problems(_ text: String, _ offset: Int, _ message: String) {
    let problem = #expect(throws: JSONObject.Problem.self) { try object(text) }
    #expect(problem?.offset == offset && problem?.text.hasPrefix(message) == true, "\(text): \(problem as Any)")
  }

  @Test func nestingEndsSomewhere() throws {
    let deepest = JSONScanner.deepest
    func nested(_ open: String, _ close: String, _ depth: Int) -> String {
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
      let each = open.count { $0 == "[" || $0 == "{" }
      #expect(throws: Never.self) { try object("{\"a\":" + nested(open, close, (deepest - 1) / each) + "}") }
      let problem = #expect(throws: JSONObject.Problem.self) {
        try object("{\"a\":" + nested(open, close, 1_000_000) + "}")
      }
      #expect(problem?.text == "objects and lists lie more than 128 deep in each other")
    }
  }

  /// Random objects, as Foundation writes and reads them.
  @Test func againstFoundation() throws {
    var random = SplitMix(seed: 3)
    for _ in 0..<500 {
      var values: [String: Any] = [:]
      for number in 0..<random.below(6) {
        values["k\(number)"] = random.text(of: ["a", "ü", "\"", "\\", "/", "\n", "\u{1}", "😀", "\u{2028}"], upTo: 12)
      }
      let written = try JSONSerialization.data(withJSONObject: values)
      let fields = try JSONObject(Array(written)[...]).fields
      #expect(fields.count == values.count)
      for field in fields {
        #expect(field.value == .text(Array((values[field.name] as? String ?? "none").utf8)))
      }
    }
  }

  /// What one reader takes the other takes, of texts that are nearly JSON.
  @Test func strictnessAgainstFoundation() throws {
    var random = SplitMix(seed: 11)
    let parts = ["{", "}", "[", "]", "\"a\"", "\"b\"", ":", ":", ",", "1", "-2.5", "null", "true", " ", "\"\\n\""]
    for _ in 0..<20_000 {
      let text = "{\"x\":" + random.text(of: parts, upTo: 8) + "}"
      let ours = try? object(text)
      let theirs = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      // Names that are there twice and commas before a bracket are errors here alone; Foundation takes them.
      if ours == nil, theirs != nil {
        let problem = #expect(throws: JSONObject.Problem.self) { try object(text) }
        #expect(problem?.text.hasSuffix("twice") == true || problem?.text.hasSuffix("nothing") == true, "\(text)")
      } else {
        #expect((ours == nil) == (theirs == nil), "\(text)")
      }
    }
  }
}
