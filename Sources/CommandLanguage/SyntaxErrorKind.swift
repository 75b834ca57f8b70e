/// What can be wrong with a line; the wording of every message is here.
public enum SyntaxErrorKind: Sendable, Hashable {
  // The line.
  /// The text is longer than the parser reads, in bytes.
  case textTooLong(bytes: Int, limit: Int)
  /// A quotation is never closed.
  case unterminatedQuote(String)
  /// A bracket or a parenthesis is never closed.
  case unterminatedBracket(String)
  /// A second command starts on a new line.
  case secondCommand

  // The pipeline.
  /// Nothing stands before a pipe.
  case missingStageBeforePipe
  /// Nothing stands after the last pipe.
  case missingStageAfterPipe
  /// A name cannot be assigned because a verb has it.
  case nameIsCommand(String)
  /// A name breaks the rule for names.
  case invalidName(String)
  /// Nothing stands after `NAME =`.
  case emptyAssignment(String)
  /// No verb has this name.
  case unknownCommand(String)
  /// No corpus, result or selection has this name.
  case unknownSource(String)
  /// Neither a verb nor a source has this name.
  case unknownName(String)
  /// A prefix fits several verbs.
  case ambiguousCommand(String, candidates: [String])
  /// A source stands where a verb is needed.
  case sourceInLaterStage(String)
  /// After a source, something other than a pipe follows.
  case missingPipe(source: String)

  // The stage.
  /// The verb has no such option; the option is given with its dashes.
  case unknownOption(String, verb: String)
  /// The value of an option is missing.
  case missingOptionValue(String)
  /// A flag was given a value.
  case flagWithValue(String)
  /// An option is written with a typographic dash.
  case typographicDash(String, instead: String)
  /// The verb takes no operands.
  case unexpectedOperand(verb: String)
  /// A raw operand goes on after an option.
  case operandAfterOption(verb: String)

  // Expressions.
  /// An expression, or what follows an operator, is missing.
  case expected(ExpectedPart)
  /// Something else stands where a part of an expression is needed.
  case unexpected(String, expected: ExpectedPart)
  /// An operator of another language, such as `==`.
  case foreignOperator(String, instead: String)
  /// A typographic quotation mark.
  case curlyQuote(String)
  /// Starts like a number or a date and is neither.
  case malformedNumber(String)
  /// A number that is too large for its type.
  case numberTooLarge(String)
  /// A date that is in no calendar.
  case noSuchDate(String)
  /// The right side of `~` is no string.
  case patternNotString
  /// A value stands where a condition is needed.
  case valueAsCondition(String)
  /// A second comparison follows the first.
  case chainedComparison
  /// Two constants are compared.
  case constantComparison
  /// Parentheses or `not` are nested too deeply.
  case tooDeep(limit: Int)
}

/// A part of an expression that was expected where something else or nothing stands.
public enum ExpectedPart: String, Sendable, Hashable {
  /// A field, a value or a parenthesis.
  case condition = "a condition"
  /// The right side of a comparison, or an argument.
  case value = "a field or a value"
  /// A string, a number or a date.
  case literal = "a string, a number or a date"
  /// The pattern after `~`.
  case pattern = "a pattern in quotes"
  /// `and`, `or` or the end.
  case connective = "\"and\", \"or\" or the end"
  /// `(`.
  case openingParenthesis = "("
  /// `)`.
  case closingParenthesis = ")"
  /// `,` or `)`.
  case commaOrClosing = ", or )"
  /// `missing` or `not missing`.
  case missing = "\"missing\" or \"not missing\""
  /// `in` after `not`.
  case membership = "\"in\""
  /// The part of a field after its colon.
  case fieldPart = "a part of the field, such as \"year\","
  /// A field to derive.
  case fieldName = "the name of a field"
  /// The `=` of a derivation.
  case equalsSign = "="
}

extension SyntaxErrorKind {
  /// What is wrong, in one line; whatever was typed is shown in a form that is safe to print.
  public var message: String {
    switch self {
    case .textTooLong(let bytes, let limit): "the line has \(bytes) bytes; at most \(limit) are read"
    case .unterminatedQuote("'"): "the quotation that starts here has no closing '; an apostrophe is written \\'"
    case .unterminatedQuote(let quote): "the quotation that starts here has no closing \(quote)"
    case .unterminatedBracket(let bracket): "this \(bracket) has no closing \(bracket == "[" ? "]" : ")")"
    case .secondCommand: "one command at a time: another starts here"
    case .missingStageBeforePipe: "a command is missing before this |"
    case .missingStageAfterPipe: "a command is missing after this |"
    case .nameIsCommand(let name): "\(quoted(name)) is a command and cannot name a result"
    case .invalidName(let name):
      "\(quoted(name)) cannot be a name: names start with a letter and hold letters, digits, _, - and ."
    case .emptyAssignment(let name): "there is nothing to name \(quoted(name))"
    case .unknownCommand(let name): "no command named \(quoted(name))"
    case .unknownSource(let name): "no corpus or result named \(quoted(name))"
    case .unknownName(let name): "no command, corpus or result named \(quoted(name))"
    case .ambiguousCommand(let name, let candidates):
      "\(quoted(name)) is short for several commands: \(candidates.map(clipped).joined(separator: ", "))"
    case .sourceInLaterStage(let name): "\(quoted(name)) is a corpus or a result, which can only stand first"
    case .missingPipe(let source): "a | is missing after \(quoted(source))"
    case .unknownOption(let option, let verb): "\(clipped(verb)) has no option \(clipped(option))"
    case .missingOptionValue(let option): "\(clipped(option)) needs a value"
    case .flagWithValue(let option): "\(clipped(option)) takes no value"
    case .typographicDash(let found, let instead):
      "\(quoted(found)) starts with a typographic dash; the option is written \(clipped(instead))"
    case .unexpectedOperand(let verb): "\(clipped(verb)) takes no arguments"
    case .operandAfterOption(let verb): "this belongs to no option; \(clipped(verb)) reads its text before the options"
    default: expressionMessage
    }
  }

  private var expressionMessage: String {
    switch self {
    case .expected(let part): "\(part.rawValue) is missing here"
    case .unexpected(let found, let part): "expected \(part.rawValue), found \(quoted(found))"
    case .foreignOperator(let found, let instead): "\(quoted(found)) is written \(quoted(instead)) here"
    case .curlyQuote(let quote): "strings stand between straight quotes, not \(clipped(quote))"
    case .malformedNumber(let text):
      "\(quoted(text)) is neither a number (1.5) nor a date (2021, 2021-12 or 2021-12-16)"
    case .numberTooLarge(let text): "the number \(clipped(text)) is too large"
    case .noSuchDate(let text): "there is no date \(clipped(text))"
    case .patternNotString: "~ needs a pattern in quotes on its right"
    case .valueAsCondition(let text): "\(clipped(text)) alone is no condition; compare it with a field"
    case .chainedComparison: "comparisons cannot be chained; join two with \"and\""
    case .constantComparison: "two constants are compared; one side must be a field"
    case .tooDeep(let limit): "nested more than \(limit) deep"
    default: ""
    }
  }

  private func quoted(_ text: String) -> String { VisibleText.quoted(text) }
  private func clipped(_ text: String) -> String { VisibleText.clipped(text) }
}
