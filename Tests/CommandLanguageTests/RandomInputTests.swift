import CommandLanguage
import Testing

/// Random input from a fixed seed: nothing crashes, every span is valid, and what is written is read back.
@Suite struct RandomInputTests {
  /// SplitMix64 (Steele, Lea and Flood 2014).
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let pieces = [
    "seed", "frequency", "kwic", "where", "derive", "head", "x", " = ", "=", " | ", "|", " ", "\n", "\\\n", "\\", "\"",
    "'", "`", "[", "]", "(", ")", "#", " # ", "--", " --", "--context", "--top=", "-o", "-2", "5", "2021-12", "a", "in",
    " and ", " not ", " is missing", "~", "<=", "!", ",", ":", "ä", "安全", "e\u{301}", "👩‍👩‍👧", "\u{1B}", "\u{0}", "\u{A0}",
    "\u{3000}", "\t", "\r\n", "\r", "\u{202E}", "—", "–top", ".", "*", "1e9", "“",
  ]

  private func isValid(_ span: Span, in text: String) -> Bool {
    guard span.lowerBound >= 0, span.upperBound <= text.utf8.count else { return false }
    return [span.lowerBound, span.upperBound].allSatisfy { offset in
      let index = text.utf8.index(text.startIndex, offsetBy: offset)
      return index.samePosition(in: text.unicodeScalars) != nil
    }
  }

  private func spans(of line: CommandLine) -> [Span] {
    var spans = [line.target?.span, line.source?.span].compactMap { $0 }
    for stage in line.stages {
      spans += [stage.span, stage.verb.span] + stage.operands.map(\.span)
      if let raw = stage.raw { spans.append(raw.span) }
      spans += stage.options.flatMap { [$0.name.span, $0.valueSpan] }
    }
    return spans
  }

  private func check(_ error: SyntaxError, _ text: String) {
    #expect(isValid(error.span, in: text), "\(text.debugDescription)")
    let rendered = error.rendered(in: text)
    #expect(rendered.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    let lines = rendered.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == (error.advice == nil ? 3 : 4) && lines[2].contains("^"), "\(text.debugDescription)")
  }

  private func tryAll(_ text: String) {
    let grammar = InterfaceGrammar(allowsAbbreviations: text.utf8.count % 2 == 0)
    let parser = CommandParser(grammar: grammar)
    do throws(SyntaxError) {
      if let line = try parser.parse(text) {
        #expect(line.source != nil || !line.stages.isEmpty)
        for span in spans(of: line) { #expect(isValid(span, in: text), "\(text.debugDescription)") }
        for raw in line.stages.compactMap(\.raw) {
          #expect(raw.value.utf8.count == raw.span.count)
          tryExpression(raw, in: text)
        }
      }
    } catch {
      check(error, text)
    }
    tryExpression(Located(text, Span(0, text.utf8.count)), in: text)
    _ = CommandParser.isIncomplete(text)
    _ = parser.isIncomplete(text)
    var reader = ScriptReader(text)
    var commands = 0
    while reader.next(parser) != nil { commands += 1 }
    #expect(commands <= text.utf8.count)
    for cursor in stride(from: 0, through: text.utf8.count, by: 3) {
      let point = Completer(grammar: grammar).point(of: text, at: cursor)
      #expect(isValid(point.span, in: text) && point.span.upperBound <= cursor, "\(text.debugDescription)")
    }
  }

  private func tryExpression(_ raw: Located<String>, in text: String) {
    do throws(SyntaxError) {
      let tree = try ExpressionParser.parse(raw)
      #expect(isValid(tree.span, in: text))
    } catch {
      check(error, text)
    }
    do throws(SyntaxError) {
      _ = try ExpressionParser.parseDerivation(raw)
    } catch {
      check(error, text)
    }
  }

  @Test func survivesRandomPieces() {
    var generator = Generator(state: 1)
    for _ in 0..<1_000 {
      let count = Int.random(in: 0...12, using: &generator)
      tryAll((0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined())
    }
  }

  @Test func survivesRandomBytes() {
    var generator = Generator(state: 2)
    for _ in 0..<1_000 {
      let bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let prefix = ["", "kwic ", "where ", "seed | derive x = "].randomElement(using: &generator) ?? ""
      tryAll(prefix + String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func survivesEveryPrefixOfALine() {
    let line =
      #"x = seed | where title ~ "a|\"b" and `c d` in ('ä', 2021-12) | kwic [w="a"] (b|c)'s --context=-2 | head 5 # z"#
    for length in 0...line.count { tryAll(String(line.prefix(length))) }
  }

  @Test func readsBackWhatItWrites() throws {
    var generator = Generator(state: 3)
    for _ in 0..<2_000 {
      let words = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        (0..<Int.random(in: 0...4, using: &generator)).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
          .joined()
      }
      let text = "show " + words.map(Word.spelling(of:)).joined(separator: " ")
      let operands = try stage(text).operands
      #expect(operands.map { Array($0.text.utf8) } == words.map { Array($0.utf8) }, "\(text.debugDescription)")
      #expect(operands.allSatisfy { $0.glob == nil })
    }
  }

  @Test func survivesPathologicalInput() {
    let many = 4_000
    for piece in [
      "(", "[", "'a", "\"", "| ", "a | ", "not ", "-", "--x ", "\\", "\\\n", "`", "a in (", "f(", "#\n", "é", "a,",
    ] {
      let text = String(repeating: piece, count: many)
      for prefix in ["", "kwic ", "where ", "x = seed | "] {
        let line = prefix + text
        do throws(SyntaxError) {
          if let raw = try parse(line)?.stages.first?.raw { _ = try ExpressionParser.parse(raw) }
        } catch {
          #expect(error.rendered(in: line).utf8.count < 4_000)
        }
        _ = CommandParser.isIncomplete(line)
      }
    }
  }
}
