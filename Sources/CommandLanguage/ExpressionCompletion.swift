/// Finds what can be typed at the end of an expression from the tokens before.
struct ExpressionCompletion {
  /// The context and what is to be replaced.
  private(set) var found: CompletionWalk.Found
  private var tokens: [Located<ExpressionLexer.Token>] = []

  init(_ raw: Located<String>, verb: String, isDerivation: Bool) {
    let end = raw.span.upperBound
    found = (.nothing, Span(end, end))
    var lexer = ExpressionLexer(raw)
    var typed = Typed(text: "", span: Span(end, end))
    do throws(SyntaxError) {
      while true {
        let token = try lexer.next()
        if token.value == .end { break }
        tokens.append(token)
      }
      if let last = tokens.last, last.span.upperBound == end, last.value.isWordLike {
        tokens.removeLast()
        typed = Typed(text: lexer.text(of: last.span), span: last.span)
        joinPart(to: &typed, lexer)
      }
    } catch {
      guard case .unterminatedQuote(let quote) = error.kind else { return }
      let inside = lexer.text(of: Span(error.span.upperBound, end))
      typed = Typed(text: inside, span: Span(error.span.lowerBound, end), quote: quote)
    }
    if isDerivation {
      guard tokens.count >= 2, tokens[1].value == .comparison(.equal) else { return }
      tokens.removeFirst(2)
    }
    found = (context(typed, verb: verb, lexer), typed.span)
  }

  /// The token that the cursor touches.
  private struct Typed {
    var text: String
    var span: Span
    var quote: String?
  }

  /// Takes `date:` into the token, so that parts of a field complete with it.
  private mutating func joinPart(to typed: inout Typed, _ lexer: ExpressionLexer) {
    guard tokens.count >= 2, tokens[tokens.count - 1].value == .colon,
      case .name = tokens[tokens.count - 2].value,
      tokens[tokens.count - 1].span.upperBound == typed.span.lowerBound
    else { return }
    let field = tokens[tokens.count - 2].span
    tokens.removeLast(2)
    typed.span = field.union(typed.span)
    typed.text = lexer.text(of: typed.span)
  }

  private func context(_ typed: Typed, verb: String, _ lexer: ExpressionLexer) -> CompletionContext {
    let isString = typed.quote != nil && typed.quote != "`"
    if let field = comparedField(lexer) {
      return .expressionValue(verb: verb, field: field, prefix: typed.text, isQuoted: isString)
    }
    if isString { return .nothing }
    switch tokens.last?.value {
    case nil, .openParenthesis, .comma, .keyword(.and), .keyword(.or):
      return .expressionField(verb: verb, prefix: typed.text)
    case .keyword(.not):
      let before = tokens.dropLast().last?.value
      let startsCondition = before.map { !$0.isWordLike || $0 == .keyword(.and) || $0 == .keyword(.or) } ?? true
      if startsCondition, before != .closeParenthesis { return .expressionField(verb: verb, prefix: typed.text) }
      return .expressionOperator(verb: verb, prefix: typed.text)
    case .name, .literal, .closeParenthesis, .keyword(.is), .keyword(.in):
      return .expressionOperator(verb: verb, prefix: typed.text)
    case .colon:
      guard tokens.count >= 2, case .name = tokens[tokens.count - 2].value, typed.text.isEmpty else { return .nothing }
      return .expressionField(verb: verb, prefix: lexer.text(of: tokens[tokens.count - 2].span) + ":")
    case .comparison, .end: return .nothing
    }
  }

  /// The field that the value at the cursor is compared with; nil where the cursor is at no such value.
  private func comparedField(_ lexer: ExpressionLexer) -> String? {
    guard let last = tokens.indices.last else { return nil }
    switch tokens[last].value {
    case .comparison: return field(endingBefore: last, lexer)
    case .openParenthesis, .comma:
      var depth = 0
      for index in tokens.indices.reversed() {
        switch tokens[index].value {
        case .closeParenthesis: depth += 1
        case .openParenthesis where depth > 0: depth -= 1
        case .openParenthesis:
          guard index > 0, tokens[index - 1].value == .keyword(.in) else { return nil }
          let isNegated = index > 1 && tokens[index - 2].value == .keyword(.not)
          return field(endingBefore: isNegated ? index - 2 : index - 1, lexer)
        default: break
        }
      }
      return nil
    default: return nil
    }
  }

  private func field(endingBefore index: Int, _ lexer: ExpressionLexer) -> String? {
    guard index > 0, case .name(let name, _) = tokens[index - 1].value else { return nil }
    guard index > 2, tokens[index - 2].value == .colon, case .name(let field, _) = tokens[index - 3].value else {
      return name
    }
    return field + ":" + name
  }
}

extension ExpressionLexer.Token {
  /// Whether the token is a name, a keyword or a constant, which a cursor behind it goes on with.
  var isWordLike: Bool {
    switch self {
    case .name, .keyword, .literal: true
    case .comparison, .openParenthesis, .closeParenthesis, .comma, .colon, .end: false
    }
  }
}
