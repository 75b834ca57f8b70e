import CommandLanguage
import Testing

@Suite struct ExpressionParserTests {
  private func expression(_ text: String) throws -> Expression {
    try ExpressionParser.parse(Located(text, Span(0, text.utf8.count)))
  }

  /// Writes a tree with parentheses everywhere.
  private func outline(_ expression: Expression) -> String {
    func text(_ literal: Literal) -> String {
      switch literal {
      case .string(let text): "'\(text)'"
      case .integer(let number): "\(number)"
      case .decimal(let number): "\(number)"
      case .date(let date): "\(date)"
      }
    }
    switch expression {
    case .literal(let literal): return text(literal.value)
    case .field(let field): return field.spelling
    case .call(let call):
      let arguments = call.arguments.map { argument in
        switch argument {
        case .value(let value): outline(value)
        case .pair(let old, let new): text(old.value) + ":" + text(new.value)
        }
      }
      return "\(call.name.value)(\(arguments.joined(separator: " ")))"
    case .comparison(let left, let sign, let right):
      return "(\(outline(left)) \(sign.value.rawValue) \(outline(right)))"
    case .membership(let value, let list, _):
      return "(\(outline(value)) in \(list.map { text($0.value) }.joined(separator: " ")))"
    case .missing(let value, _): return "(\(outline(value)) missing)"
    case .not(let condition, _): return "(not \(outline(condition)))"
    case .and(let parts): return "(" + parts.map(outline).joined(separator: " and ") + ")"
    case .or(let parts): return "(" + parts.map(outline).joined(separator: " or ") + ")"
    }
  }

  @Test(arguments: [
    (
      #"date >= 2021-12 and party in ("SPD", "FDP") and not title ~ "^Debian""#,
      "((date >= 2021-12) and (party in 'SPD' 'FDP') and (not (title ~ '^Debian')))"
    ),
    ("a = 1 or b = 2 and c = 3", "((a = 1) or ((b = 2) and (c = 3)))"),
    ("(a = 1 or b = 2) and c = 3", "(((a = 1) or (b = 2)) and (c = 3))"),
    ("not a and not not b", "((not a) and (not (not b)))"),
    ("not duplicate", "(not duplicate)"),
    ("duplicate", "duplicate"),
    ("x is missing", "(x missing)"),
    ("x is not missing or y IS MISSING", "((not (x missing)) or (y missing))"),
    ("x not in (1, -2.5, 2021, 2021-12-16)", "(not (x in 1 -2.5 2021 2021-12-16))"),
    ("date:year = 2021", "(date:year = 2021)"),
    ("2021 <= date", "(date >= 2021)"),
    ("5 > `page number`", "(`page number` < 5)"),
    ("o11 > e11", "(o11 > e11)"),
    ("größe != 1e3", "(größe != 1000.0)"),
    ("`a``b`:year = .5", "(`a``b`:year = 0.5)"),
    ("`and` = 'or'", "(`and` = 'or')"),
    ("bin(date:year, 50) = 1900", "(bin(date:year 50) = 1900)"),
    ("a-b.c_d1 = 1", "(a-b.c_d1 = 1)"),
    ("missing = 1", "(missing = 1)"),
    (#"title ~ "\d+\"\\.""#, #"(title ~ '\d+"\.')"#),
    (#"title = 'a"b\tc'"#, "(title = 'a\"b\tc')"),
    ("स्थान = \"दिल्ली\"", "(स्थान = 'दिल्ली')"),
    ("a = \"x\"\n and b\u{A0}= 2", "((a = 'x') and (b = 2))"),
    ("((a))", "a"),
    ("f()", "f()"),
  ])
  func reads(text: String, tree: String) throws {
    #expect(outline(try expression(text)) == tree)
  }

  @Test func readsDerivations() throws {
    func derivation(_ text: String) throws -> Derivation {
      try ExpressionParser.parseDerivation(Located(text, Span(0, text.utf8.count)))
    }
    let recode = try derivation(#"camp = recode("SPD":"left", 5:"five", party)"#)
    #expect(recode.field == Located("camp", Span(0, 4)))
    #expect(outline(recode.value) == "recode('SPD':'left' 5:'five' party)")
    #expect(outline(try derivation("p = bin(year, 50)").value) == "bin(year 50)")
    #expect(outline(try derivation("`my field` = 5").value) == "5")
    #expect(outline(try derivation("young = age < 30 and x").value) == "((age < 30) and x)")
    for wrong in ["", "x", "x =", "= 5", "5 = x", "x = )", "x = f(", "x = f(1:)", "x = a:b:c"] {
      #expect(throws: SyntaxError.self) { try derivation(wrong) }
    }
  }

  @Test func placesEveryNode() throws {
    let line = #"where not a:year in (1, 2) and (bc ~ "x")"#
    let raw = try #require(try stage(line).raw)
    let tree = try ExpressionParser.parse(raw)
    guard case .and(let parts) = tree, case .not(let inner, let notSpan) = parts[0],
      case .membership(let field, let list, let inSpan) = inner, case .comparison(_, let sign, let right) = parts[1]
    else {
      Issue.record("unexpected tree")
      return
    }
    #expect(slice(line, notSpan) == "not a:year in (1, 2)")
    #expect(slice(line, inSpan) == "a:year in (1, 2)")
    #expect(slice(line, field.span) == "a:year")
    #expect(list.map { slice(line, $0.span) } == ["1", "2"])
    #expect(slice(line, sign.span) == "~")
    #expect(slice(line, right.span) == "\"x\"")
    #expect(slice(line, tree.span) == #"not a:year in (1, 2) and (bc ~ "x""#)
  }

  @Test(arguments: [
    "", " ", "and", "a and", "a or or b", "not", "(", ")", "()", "(a", "a)", "a = ", "= 1", "a = = 1", "a in", "a in 5",
    "a in ()", "a in (1", "a in (1,)", "a in (1 2)", "a is", "a is 5", "a is not", "a not", "a not 5", "a ~ b", "5",
    "\"x\"", "5 and a", "a: b", "a:5", "a b", "1 = 2", "1 in (1)", "1 is missing", "a = 1 = 2", "(a = 1) = 2", "a && b",
    "!a", "a <> 1", "a ≥ 1", "a = 5x", "a = 1and b = 2", "a = 2021-13", "a = 2021-00", "a = 0000-01", "a = 1e999",
    "a = 1.2.3", "a = -",
    "a = \"x", "`x", "a = 'x\\", "f(", "f(1", "f(1,", "f(,)", "a | b", "a = * ", "a = 5%", "\u{0}", "a\u{202E}",
  ])
  func rejects(text: String) {
    do throws(SyntaxError) {
      _ = try ExpressionParser.parse(Located(text, Span(0, text.utf8.count)))
      Issue.record("accepted")
    } catch {
      #expect(error.span.lowerBound >= 0 && error.span.upperBound <= text.utf8.count)
      #expect(!error.message.isEmpty)
    }
  }

  @Test(arguments: ["==": "=", "<>": "!=", "&&": "and", "=>": ">=", "=<": "<=", "=~": "~"])
  func translatesOperators(found: String, instead: String) {
    #expect(throws: SyntaxError(.foreignOperator(found, instead: instead), at: Span(2, 4), help: "help where")) {
      try expression("a \(found) 1")
    }
  }

  @Test(arguments: [("a", "a"), ("a b", "`a b`"), ("Not", "`Not`"), ("a`b", "`a``b`"), ("", "``"), ("2x", "`2x`")])
  func spellsFields(name: String, spelling: String) {
    #expect(Field.spelling(of: name) == spelling)
  }

  @Test func readsConstantsAsDatesAndNumbers() {
    #expect(Literal.integer(2021).date == PartialDate(year: 2021))
    #expect(Literal.string("2021-12").date == PartialDate(year: 2021, month: 12))
    #expect(Literal.integer(0).date == nil && Literal.decimal(2021).date == nil && Literal.string("x").date == nil)
    #expect(Literal.integer(3).number == 3 && Literal.decimal(0.5).number == 0.5 && Literal.string("3").number == nil)
  }

  @Test func readsLongChainsWithoutDepth() throws {
    let text = Array(repeating: "a = 1", count: 50_000).joined(separator: " and ")
    guard case .and(let parts) = try expression(text) else {
      Issue.record("unexpected tree")
      return
    }
    #expect(parts.count == 50_000)
  }
}
