/// Parses the line that starts at the scanner's position: the name, the source, and the verbs of the stages.
struct LineParser {
  var scanner: Scanner
  let grammar: any Grammar

  init(_ source: SourceText, at position: Int = 0, grammar: any Grammar) {
    scanner = Scanner(source, at: position)
    self.grammar = grammar
  }

  var source: SourceText { scanner.source }

  /// Parses one command and stops at the end of its line; nil where only blank lines and comments are left.
  mutating func parse() throws(SyntaxError) -> CommandLine? {
    guard scanner.skipBlankLines() != .end else { return nil }
    let target = try parseTarget()
    if let target {
      let stop = scanner.skipSpace()
      if stop == .end || stop == .newline {
        throw SyntaxError(.emptyAssignment(target.name.value), at: target.equalsSign)
      }
    }
    var pipeline = Pipeline()
    try parseStages(into: &pipeline)
    return CommandLine(target: target?.name, source: pipeline.source, stages: pipeline.stages)
  }

  /// The error for a token after the end of a command.
  func secondCommand() -> SyntaxError {
    var ahead = scanner
    return SyntaxError(.secondCommand, at: ahead.scalarOrWordSpan())
  }

  // MARK: NAME =

  private mutating func parseTarget() throws(SyntaxError) -> (name: Located<String>, equalsSign: Span)? {
    guard let (word, equals) = scanner.assignment() else { return nil }
    if grammar.verb(word.text) != nil {
      throw SyntaxError(.nameIsCommand(word.text), at: word.span, help: "help \(word.text)")
    }
    guard Name.isValid(word.text) else { throw SyntaxError(.invalidName(word.text), at: word.span) }
    return (Located(word.text, word.span), equals)
  }

  // MARK: Pipeline

  private struct Pipeline {
    var source: Located<String>?
    var stages: [Stage] = []
    var isEmpty: Bool { source == nil && stages.isEmpty }
  }

  private mutating func parseStages(into pipeline: inout Pipeline) throws(SyntaxError) {
    var lastPipe: Span?
    while true {
      switch scanner.skipSpace() {
      case .pipe: throw SyntaxError(.missingStageBeforePipe, at: Span(scanner.position, scanner.position + 1))
      case .end, .newline:
        if let lastPipe { throw SyntaxError(.missingStageAfterPipe, at: lastPipe) }
        return
      case .token: try parseStage(into: &pipeline)
      }
      guard scanner.skipSpace() == .pipe else { return }
      lastPipe = Span(scanner.position, scanner.position + 1)
      scanner.position += 1
    }
  }

  private mutating func parseStage(into pipeline: inout Pipeline) throws(SyntaxError) {
    let word = try closed(scanner.word())
    let name = Located(word.text, word.span)
    let isFirst = pipeline.isEmpty
    if isFirst, word.isQuoted || grammar.verb(word.text) == nil, grammar.isSource(word.text) {
      try endSource(name)
      pipeline.source = name
      return
    }
    var parser = StageParser(scanner: scanner, verb: try verb(word, isFirst: isFirst), written: word.span)
    pipeline.stages.append(try parser.parse())
    scanner = parser.scanner
  }

  /// Checks that a pipe or the end follows a source.
  private mutating func endSource(_ name: Located<String>) throws(SyntaxError) {
    guard scanner.skipSpace() == .token else { return }
    var ahead = scanner
    throw SyntaxError(.missingPipe(source: name.value), at: ahead.scalarOrWordSpan())
  }

  private mutating func verb(_ word: Word, isFirst: Bool) throws(SyntaxError) -> VerbSyntax {
    if !word.isQuoted {
      switch grammar.resolve(word.text) {
      case .verb(let verb): return verb
      case .ambiguous(let candidates):
        throw SyntaxError(.ambiguousCommand(word.text, candidates: candidates), at: word.span, help: "help")
      case .unknown: break
      }
    }
    throw unknown(word, isFirst: isFirst)
  }

  private mutating func unknown(_ word: Word, isFirst: Bool) -> SyntaxError {
    let name = word.text
    guard isFirst else {
      if grammar.isSource(name) { return SyntaxError(.sourceInLaterStage(name), at: word.span) }
      let nearest = NearestName.nearest(to: name, among: grammar.verbNames)
      return SyntaxError(.unknownCommand(name), at: word.span, suggestion: nearest, help: "help")
    }
    let sources = grammar.sourceNames
    switch scanner.skipSpace() {
    case .pipe:
      let nearest =
        NearestName.nearest(to: name, among: sources) ?? NearestName.nearest(to: name, among: grammar.verbNames)
      return SyntaxError(.unknownSource(name), at: word.span, suggestion: nearest, help: "corpora")
    case .end, .newline:
      let nearest = NearestName.nearest(to: name, among: grammar.verbNames + sources)
      return SyntaxError(.unknownName(name), at: word.span, suggestion: nearest, help: "help")
    case .token:
      let nearest =
        NearestName.nearest(to: name, among: grammar.verbNames) ?? NearestName.nearest(to: name, among: sources)
      return SyntaxError(.unknownCommand(name), at: word.span, suggestion: nearest, help: "help")
    }
  }

  private func closed(_ scanned: Scanner.ScannedWord) throws(SyntaxError) -> Word {
    try scanned.closed(in: source)
  }
}

extension Scanner {
  /// Reads `NAME =` if it is here and moves behind it; otherwise stays.
  mutating func assignment() -> (name: Word, equalsSign: Span)? {
    var ahead = self
    let scanned = ahead.word(stopsAtEquals: true)
    guard scanned.openQuote == nil, !scanned.word.span.isEmpty, ahead.skipSpace() == .token,
      source[ahead.position] == UInt8(ascii: "=")
    else { return nil }
    let equals = Span(ahead.position, ahead.position + 1)
    ahead.position += 1
    self = ahead
    return (scanned.word, equals)
  }

  /// The span of the word here, or of the one character that is here.
  mutating func scalarOrWordSpan() -> Span {
    let start = position
    let span = word().word.span
    return span.isEmpty ? Span(start, start + source.scalarLength(at: start)) : span
  }
}

extension Scanner.ScannedWord {
  /// The word, if its quotes are closed.
  func closed(in source: SourceText) throws(SyntaxError) -> Word {
    guard let openQuote else { return word }
    throw .unterminated(quote: openQuote, in: source)
  }
}
