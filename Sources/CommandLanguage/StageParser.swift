/// Parses the operands and options of one stage, from behind the verb to the pipe or the end of the line.
struct StageParser {
  var scanner: Scanner
  let verb: VerbSyntax
  let written: Span
  private var operands: [Word] = []
  private var raw: Located<String>?
  private var options: [OptionUse] = []
  private var optionsEnded = false
  private var end: Int

  init(scanner: Scanner, verb: VerbSyntax, written: Span) {
    self.scanner = scanner
    self.verb = verb
    self.written = written
    end = written.upperBound
  }

  private var source: SourceText { scanner.source }
  private var help: String { "help \(verb.name)" }

  /// Whether raw text starts at the next token that is no option.
  private var rawIsNext: Bool {
    verb.operands.isRaw && raw == nil && operands.count >= verb.leadingWords
  }

  mutating func parse() throws(SyntaxError) -> Stage {
    while scanner.skipSpace(commentsNeedSpace: rawIsNext) == .token {
      if rawIsNext, verb.operands == .raw {
        raw = try readRaw(until: .line)
      } else if !optionsEnded, let option = scanner.optionName() {
        try parseOption(option)
      } else {
        try parseOperand()
      }
    }
    return Stage(
      verb: Located(verb.name, written), operands: operands, raw: raw, options: options,
      span: Span(written.lowerBound, end))
  }

  // MARK: Operands

  private mutating func parseOperand() throws(SyntaxError) {
    if rawIsNext {
      let text = try readRaw(until: optionsEnded ? .afterDoubleDash : .operand)
      if !optionsEnded { try checkDashes(in: text) }
      raw = text
      return
    }
    let start = scanner.position
    let word = try scanner.word().closed(in: source)
    end = scanner.position
    let place = Span(start, max(end, start))
    if verb.operands == .none { throw SyntaxError(.unexpectedOperand(verb: verb.name), at: place, help: help) }
    if verb.operands.isRaw, raw != nil {
      throw SyntaxError(.operandAfterOption(verb: verb.name), at: place, help: help)
    }
    if !word.isQuoted, !optionsEnded { try checkDashes(in: Located(word.text, place)) }
    operands.append(word)
  }

  private mutating func readRaw(
    until end: Scanner.RawEnd, backticks: Bool? = nil
  ) throws(SyntaxError) -> Located<String> {
    let isExpression = verb.operands == .expression || verb.operands == .assignment
    let scanned = scanner.raw(until: end, backticks: backticks ?? isExpression)
    if let openQuote = scanned.openQuote { throw .unterminated(quote: openQuote, in: source) }
    if let openBracket = scanned.openBracket { throw .unterminated(bracket: openBracket, in: source) }
    self.end = scanned.text.span.upperBound
    return scanned.text
  }

  /// Finds an option of the verb that an editor has given an en or em dash, outside quotes.
  private func checkDashes(in text: Located<String>) throws(SyntaxError) {
    guard text.value.unicodeScalars.contains(where: { $0 == "–" || $0 == "—" }) else { return }
    var quotes = 0
    for piece in text.value.split(whereSeparator: \.isWhitespace) {
      let name = piece.drop { $0 == "–" || $0 == "—" }.prefix { $0 != "=" }
      if name.startIndex > piece.startIndex, quotes % 2 == 0, let option = verb.option(String(name)) {
        let start = text.span.lowerBound + text.value.utf8.distance(from: text.value.startIndex, to: piece.startIndex)
        let length = text.value.utf8.distance(from: piece.startIndex, to: name.endIndex)
        let found = String(piece[..<name.endIndex])
        throw SyntaxError(
          .typographicDash(found, instead: option.spelling), at: Span(start, start + length), help: help)
      }
      quotes += piece.utf8.count { $0 == UInt8(ascii: "\"") }
    }
  }

  // MARK: Options

  private mutating func parseOption(_ written: Scanner.ScannedOption) throws(SyntaxError) {
    end = written.span.upperBound
    if written.name.isEmpty {
      optionsEnded = true
      return
    }
    guard let option = verb.option(written.name), written.fits(option) else { throw unknownOption(written) }
    let name = Located(option.name, written.span)
    switch option.value {
    case .flag:
      if written.hasEquals {
        let start = scanner.position
        let value = try scanner.word().closed(in: source)
        throw SyntaxError(.flagWithValue(written.spelling), at: Span(start, value.span.upperBound), help: help)
      }
      options.append(OptionUse(name: name))
    case .word:
      let word = try readWordValue(of: written)
      options.append(OptionUse(name: name, value: .word(word)))
    case .query, .expression:
      guard try valueFollows(written) else { throw missingValue(written) }
      let raw = try readRaw(until: .operand, backticks: option.value == .expression)
      options.append(OptionUse(name: name, value: .raw(raw)))
    }
  }

  private mutating func readWordValue(of option: Scanner.ScannedOption) throws(SyntaxError) -> Word {
    guard try valueFollows(option) else { throw missingValue(option) }
    let word = try scanner.word().closed(in: source)
    end = scanner.position
    return word
  }

  /// Moves to the value of an option; false where there is none.
  private mutating func valueFollows(_ option: Scanner.ScannedOption) throws(SyntaxError) -> Bool {
    if option.hasEquals {
      return !source.isBlank(at: scanner.position) && source[scanner.position] != UInt8(ascii: "|")
    }
    guard scanner.skipSpace(commentsNeedSpace: true) == .token else { return false }
    return scanner.optionName(advancing: false) == nil
  }

  private func missingValue(_ option: Scanner.ScannedOption) -> SyntaxError {
    SyntaxError(.missingOptionValue(option.spelling), at: option.span, help: help)
  }

  private func unknownOption(_ option: Scanner.ScannedOption) -> SyntaxError {
    let names = verb.options.map(\.name).filter { $0.unicodeScalars.count > 1 }
    let nearest = NearestName.nearest(to: option.name, among: names).map(OptionSyntax.spelling(of:))
    return SyntaxError(
      .unknownOption(option.spelling, verb: verb.name), at: option.span, suggestion: nearest, help: help)
  }
}
