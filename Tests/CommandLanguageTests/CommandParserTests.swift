import CommandLanguage
import Testing

@Suite struct CommandParserTests {
  @Test(arguments: ["", "  ", "\n\n", "# a comment", "  # a\n # b\n", "#!/usr/bin/env lect", "\\\n", "\u{A0}"])
  func findsNothing(text: String) throws {
    #expect(try parse(text) == nil)
  }

  @Test func readsAPipeline() throws {
    let text = "top = seed | where year = 2021 | frequency --top 10 --punctuation | head 5  # done"
    let line = try #require(try parse(text))
    #expect(line.target == Located("top", Span(0, 3)))
    #expect(line.source == Located("seed", Span(6, 10)))
    #expect(line.stages.map(\.verb.value) == ["where", "frequency", "head"])
    #expect(line.stages[1].options.map(\.name.value) == ["top", "punctuation"])
    #expect(line.stages[1].options[1].value == nil)
    #expect(
      line.stages.map { slice(text, $0.span) } == [
        "where year = 2021", "frequency --top 10 --punctuation", "head 5",
      ])
  }

  @Test(arguments: ["x=seed|frequency", "x =seed |frequency", "x= seed| frequency", " x  =  seed | frequency "])
  func needsNoSpaces(text: String) throws {
    let line = try #require(try parse(text))
    #expect(line.target?.value == "x" && line.source?.value == "seed" && line.stages.count == 1)
  }

  @Test func takesASourceAlone() throws {
    let line = try #require(try parse("seed"))
    #expect(line.source?.value == "seed" && line.stages.isEmpty)
    #expect(try parse("y = späte-reden")?.source?.value == "späte-reden")
  }

  @Test func takesAQuotedSource() throws {
    let grammar = InterfaceGrammar(sourceNames: ["my corpus", "check"])
    let parser = CommandParser(grammar: grammar)
    #expect(try parser.parse("'my corpus' | frequency")?.source?.value == "my corpus")
    #expect(try parser.parse("'check' | frequency")?.source?.value == "check")
    #expect(try parser.parse("check")?.stages.first?.verb.value == "check")
  }

  @Test func startsWithAVerbWhereTheSourceIsLeftOut() throws {
    let line = try #require(try parse("frequency | head 5"))
    #expect(line.source == nil && line.stages.map(\.verb.value) == ["frequency", "head"])
  }

  @Test(arguments: [
    "head 5 --min -2", "head 5 --min=-2", "head --min -2 5", "head --min '-2' 5", "head --min -2 -- 5",
    "head 5 --min \\\n -2",
  ])
  func takesOptionsAnywhere(text: String) throws {
    let found = try stage(text)
    #expect(found.operands.map(\.text) == ["5"])
    #expect(found.options.map(\.text) == ["-2"])
  }

  @Test func takesShortOptions() throws {
    for text in ["plot bar -o a.svg", "plot -o=a.svg bar", "plot bar --output a.svg"] {
      let option = try #require(try stage(text).option("output"))
      #expect(option.text == "a.svg")
      #expect(slice(text, option.name.span).hasPrefix("-"))
    }
  }

  @Test func takesEmptyAndDashedValues() throws {
    #expect(try stage("head --min ''").options.first?.text == "")
    #expect(try stage("load a - --key -").options.first?.text == "-")
    #expect(try stage("head --min='--top'").options.first?.text == "--top")
    #expect(try stage("head --min '--top'").options.first?.text == "--top")
  }

  @Test func keepsEveryUseOfAnOption() throws {
    let found = try stage("head --min 1 --min 2")
    #expect(found.options.count == 2)
    #expect(found.option("min")?.text == "2")
    #expect(found.option("max") == nil)
  }

  @Test func shortensVerbsAtThePromptOnly() throws {
    var grammar = InterfaceGrammar()
    #expect(throws: SyntaxError.self) { try CommandParser(grammar: grammar).parse("freq --top 3") }
    grammar.allowsAbbreviations = true
    let parser = CommandParser(grammar: grammar)
    let line = try #require(try parser.parse("x = freq --top 3 | hea 5"))
    #expect(line.stages.map(\.verb.value) == ["frequency", "head"])
    #expect(line.stages[0].verb.span == Span(4, 8))
    #expect(try parser.parse("freq | head")?.stages.first?.verb.value == "frequency")
  }

  @Test func prefersSourcesToAbbreviations() throws {
    let grammar = InterfaceGrammar(sourceNames: ["freq"], allowsAbbreviations: true)
    #expect(try CommandParser(grammar: grammar).parse("freq | head")?.source?.value == "freq")
  }

  @Test func ignoresBlankAndCommentLinesAround() throws {
    #expect(try parse("\n# first\n  seed | head 5\n# last\n\n")?.stages.count == 1)
  }

  @Test func readsEveryLineOfTheInterface() throws {
    let lines = [
      "load seed ../data/seed/*.txt --language de --heading 'date {date} {title}' --no-header --append",
      "load x a.csv --text 2 --id name --columns a,b,c --types year:int,party:text",
      "load y 'a b' --path '{year:int}-{speaker}.txt' --meta m.tsv --key file", "corpora", "describe", "documents",
      "show a/b.txt", "use seed", "drop seed", "check", "compact", "rebuild seed", "cache clear",
      "tokenize a.txt --heading none", #"tokenize --text "Das ist's." --language de"#,
      #"where date >= 2021-12 and party in ("SPD", "FDP") and not title ~ "^Debian""#, "sample 10 --seed 1",
      "containing [lemma=\"a|b\"]", "derive period = bin(year, 50)",
      "seed | frequency --stopwords de --top 10", "ngrams 3 --skip 1 --within s",
      "kwic NATO --sort L1,R1,date --show title,date", "cooccurrence NATO --window 5 --measures all",
      "cooccurrence --terms 5000 --window 5 --ordered",
      "sentiment --unit sentence --around (a|b) c --window 10 --rules none --explain",
      "keyness debian_news --by party", "keyness rest --by party", "trend a, b --by date:month",
      "dispersion nato, eu", "diversity", "readability", "it | sort count --descending", "head 5", "select a,b c",
      "filter count > 10", "save out.csv --provenance", "lines 3", "plot scatter -o x.html",
      #"sql "SELECT a || b FROM it""#, "keep x", "results", "provenance x", "analyzers", "help kwic",
      "lexicon add mine lex.tsv", "lexicons", "plugin load ./x", "plugins", "set format csv", "history",
      "run a.lect x=1 y='2 3'", "timing on", "quit",
    ]
    for line in lines { #expect(throws: Never.self) { try parse(line) } }
  }
}
