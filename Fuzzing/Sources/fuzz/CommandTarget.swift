import CommandLanguage

/// Any line, script or condition is parsed or refused, with a place inside the text.
enum CommandTarget {
  private struct FixedGrammar: Grammar {
    let allowsAbbreviations: Bool
    private static let verbs = [
      VerbSyntax("load", operands: .words, options: [OptionSyntax("as"), OptionSyntax("append", value: .flag)]),
      VerbSyntax("where", operands: .expression), VerbSyntax("derive", operands: .assignment),
      VerbSyntax("kwic", operands: .query, options: [OptionSyntax("context"), OptionSyntax("sort")]),
      VerbSyntax("head", operands: .words), VerbSyntax("sql", operands: .raw), VerbSyntax("quit"),
      VerbSyntax(
        "keyness", leadingWords: 1, operands: .query, options: [OptionSyntax("by"), OptionSyntax("q", value: .query)]),
    ]
    func verb(_ name: String) -> VerbSyntax? { Self.verbs.first { $0.name == name } }
    var verbNames: [String] { Self.verbs.map(\.name) }
    func isSource(_ name: String) -> Bool { ["news", "it", "kwic"].contains(name) }
    var sourceNames: [String] { ["news", "it"] }
  }

  /// A line, whole and as it is typed.
  static func make() -> (FuzzInput) -> Void {
    { input in
      var input = input
      let grammar = FixedGrammar(allowsAbbreviations: input.choice() % 2 == 0)
      let parser = CommandParser(grammar: grammar)
      let text = input.text
      do throws(SyntaxError) {
        let line = try parser.parse(text)
        for stage in line?.stages ?? [] { check(stage.span, text) }
      } catch {
        check(error.span, text)
        _ = "\(error)"
      }
      _ = parser.isIncomplete(text)
      _ = CommandParser.isIncomplete(text)
      let completer = Completer(grammar: grammar)
      for cursor in [0, text.utf8.count / 2, text.utf8.count, text.utf8.count + 1] {
        check(completer.point(of: text, at: cursor).span, text)
      }
    }
  }

  /// A script of commands.
  static func makeScript() -> (FuzzInput) -> Void {
    { input in
      var reader = ScriptReader(input.text)
      let parser = CommandParser(grammar: FixedGrammar(allowsAbbreviations: false))
      var commands = 0
      var line = 0
      while let command = reader.next(parser) {
        commands += 1
        require(commands <= input.text.utf8.count, "a script without an end")
        require(command.line >= max(1, line), "lines do not ascend")
        line = command.line
        _ = try? parser.parse(command.text)
      }
    }
  }

  /// A condition, and a value to derive.
  static func makeExpression() -> (FuzzInput) -> Void {
    { input in
      let text = input.text
      let raw = Located(text, Span(0, text.utf8.count))
      do throws(SyntaxError) { check(try ExpressionParser.parse(raw).span, text) } catch { check(error.span, text) }
      do throws(SyntaxError) { _ = try ExpressionParser.parseDerivation(raw) } catch { check(error.span, text) }
    }
  }

  private static func check(_ span: Span, _ text: String) {
    require(
      span.lowerBound >= 0 && span.lowerBound <= span.upperBound && span.upperBound <= text.utf8.count,
      "the place \(span) is outside the text")
  }
}
