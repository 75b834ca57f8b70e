/// Walks over the line before the cursor, in the order in which the parser reads it, to the token that the cursor touches.
struct CompletionWalk {
  var scanner: Scanner
  let grammar: any Grammar
  private(set) var sourceName: String?
  private(set) var verbsBefore: [String] = []
  private(set) var operands: [String] = []

  init(scanner: Scanner, grammar: any Grammar) {
    self.scanner = scanner
    self.grammar = grammar
  }

  /// The context at the cursor and what is to be replaced.
  typealias Found = (context: CompletionContext, span: Span)

  private var end: Int { scanner.source.count }
  private var atCursor: Span { Span(end, end) }
  private var nothing: Found { (.nothing, atCursor) }

  /// Walks to the cursor; nil where nothing can be completed.
  mutating func line() -> Found? {
    while true {
      let stop = scanner.skipBlankLines()
      if stop == .end {
        return scanner.endsInComment ? nothing : (.verbOrSource(prefix: ""), atCursor)
      }
      sourceName = nil
      verbsBefore = []
      _ = scanner.assignment()
      if let found = pipeline() { return found }
    }
  }

  /// Walks over a pipeline; nil where it ends before the cursor, in a line end.
  private mutating func pipeline() -> Found? {
    var isFirst = true
    while true {
      operands = []
      switch scanner.skipSpace() {
      case .end:
        if scanner.endsInComment { return nothing }
        return (isFirst ? .verbOrSource(prefix: "") : .verb(prefix: ""), atCursor)
      case .newline: return nil
      case .pipe: scanner.position += 1
      case .token:
        if let found = stage(isFirst: isFirst) { return found }
        switch scanner.skipSpace() {
        case .pipe: scanner.position += 1
        case .newline: return nil
        case .token, .end: return nothing
        }
      }
      isFirst = false
    }
  }

  /// Walks over a stage or a source; nil where it ends before the cursor.
  private mutating func stage(isFirst: Bool) -> Found? {
    let word = scanner.word().word
    if scanner.isAtEnd {
      if !isFirst { return (.verb(prefix: word.text), word.span) }
      return (word.isQuoted ? .source(prefix: word.text) : .verbOrSource(prefix: word.text), word.span)
    }
    if isFirst, word.isQuoted || grammar.verb(word.text) == nil, grammar.isSource(word.text) {
      sourceName = word.text
      return nil
    }
    guard case .verb(let verb) = grammar.resolve(word.text) else {
      _ = scanner.raw(until: .afterDoubleDash)
      return scanner.isAtEnd ? nothing : nil
    }
    if let found = arguments(of: verb) { return found }
    verbsBefore.append(verb.name)
    return nil
  }

  private mutating func arguments(of verb: VerbSyntax) -> Found? {
    var hasRaw = false
    var optionsEnded = false
    while true {
      let rawIsNext = verb.operands.isRaw && !hasRaw && operands.count >= verb.leadingWords
      switch scanner.skipSpace(commentsNeedSpace: rawIsNext) {
      case .pipe, .newline: return nil
      case .end:
        if scanner.endsInComment { return nothing }
        return atNewArgument(of: verb, rawIsNext: rawIsNext, hasRaw: hasRaw)
      case .token: break
      }
      if rawIsNext, verb.operands == .raw {
        _ = scanner.raw(until: .line)
        return scanner.isAtEnd ? nothing : nil
      }
      if !optionsEnded, startsOption {
        let start = scanner.position
        guard let option = scanner.optionName(), !(scanner.isAtEnd && !option.hasEquals) else {
          return (.option(verb: verb.name, prefix: scanner.source.string(Span(start, end))), Span(start, end))
        }
        if option.name.isEmpty { optionsEnded = true }
        if let syntax = verb.option(option.name) {
          if let found = value(of: syntax, option, verb) { return found }
        } else if option.hasEquals {
          _ = scanner.word()
          if scanner.isAtEnd { return nothing }
        }
      } else if rawIsNext {
        hasRaw = true
        let start = scanner.position
        _ = scanner.raw(until: optionsEnded ? .afterDoubleDash : .operand, backticks: verb.operands != .query)
        if scanner.isAtEnd { return raw(from: start, kind: verb.operands, verb, option: nil) }
      } else {
        let word = scanner.word().word
        if scanner.isAtEnd {
          return (
            .operand(verb: verb.name, index: operands.count, prefix: word.text, isQuoted: word.isQuoted), word.span
          )
        }
        operands.append(word.text)
      }
    }
  }

  /// Whether an option, or the dash that one begins with, is here.
  private var startsOption: Bool {
    var ahead = scanner
    return ahead.optionName() != nil
      || (scanner.source[scanner.position] == UInt8(ascii: "-") && scanner.position + 1 == end)
  }

  private func atNewArgument(of verb: VerbSyntax, rawIsNext: Bool, hasRaw: Bool) -> Found {
    if rawIsNext { return raw(from: end, kind: verb.operands, verb, option: nil) }
    if verb.operands == .none || hasRaw { return (.option(verb: verb.name, prefix: ""), atCursor) }
    return (.operand(verb: verb.name, index: operands.count, prefix: "", isQuoted: false), atCursor)
  }

  private mutating func value(
    of option: OptionSyntax, _ written: Scanner.ScannedOption, _ verb: VerbSyntax
  ) -> Found? {
    if option.value == .flag { return nil }
    if !written.hasEquals {
      let stop = scanner.skipSpace(commentsNeedSpace: true)
      if scanner.endsInComment { return nothing }
      guard stop == .token || stop == .end else { return nil }
    }
    let start = scanner.position
    switch option.value {
    case .flag: return nil
    case .word:
      let word = scanner.word().word
      guard scanner.isAtEnd else { return nil }
      return (
        .optionValue(verb: verb.name, option: option.name, prefix: word.text, isQuoted: word.isQuoted), word.span
      )
    case .query, .expression:
      _ = scanner.raw(until: .operand, backticks: option.value == .expression)
      guard scanner.isAtEnd else { return nil }
      return raw(from: start, kind: option.value == .query ? .query : .expression, verb, option: option.name)
    }
  }

  /// The context at the end of raw text.
  private func raw(from start: Int, kind: OperandKind, _ verb: VerbSyntax, option: String?) -> Found {
    let span = Span(start, end)
    let text = scanner.source.string(span)
    if text == "-" || text.hasSuffix(" -") {
      return (.option(verb: verb.name, prefix: "-"), Span(end - 1, end))
    }
    switch kind {
    case .expression, .assignment:
      let expression = ExpressionCompletion(
        Located(text, span), verb: verb.name, isDerivation: kind == .assignment)
      return expression.found
    case .query:
      let delimiters = " \t\n,=()|[]\"'".utf8
      let length = text.utf8.reversed().prefix { !delimiters.contains($0) }.count
      let word = Span(end - length, end)
      return (.query(verb: verb.name, option: option, prefix: scanner.source.string(word)), word)
    case .none, .words, .raw: return nothing
    }
  }
}
