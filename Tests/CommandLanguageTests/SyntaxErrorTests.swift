import CommandLanguage
import Testing

/// Every kind of error with the exact text that is shown.
@Suite struct SyntaxErrorTests {
  private func rendered(_ text: String, abbreviations: Bool = false) -> String {
    do throws(SyntaxError) {
      let grammar = InterfaceGrammar(allowsAbbreviations: abbreviations)
      for stage in try CommandParser(grammar: grammar).parse(text)?.stages ?? [] {
        guard let raw = stage.raw else { continue }
        if grammar.verb(stage.verb.value)?.operands == .expression { _ = try ExpressionParser.parse(raw) }
        if grammar.verb(stage.verb.value)?.operands == .assignment { _ = try ExpressionParser.parseDerivation(raw) }
      }
      return "no error"
    } catch {
      return error.rendered(in: text)
    }
  }

  private func check(_ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(rendered(text) == expected, sourceLocation: sourceLocation)
  }

  @Test func lines() {
    check(
      "kwic \"a",
      """
      the quotation that starts here has no closing "
        kwic "a
             ^
      """)
    check(
      "show don't",
      """
      the quotation that starts here has no closing '; an apostrophe is written \\'
        show don't
                ^
      """)
    check(
      "kwic [word=(a] | head",
      """
      this [ has no closing ]
        kwic [word=(a] | head
             ^
      """)
    check(
      "seed | where (a = 1",
      """
      this ( has no closing )
        seed | where (a = 1
                     ^
      """)
    check(
      "frequency\n  head 5",
      """
      one command at a time: another starts here
          head 5
          ^^^^
      """)
    check(
      String(repeating: "x", count: 1 << 20) + "y",
      """
      the line has 1048577 bytes; at most 1048576 are read
        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
        ^
      """)
  }

  @Test func pipes() {
    check(
      "frequency | | head",
      """
      a command is missing before this |
        frequency | | head
                    ^
      """)
    check(
      "| head",
      """
      a command is missing before this |
        | head
        ^
      """)
    check(
      "frequency |  # nothing",
      """
      a command is missing after this |
        frequency |  # nothing
                  ^
      """)
    check(
      "seed frequency",
      """
      a | is missing after "seed"
        seed frequency
             ^^^^^^^^^
      """)
    check(
      "corpora | seed",
      """
      "seed" is a corpus or a result, which can only stand first
        corpora | seed
                  ^^^^
      """)
  }

  @Test func names() {
    check(
      "kwic = seed",
      """
      "kwic" is a command and cannot name a result
        kwic = seed
        ^^^^
      See: help kwic
      """)
    check(
      "2x = seed",
      """
      "2x" cannot be a name: names start with a letter and hold letters, digits, _, - and .
        2x = seed
        ^^
      """)
    check(
      "'my x' = seed",
      """
      "my x" cannot be a name: names start with a letter and hold letters, digits, _, - and .
        'my x' = seed
        ^^^^^^
      """)
    check(
      "x =  # nothing",
      """
      there is nothing to name "x"
        x =  # nothing
          ^
      """)
  }

  @Test func verbs() {
    check(
      "seed | frequncy --top 5",
      """
      no command named "frequncy"
        seed | frequncy --top 5
               ^^^^^^^^
      Did you mean "frequency"? See: help
      """)
    check(
      "sede | frequency",
      """
      no corpus or result named "sede"
        sede | frequency
        ^^^^
      Did you mean "seed"? See: corpora
      """)
    check(
      "quti",
      """
      no command, corpus or result named "quti"
        quti
        ^^^^
      Did you mean "quit"? See: help
      """)
    check(
      "xyzzy plugh",
      """
      no command named "xyzzy"
        xyzzy plugh
        ^^^^^
      See: help
      """)
    #expect(
      rendered("d | head", abbreviations: true) == """
        "d" is short for several commands: derive, describe, dispersion, diversity, documents, drop
          d | head
          ^
        See: help
        """)
  }

  @Test func options() {
    check(
      "kwic nato --contxt 8",
      """
      kwic has no option --contxt
        kwic nato --contxt 8
                  ^^^^^^^^
      Did you mean "--context"? See: help kwic
      """)
    check(
      "head -min 8",
      """
      head has no option -min
        head -min 8
             ^^^^
      Did you mean "--min"? See: help head
      """)
    check(
      "kwic nato --context | head",
      """
      --context needs a value
        kwic nato --context | head
                  ^^^^^^^^^
      See: help kwic
      """)
    check(
      "kwic nato --context --top 3",
      """
      --context needs a value
        kwic nato --context --top 3
                  ^^^^^^^^^
      See: help kwic
      """)
    check(
      "kwic nato --context= 3",
      """
      --context needs a value
        kwic nato --context= 3
                  ^^^^^^^^^
      See: help kwic
      """)
    check(
      "plot bar -o",
      """
      -o needs a value
        plot bar -o
                 ^^
      See: help plot
      """)
    check(
      "frequency --dispersion=yes",
      """
      --dispersion takes no value
        frequency --dispersion=yes
                               ^^^
      See: help frequency
      """)
    check(
      "kwic nato —context 8",
      """
      "—context" starts with a typographic dash; the option is written --context
        kwic nato —context 8
                  ^^^^^^^^
      See: help kwic
      """)
    check(
      "corpora all",
      """
      corpora takes no arguments
        corpora all
                ^^^
      See: help corpora
      """)
    check(
      "kwic nato --context 8 summit",
      """
      this belongs to no option; kwic reads its text before the options
        kwic nato --context 8 summit
                              ^^^^^^
      See: help kwic
      """)
  }

  @Test func expressions() {
    check(
      "where date >=",
      """
      a field or a value is missing here
        where date >=
                     ^
      See: help where
      """)
    check(
      "where (party = \"SPD\" and )",
      """
      expected a condition, found ")"
        where (party = "SPD" and )
                                 ^
      See: help where
      """)
    check(
      "where party == \"SPD\"",
      """
      "==" is written "=" here
        where party == "SPD"
                    ^^
      See: help where
      """)
    check(
      "where party = „SPD“",
      """
      strings stand between straight quotes, not „
        where party = „SPD“
                      ^
      See: help where
      """)
    check(
      "where date = 2021-1",
      """
      "2021-1" is neither a number (1.5) nor a date (2021, 2021-12 or 2021-12-16)
        where date = 2021-1
                     ^^^^^^
      See: help where
      """)
    check(
      "where date = 2021-02-29",
      """
      there is no date 2021-02-29
        where date = 2021-02-29
                     ^^^^^^^^^^
      See: help where
      """)
    check(
      "where count > 99999999999999999999",
      """
      the number 99999999999999999999 is too large
        where count > 99999999999999999999
                      ^^^^^^^^^^^^^^^^^^^^
      See: help where
      """)
    check(
      "where title ~ 5",
      """
      ~ needs a pattern in quotes on its right
        where title ~ 5
                      ^
      See: help where
      """)
    check(
      "where not 5",
      """
      5 alone is no condition; compare it with a field
        where not 5
                  ^
      See: help where
      """)
    check(
      "where 1 < x < 5",
      """
      comparisons cannot be chained; join two with "and"
        where 1 < x < 5
                    ^
      See: help where
      """)
    check(
      "where 1 < 5",
      """
      two constants are compared; one side must be a field
        where 1 < 5
              ^^^^^
      See: help where
      """)
    check(
      "where a = 1 b",
      """
      expected "and", "or" or the end, found "b"
        where a = 1 b
                    ^
      See: help where
      """)
    check(
      "where a in (1, b)",
      """
      expected a string, a number or a date, found "b"
        where a in (1, b)
                       ^
      See: help where
      """)
    check(
      "derive = 5",
      """
      "derive" is a command and cannot name a result
        derive = 5
        ^^^^^^
      See: help derive
      """)
    check(
      "derive x bin(year, 50)",
      """
      expected =, found "bin"
        derive x bin(year, 50)
                 ^^^
      See: help derive
      """)
  }

  @Test func depth() throws {
    let text = String(repeating: "(", count: 65) + "a" + String(repeating: ")", count: 65)
    #expect(rendered("where " + text).hasPrefix("nested more than 64 deep\n"))
    #expect(throws: Never.self) {
      let raw = String(text.dropFirst(2).dropLast(2))
      _ = try ExpressionParser.parse(Located(raw, Span(0, raw.utf8.count)))
    }
  }

  @Test func cannotActOnATerminal() {
    check(
      "\u{1B}[31m\u{202E}x y",
      """
      no command named "␛[31m\\u{202E}x"
        ␛[31m\\u{202E}x y
        ^^^^^^^^^^^^^^
      See: help
      """)
    let long = rendered(String(repeating: "ä", count: 100_000) + " x")
    #expect(long.count < 300 && long.contains("ää…\"\n"))
  }

  @Test func describesItselfInOneLine() {
    let error = SyntaxError(.unknownCommand("x"), at: Span(0, 1), suggestion: "y", help: "help")
    #expect(error.description == "no command named \"x\". Did you mean \"y\"? See: help")
    #expect(error.message == "no command named \"x\"")
    #expect(SyntaxError(.secondCommand, at: Span(0, 1)).advice == nil)
  }
}
