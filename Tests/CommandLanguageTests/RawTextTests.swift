import CommandLanguage
import Testing

@Suite struct RawTextTests {
  @Test(arguments: [
    (#"kwic [word="NATO|EU" %c] []{0,2} "Gipfel" --context 8 | head 5"#, #"[word="NATO|EU" %c] []{0,2} "Gipfel""#),
    ("kwic nato=NATO*, putin=Putin* --context 3", "nato=NATO*, putin=Putin*"),
    (
      #"where title ~ "a|b" and party in ("SPD", "FDP") | frequency"#,
      #"title ~ "a|b" and party in ("SPD", "FDP")"#
    ),
    ("kwic (a|b) c | head 5", "(a|b) c"),
    ("kwic geht's | head", "geht's"),
    ("kwic 'a|b' c | head", "'a|b' c"),
    ("kwic NATO*'s | head", "NATO*'s"),
    ("kwic größe's|head", "größe's"),
    (#"kwic "a\"|b" | head"#, #""a\"|b""#),
    (#"kwic a\|b | head"#, #"a\|b"#),
    ("kwic #spd", "#spd"),
    ("kwic nato # what they say", "nato"),
    ("kwic a--b --context 3", "a--b"),
    ("kwic [a --context 3] | head", "[a --context 3]"),
    ("kwic   two  words   ", "two  words"),
    ("kwic -- --top a | head", "--top a"),
    ("kwic a\tb", "a\tb"),
    ("kwic -- -nato", "-nato"),
    ("where -5 < x", "-5 < x"),
    ("kwic ]) a|head", "]) a"),
    ("kwic `a | head", "`a"),
    ("kwic ([)] | head 1)", "([)] | head 1)"),
    ("where `a|b` = 1 | head", "`a|b` = 1"),
    ("kwic <s> [] </s> :: a", "<s> [] </s> :: a"),
    ("derive camp = recode(\"A\":\"B\", \"C\":\"D|E\") | kwic x", "camp = recode(\"A\":\"B\", \"C\":\"D|E\")"),
    ("echo a | b --c # d", "a | b --c # d"),
  ])
  func survives(text: String, raw: String) throws {
    let line = try #require(try parse(text))
    let found = try #require(line.stages.first?.raw)
    #expect(found.value == raw)
    #expect(slice(text, found.span) == raw)
  }

  @Test func keepsOffsetsOverContinuations() throws {
    let text = "kwic [word = \"a\"] \\\n  \"b\" --context 2"
    let raw = try #require(try stage(text).raw)
    #expect(raw.value == "[word = \"a\"]     \"b\"")
    #expect(raw.span.count == raw.value.utf8.count)
    #expect(slice(text, raw.span).hasSuffix("\"b\""))
  }

  @Test func goesOnOverLinesInsideBrackets() throws {
    #expect(try stage("kwic [word=\n\"a\"]").raw?.value == "[word=\n\"a\"]")
  }

  @Test func mayComeAfterOptions() throws {
    let found = try stage("kwic --context 8 nato summit --top 3")
    #expect(found.raw?.value == "nato summit")
    #expect(found.options.map(\.name.value) == ["context", "top"])
  }

  @Test func mayBeMissing() throws {
    let found = try stage("frequency --top 10 # the ten most frequent")
    #expect(found.raw == nil)
    #expect(found.options.first?.text == "10")
    #expect(try stage("frequency # all of them").raw == nil)
  }

  @Test func mayFollowWords() throws {
    let found = try stage("annotate 'a b' nato (x|y) eu --top 3")
    #expect(found.operands.map(\.text) == ["a b"])
    #expect(found.raw?.value == "nato (x|y) eu")
  }

  @Test func isReadByOptions() throws {
    let found = try stage(#"sentiment --around [word="a|b" --x] "c" --window 10 --where=a = "b|c" and d"#)
    #expect(found.options.map(\.text) == [#"[word="a|b" --x] "c""#, "10", #"a = "b|c" and d"#])
  }
}
