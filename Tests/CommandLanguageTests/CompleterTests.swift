import CommandLanguage
import Testing

@Suite struct CompleterTests {
  private func point(_ text: String, abbreviations: Bool = true) -> CompletionPoint {
    let cursor = text.utf8.firstIndex(of: UInt8(ascii: "^")).map { text.utf8.distance(from: text.startIndex, to: $0) }
    return Completer(grammar: InterfaceGrammar(allowsAbbreviations: abbreviations))
      .point(of: text, at: cursor ?? text.utf8.count)
  }

  @Test(arguments: [
    ("", CompletionContext.verbOrSource(prefix: ""), ""),
    ("fre", .verbOrSource(prefix: "fre"), "fre"),
    ("fre^ | head", .verbOrSource(prefix: "fre"), "fre"),
    ("x = se", .verbOrSource(prefix: "se"), "se"),
    ("x =", .verbOrSource(prefix: ""), ""),
    ("'de", .source(prefix: "de"), "'de"),
    ("seed |", .verb(prefix: ""), ""),
    ("seed | fre", .verb(prefix: "fre"), "fre"),
    ("a\n seed | fre", .verb(prefix: "fre"), "fre"),
    ("xyzzy a", .nothing, ""),
    ("xyzzy a | fre", .verb(prefix: "fre"), "fre"),
    ("seed ", .nothing, ""),
    ("head 5 # a", .nothing, ""),
    ("# a", .nothing, ""),
    ("show d", .operand(verb: "show", index: 0, prefix: "d", isQuoted: false), "d"),
    ("load x a/b.txt ", .operand(verb: "load", index: 2, prefix: "", isQuoted: false), ""),
    ("load x 'a b", .operand(verb: "load", index: 1, prefix: "a b", isQuoted: true), "'a b"),
    ("load x a\\ b", .operand(verb: "load", index: 1, prefix: "a b", isQuoted: true), "a\\ b"),
    ("head --", .option(verb: "head", prefix: "--"), "--"),
    ("head -", .option(verb: "head", prefix: "-"), "-"),
    ("head 5 --mi", .option(verb: "head", prefix: "--mi"), "--mi"),
    ("plot bar -o", .option(verb: "plot", prefix: "-o"), "-o"),
    ("plot bar -o ", .optionValue(verb: "plot", option: "output", prefix: "", isQuoted: false), ""),
    ("corpora ", .option(verb: "corpora", prefix: ""), ""),
    ("load x --as c", .optionValue(verb: "load", option: "as", prefix: "c", isQuoted: false), "c"),
    ("load x --as=c", .optionValue(verb: "load", option: "as", prefix: "c", isQuoted: false), "c"),
    ("load x --as=", .optionValue(verb: "load", option: "as", prefix: "", isQuoted: false), ""),
    ("load x --as csv ", .operand(verb: "load", index: 1, prefix: "", isQuoted: false), ""),
    ("load x --nope=1 ", .operand(verb: "load", index: 1, prefix: "", isQuoted: false), ""),
    ("load -- --a", .operand(verb: "load", index: 0, prefix: "--a", isQuoted: false), "--a"),
    ("freq", .verbOrSource(prefix: "freq"), "freq"),
    ("freq na", .query(verb: "frequency", option: nil, prefix: "na"), "na"),
    ("kwic a|NA", .verb(prefix: "NA"), "NA"),
    ("kwic x=na", .query(verb: "kwic", option: nil, prefix: "na"), "na"),
    ("kwic nato ", .query(verb: "kwic", option: nil, prefix: ""), ""),
    ("kwic [lemma=\"ge", .query(verb: "kwic", option: nil, prefix: "ge"), "ge"),
    ("kwic nato -", .option(verb: "kwic", prefix: "-"), "-"),
    ("kwic nato --con", .option(verb: "kwic", prefix: "--con"), "--con"),
    ("kwic nato --context 8 ", .option(verb: "kwic", prefix: ""), ""),
    ("sentiment --around na", .query(verb: "sentiment", option: "around", prefix: "na"), "na"),
    ("sentiment --where na", .expressionField(verb: "sentiment", prefix: "na"), "na"),
    ("where ", .expressionField(verb: "where", prefix: ""), ""),
    ("where par", .expressionField(verb: "where", prefix: "par"), "par"),
    ("where not par", .expressionField(verb: "where", prefix: "par"), "par"),
    ("where a = 1 and not (b", .expressionField(verb: "where", prefix: "b"), "b"),
    ("where a = 1 and not b", .expressionField(verb: "where", prefix: "b"), "b"),
    ("where date:ye", .expressionField(verb: "where", prefix: "date:ye"), "date:ye"),
    ("where `my f", .expressionField(verb: "where", prefix: "my f"), "`my f"),
    ("where party = \"S", .expressionValue(verb: "where", field: "party", prefix: "S", isQuoted: true), "\"S"),
    ("where party = ", .expressionValue(verb: "where", field: "party", prefix: "", isQuoted: false), ""),
    ("where date:year >= 20", .expressionValue(verb: "where", field: "date:year", prefix: "20", isQuoted: false), "20"),
    (
      "where x and party not in (\"SPD\", 'F",
      .expressionValue(verb: "where", field: "party", prefix: "F", isQuoted: true), "'F"
    ),
    ("where party i", .expressionOperator(verb: "where", prefix: "i"), "i"),
    ("where party not i", .expressionOperator(verb: "where", prefix: "i"), "i"),
    ("where party is not m", .expressionOperator(verb: "where", prefix: "m"), "m"),
    ("where (a = 1) a", .expressionOperator(verb: "where", prefix: "a"), "a"),
    ("where a = = ", .nothing, ""),
    ("derive x", .nothing, ""),
    ("derive x = bin(ye", .expressionField(verb: "derive", prefix: "ye"), "ye"),
    ("derive x = ", .expressionField(verb: "derive", prefix: ""), ""),
    ("echo a | fre", .nothing, ""),
  ])
  func finds(text: String, context: CompletionContext, replaced: String) {
    let found = point(text)
    #expect(found.context == context)
    #expect(slice(text, found.span) == replaced)
  }

  @Test func tellsWhatStandsBefore() {
    let found = point("x = seed | where a = 1 | lexicon add mine a")
    #expect(found.source == "seed")
    #expect(found.verbsBefore == ["where"])
    #expect(found.operandsBefore == ["add", "mine"])
    #expect(found.context == .operand(verb: "lexicon", index: 2, prefix: "a", isQuoted: false))
  }

  @Test func survivesAnyCursor() {
    let completer = Completer(grammar: InterfaceGrammar())
    for cursor in [-1, 0, 1, 2, 3, 100, Int.max, Int.min] {
      let found = completer.point(of: "aä", at: cursor)
      #expect(found.span.upperBound <= 3 && found.span.lowerBound >= 0)
    }
    #expect(completer.context(of: "aä", at: 2) == .verbOrSource(prefix: "a"))
  }
}
