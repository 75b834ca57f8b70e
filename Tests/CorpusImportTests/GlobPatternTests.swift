import Testing

@testable import CorpusImport

@Suite("GlobPattern")
struct GlobPatternTests {
  @Test(
    arguments: [
      ("*", "a.txt", true), ("*", ".a", false), (".*", ".a", true), ("*.txt", "a.txt", true),
      ("*.txt", "a.text", false),
      ("?.txt", "ü.txt", true), ("?.txt", "u\u{308}.txt", true), ("ü*", "u\u{308}b", true), ("a?", "a", false),
      ("[a-c]x", "bx", true), ("[a-c]x", "dx", false), ("[!a-c]x", "dx", true), ("[^a-c]x", "ax", false),
      ("[]]x", "]x", true), ("[a-]x", "-x", true), ("[ab", "[ab", true), ("a\\*", "a*", true), ("a\\*", "ab", false),
      ("*a*b*c*", "xxaxxbxxcxx", true), ("*a*b*c*", "xxaxxcxxbxx", false), ("", "", true), ("", "a", false),
      ("**", "abc", true), ("a*a", "a", false), ("[z-a]", "m", true),
    ] as [(String, String, Bool)])
  func matches(_ pattern: String, _ name: String, _ expected: Bool) {
    #expect(GlobPattern(pattern[...]).matches(name) == expected)
  }

  @Test func manyRunsTakeNoExponentialTime() {
    let pattern = String(repeating: "*a", count: 200) + "b"
    #expect(!GlobPattern(pattern[...]).matches(String(repeating: "a", count: 2000)))
  }

  @Test func randomPatternsAgreeWithASlowMatcher() {
    for _ in 0..<4000 {
      let pattern = String((0..<Int.random(in: 0...6)).compactMap { _ in "ab*?".randomElement() })
      let name = String((0..<Int.random(in: 0...7)).compactMap { _ in "ab".randomElement() })
      #expect(
        GlobPattern(pattern[...]).matches(name) == Self.slow(Array(pattern), Array(name)), "\(pattern) \(name)")
    }
  }

  private static func slow(_ pattern: [Character], _ name: [Character]) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    let rest = Array(pattern.dropFirst())
    if first == "*" { return (0...name.count).contains { slow(rest, Array(name.dropFirst($0))) } }
    guard let character = name.first, first == "?" || first == character else { return false }
    return slow(rest, Array(name.dropFirst()))
  }
}
