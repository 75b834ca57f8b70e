import Testing

@testable import CorpusQuery

@Suite struct GlobTests {
  func matches(_ pattern: String, _ form: String) throws -> Bool {
    let glob = try #require(try QueryParser.parse(pattern)[0].elements[0].first)
    return Array(form.utf8).withUnsafeBufferPointer { glob.matches($0) }
  }

  @Test(arguments: [
    ("Haus", "Haus", true), ("Haus", "Hause", false), ("Haus*", "Haus", true), ("Haus*", "Hausboot", true),
    ("*haus", "Rathaus", true), ("*haus", "Rathause", false), ("*a*a*", "banane", true), ("*a*a*", "bohne", false),
    ("W?nd", "Wand", true), ("W?nd", "Wünd", true), ("W?nd", "Wnd", false), ("?", "安", true), ("?", "安全", false),
    ("??", "👍", false), ("*", "x", true), ("a*b*c", "aXbXbXc", true), ("a*b*c", "aXbXbX", false), ("*?", "x", true),
  ])
  func matchesWholeForms(pattern: String, form: String, expected: Bool) throws {
    #expect(try matches(pattern, form) == expected)
  }

  /// Against a slow matcher that tries everything.
  @Test func agreesWithTryingEverything() throws {
    func slow(_ pattern: ArraySlice<Character>, _ form: ArraySlice<Character>) -> Bool {
      guard let first = pattern.first else { return form.isEmpty }
      switch first {
      case "*": return (0...form.count).contains { slow(pattern.dropFirst(), form.dropFirst($0)) }
      case "?": return !form.isEmpty && slow(pattern.dropFirst(), form.dropFirst())
      default: return form.first == first && slow(pattern.dropFirst(), form.dropFirst())
      }
    }
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<5_000 {
      let pattern = String(
        (0..<Int.random(in: 1...6, using: &generator)).compactMap { _ in "ab*?".randomElement(using: &generator) })
      let form = String(
        (0..<Int.random(in: 0...7, using: &generator)).compactMap { _ in "abü".randomElement(using: &generator) })
      #expect(try matches(pattern, form) == slow(Array(pattern)[...], Array(form)[...]), "\(pattern) on \(form)")
    }
  }

  @Test func longFormsTakeLittleTime() throws {
    let form = String(repeating: "a", count: 1000) + "b"
    #expect(try !matches("*a*a*a*a*a*a*a*a*a*c", form))
  }
}
