import CommandLanguage
import Testing

@Suite struct WordTests {
  @Test(arguments: [
    ("a b", ["a", "b"]),
    (#"'a b'"#, ["a b"]),
    (#""a b""#, ["a b"]),
    (#"a\ b"#, ["a b"]),
    (#"a'b c'"d e"f"#, ["ab cd ef"]),
    (#"'a\b'"#, [#"a\b"#]),
    (#""\d+ \" \\""#, [#"\d+ " \"#]),
    (#"\d"#, ["d"]),
    ("''", [""]),
    (#"'' """#, ["", ""]),
    ("a#b", ["a#b"]),
    ("a # b", ["a"]),
    ("#a", []),
    ("'#a'", ["#a"]),
    ("a;b & c", ["a;b", "&", "c"]),
    ("-2 -.5 -", ["-2", "-.5", "-"]),
    ("ä\u{A0}ö\u{3000}安全", ["ä", "ö", "安全"]),
    ("\"a\\\nb\"", ["ab"]),
    ("'a\nb'", ["a\nb"]),
    ("a \\\n b", ["a", "b"]),
    ("a\\\r\nb", ["a", "b"]),
    ("a \\", ["a"]),
    ("-- --top -x", ["--top", "-x"]),
    ("'|' a", ["|", "a"]),
    ("x=1 y=2", ["x=1", "y=2"]),
  ])
  func reads(text: String, words: [String]) throws {
    #expect(try stage("show " + text).operands.map(\.text) == words)
  }

  @Test func marksWhatWasQuoted() throws {
    let words = try stage(#"show a 'b' c"d" e\f"#).operands
    #expect(words.map(\.isQuoted) == [false, true, true, true])
    #expect(words.map(\.span) == [Span(5, 6), Span(7, 10), Span(11, 15), Span(16, 19)])
  }

  @Test(arguments: [
    ("*.txt", "*.txt"), ("'*.txt'", nil), (#"\*.txt"#, nil), ("a.txt", nil), ("'my [1]'/*.txt", #"my \[1]/*.txt"#),
    (#"a\\b?"#, #"a\\b?"#), ("[ab].txt", "[ab].txt"), (#""*"?"#, #"\*?"#),
  ])
  func keepsLiveWildcardsApart(text: String, glob: String?) throws {
    #expect(try stage("show " + text).operands.first?.glob == glob)
  }

  @Test(arguments: [
    ("plain", "plain"), ("", "''"), ("a b", "'a b'"), ("don't", #""don't""#), (#"a'"\"#, #""a'\"\\""#), ("-x", "'-x'"),
    ("#x", "'#x'"), ("*", "'*'"), ("Stärkung", "Stärkung"), ("a=b", "'a=b'"), ("a\u{1B}b", "'a\u{1B}b'"),
  ])
  func spells(text: String, spelling: String) {
    #expect(Word.spelling(of: text) == spelling)
  }
}
