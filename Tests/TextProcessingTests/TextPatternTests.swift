import Testing

@testable import TextProcessing

struct TextPatternTests {
  @Test func wholeAndPart() throws {
    let pattern = try TextPattern("haus|häuser")
    #expect(pattern.matchesWhole("häuser"))
    #expect(!pattern.matchesWhole("hausboot"))
    #expect(pattern.contains("hausboot"))
    #expect(!pattern.contains("Haus"))
    // The whole value: an alternative that is a prefix must not win.
    #expect(try TextPattern("a|ab").matchesWhole("ab"))
    #expect(try TextPattern("").matchesWhole(""))
  }

  @Test func options() throws {
    #expect(try TextPattern("ÄRGER", options: .ignoreCase).matchesWhole("ärger"))
    #expect(try TextPattern("a.b", options: .literal).matchesWhole("a.b"))
    #expect(try !TextPattern("a.b", options: .literal).matchesWhole("axb"))
    #expect(try TextPattern(#"\w+"#).matchesWhole("größe"))
    #expect(try TextPattern(#"\p{Han}+"#).matchesWhole("漢字"))
    #expect(try TextPattern("^.$").matchesWhole("😀"))
  }

  @Test(arguments: [("a(b", 3), ("[", 1), ("ä*+?(", 4), ("*a", 0), (#"\C"#, 2), ("a{2,1}", 5)])
  func errorsNameThePlace(_ regex: String, _ offset: Int) {
    do {
      _ = try TextPattern(regex)
      Issue.record("\(regex) was accepted")
    } catch {
      #expect(error.offset == offset, "\(error)")
      #expect(!error.reason.isEmpty)
      #expect(error.pattern == regex)
    }
  }

  @Test func errorWording() {
    #expect(throws: PatternError(pattern: "(ä", reason: "missing closing parenthesis", offset: 3)) {
      try TextPattern("(ä")
    }
    let error = PatternError(pattern: "(ä", reason: "missing closing parenthesis", offset: 3)
    #expect(error.characterOffset == 2)
    #expect("\(error)" == "the regular expression (ä is wrong at character 3: missing closing parenthesis")
  }

  @Test func limitsEndCatastrophes() throws {
    let pattern = try TextPattern("(a+)+$")
    let form = [UInt8](repeating: 0x61, count: 40) + [0x62]
    let outcome = form.withUnsafeBufferPointer { pattern.outcome(within: $0) }
    #expect(outcome == .exceededLimits)
    #expect(throws: PatternError.self) { try TextPattern(String(repeating: "a", count: 100_000)) }
    #expect(throws: PatternError.self) { try TextPattern(String(repeating: "(", count: 1_000)) }
  }

  @Test func threadsShareAPattern() async throws {
    let pattern = try TextPattern("[a-m]+")
    await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask { (0..<1_000).filter { pattern.matchesWhole($0 % 2 == 0 ? "abc" : "xyz") }.count }
      }
      for await count in group { #expect(count == 500) }
    }
  }
}
