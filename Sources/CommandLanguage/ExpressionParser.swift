/// Parses the conditions of `where` and `filter` and the values of `derive`.
///
///     condition  = all { "or" all }
///     all        = negation { "and" negation }
///     negation   = "not" negation | "(" condition ")" | test
///     test       = value [ operator value | ["not"] "in" "(" constant { "," constant } ")" | "is" ["not"] "missing" ]
///     value      = field | constant | function "(" [ argument { "," argument } ] ")"
///     argument   = condition | constant ":" constant
///     operator   = "=" "!=" "<" "<=" ">" ">=" "~"
///
/// A field is a bare name, or any name in backticks, with `:part` directly after it where a part is meant. Keywords may be
/// in capitals. The parser does not know fields or types: whether `date = 2021` compares with a year or a number, and
/// whether a field or a function exists, is for whoever evaluates the expression; every node has its place for carets.
public struct ExpressionParser {
  /// The deepest nesting of parentheses, functions and `not`.
  public static let depthLimit = 64

  private var lexer: ExpressionLexer
  private var current: Located<ExpressionLexer.Token>
  private var previousEnd: Int
  private var depth = 0
  private let help: String?

  /// Parses a condition.
  ///
  /// Throws `SyntaxError` with a span in the line that the raw text was taken from.
  public static func parse(_ raw: Located<String>, help: String? = "help where") throws(SyntaxError) -> Expression {
    try run(raw, help: help) { parser throws(SyntaxError) in
      let condition = try parser.condition()
      try parser.requireCondition(condition)
      return condition
    }
  }

  /// Parses `FIELD = VALUE`, where the value may be a constant, a field, a function or a condition.
  public static func parseDerivation(
    _ raw: Located<String>, help: String? = "help derive"
  ) throws(SyntaxError) -> Derivation {
    try run(raw, help: help) { parser throws(SyntaxError) in
      guard case .name(let name, _) = parser.current.value else { throw parser.unexpected(.fieldName) }
      let field = Located(name, parser.current.span)
      try parser.advance()
      guard parser.current.value == .comparison(.equal) else { throw parser.unexpected(.equalsSign) }
      try parser.advance()
      if parser.current.value == .end { throw parser.unexpected(.value) }
      return Derivation(field: field, value: try parser.condition())
    }
  }

  private static func run<Result>(
    _ raw: Located<String>, help: String?, _ body: (inout ExpressionParser) throws(SyntaxError) -> Result
  ) throws(SyntaxError) -> Result {
    do throws(SyntaxError) {
      guard raw.value.utf8.count <= CommandParser.lengthLimit else {
        let kind = SyntaxErrorKind.textTooLong(bytes: raw.value.utf8.count, limit: CommandParser.lengthLimit)
        throw SyntaxError(kind, at: Span(raw.span.lowerBound, raw.span.lowerBound))
      }
      var parser = try ExpressionParser(raw, help: help)
      let result = try body(&parser)
      guard parser.current.value == .end else { throw parser.trailing() }
      return result
    } catch {
      throw SyntaxError(error.kind, at: error.span, suggestion: error.suggestion, help: error.help ?? help)
    }
  }

  private init(_ raw: Located<String>, help: String?) throws(SyntaxError) {
    lexer = ExpressionLexer(raw)
    previousEnd = lexer.base
    self.help = help
    current = try lexer.next()
  }

  // MARK: Tokens

  private mutating func advance() throws(SyntaxError) {
    previousEnd = current.span.upperBound
    current = try lexer.next()
  }

  private mutating func take(_ token: ExpressionLexer.Token) throws(SyntaxError) -> Bool {
    guard current.value == token else { return false }
    try advance()
    return true
  }

  /// The error for something else than what is expected; at the end, the place is behind the last token.
  private func unexpected(_ part: ExpectedPart) -> SyntaxError {
    if current.value == .end { return SyntaxError(.expected(part), at: Span(previousEnd, previousEnd)) }
    return SyntaxError(.unexpected(lexer.text(of: current.span), expected: part), at: current.span)
  }

  private func trailing() -> SyntaxError {
    if case .comparison = current.value { return SyntaxError(.chainedComparison, at: current.span) }
    return unexpected(.connective)
  }

  // MARK: Conditions

  private mutating func condition() throws(SyntaxError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw SyntaxError(.tooDeep(limit: Self.depthLimit), at: current.span)
    }
    let parts = try joined(by: .or) { parser throws(SyntaxError) in
      let parts = try parser.joined(by: .and) { parser throws(SyntaxError) in try parser.negation() }
      return parts.count == 1 ? parts[0] : .and(parts)
    }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func joined(
    by keyword: ExpressionKeyword, _ part: (inout ExpressionParser) throws(SyntaxError) -> Expression
  ) throws(SyntaxError) -> [Expression] {
    var parts = [try part(&self)]
    while try take(.keyword(keyword)) { parts.append(try part(&self)) }
    if parts.count > 1 {
      for part in parts { try requireCondition(part) }
    }
    return parts
  }

  private mutating func negation() throws(SyntaxError) -> Expression {
    let start = current.span
    if try take(.keyword(.not)) {
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.depthLimit else { throw SyntaxError(.tooDeep(limit: Self.depthLimit), at: start) }
      let condition = try negation()
      try requireCondition(condition)
      return .not(condition, Span(start.lowerBound, previousEnd))
    }
    guard try take(.openParenthesis) else { return try test() }
    let condition = try condition()
    try requireCondition(condition)
    guard try take(.closeParenthesis) else { throw unclosed(start) }
    return condition
  }

  private func unclosed(_ parenthesis: Span) -> SyntaxError {
    if current.value == .end { return SyntaxError(.unterminatedBracket("("), at: parenthesis) }
    if case .comparison = current.value { return SyntaxError(.chainedComparison, at: current.span) }
    return unexpected(.closingParenthesis)
  }

  private func requireCondition(_ expression: Expression) throws(SyntaxError) {
    if case .literal(let literal) = expression {
      throw SyntaxError(.valueAsCondition(lexer.text(of: literal.span)), at: literal.span)
    }
  }

  // MARK: Tests

  private mutating func test() throws(SyntaxError) -> Expression {
    let left = try value(.condition)
    let start = left.span.lowerBound
    switch current.value {
    case .comparison(let sign):
      let sign = Located(sign, current.span)
      try advance()
      return try comparison(left, sign)
    case .keyword(.not):
      try requireVariable(left)
      try advance()
      guard try take(.keyword(.in)) else { throw unexpected(.membership) }
      let constants = try constants()
      let span = Span(start, previousEnd)
      return .not(.membership(left, of: constants, span), span)
    case .keyword(.in):
      try requireVariable(left)
      try advance()
      let constants = try constants()
      return .membership(left, of: constants, Span(start, previousEnd))
    case .keyword(.is):
      try requireVariable(left)
      try advance()
      let isNegated = try take(.keyword(.not))
      guard case .name(let word, isQuoted: false) = current.value, word.lowercased() == "missing" else {
        throw unexpected(.missing)
      }
      try advance()
      let span = Span(start, previousEnd)
      return isNegated ? .not(.missing(left, span), span) : .missing(left, span)
    default: return left
    }
  }

  private func requireVariable(_ left: Expression) throws(SyntaxError) {
    if case .literal(let literal) = left { throw SyntaxError(.constantComparison, at: literal.span) }
  }

  private mutating func comparison(
    _ left: Expression, _ sign: Located<ComparisonOperator>
  ) throws(SyntaxError) -> Expression {
    let right = try value(sign.value == .matches ? .pattern : .value)
    if sign.value == .matches {
      guard case .literal(let literal) = right, case .string = literal.value else {
        throw SyntaxError(.patternNotString, at: right.span)
      }
    }
    guard case .literal = left else { return .comparison(left, sign, right) }
    if case .literal = right { throw SyntaxError(.constantComparison, at: left.span.union(right.span)) }
    return .comparison(right, Located(sign.value.mirrored, sign.span), left)
  }

  private mutating func constants() throws(SyntaxError) -> [Located<Literal>] {
    let start = current.span
    guard try take(.openParenthesis) else { throw unexpected(.openingParenthesis) }
    var constants: [Located<Literal>] = []
    repeat { constants.append(try constant()) } while try take(.comma)
    guard try take(.closeParenthesis) else {
      throw current.value == .end ? SyntaxError(.unterminatedBracket("("), at: start) : unexpected(.commaOrClosing)
    }
    return constants
  }

  private mutating func constant() throws(SyntaxError) -> Located<Literal> {
    guard case .literal(let literal) = current.value else { throw unexpected(.literal) }
    let located = Located(literal, current.span)
    try advance()
    return located
  }

  // MARK: Values

  private mutating func value(_ expected: ExpectedPart) throws(SyntaxError) -> Expression {
    switch current.value {
    case .literal: return .literal(try constant())
    case .name(let name, let isQuoted):
      let start = current.span
      try advance()
      if !isQuoted, current.value == .openParenthesis { return .call(try call(Located(name, start))) }
      return .field(try field(name, start))
    default: throw unexpected(expected)
    }
  }

  /// Reads the part of a field, which stands directly behind it.
  private mutating func field(_ name: String, _ span: Span) throws(SyntaxError) -> Field {
    guard current.value == .colon, current.span.lowerBound == span.upperBound else {
      return Field(name: name, span: span)
    }
    try advance()
    guard current.span.lowerBound == previousEnd else { throw unexpected(.fieldPart) }
    switch current.value {
    case .name(let part, isQuoted: false):
      let whole = span.union(current.span)
      try advance()
      return Field(name: name, part: part, span: whole)
    default: throw unexpected(.fieldPart)
    }
  }

  private mutating func call(_ name: Located<String>) throws(SyntaxError) -> FunctionCall {
    let parenthesis = current.span
    try advance()
    var arguments: [FunctionCall.Argument] = []
    if current.value != .closeParenthesis {
      repeat { arguments.append(try argument()) } while try take(.comma)
    }
    guard try take(.closeParenthesis) else {
      throw current.value == .end
        ? SyntaxError(.unterminatedBracket("("), at: parenthesis) : unexpected(.commaOrClosing)
    }
    return FunctionCall(name: name, arguments: arguments, span: Span(name.span.lowerBound, previousEnd))
  }

  private mutating func argument() throws(SyntaxError) -> FunctionCall.Argument {
    let value = try condition()
    guard case .literal(let old) = value, try take(.colon) else { return .value(value) }
    return .pair(old, try constant())
  }
}

extension ExpressionLexer {
  /// The text at a span of the line.
  func text(of span: Span) -> String {
    source.string(Span(span.lowerBound - base, span.upperBound - base))
  }
}
