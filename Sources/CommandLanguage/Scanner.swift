/// Reads words, raw text and the space between them; the parser and the completer both stand on it.
///
/// The scanner never fails: what is wrong with a token (an open quote, an open bracket) is part of the token.
struct Scanner {
  let source: SourceText
  var position: Int

  /// Whether the last line of the text ends in a continuation.
  var endsInContinuation = false

  /// Whether the text ends inside a comment.
  private(set) var endsInComment = false

  init(_ source: SourceText, at position: Int = 0) {
    self.source = source
    self.position = position
  }

  var isAtEnd: Bool { position >= source.count }

  /// What the space before a token ended at.
  enum Stop {
    case token, pipe, newline, end
  }

  /// Skips white space, continuations and a comment, and says what is there.
  mutating func skipSpace(commentsNeedSpace: Bool = false) -> Stop {
    while true {
      let space = source.spaceLength(at: position)
      if space > 0 {
        position += space
        continue
      }
      let continuation = source.continuationLength(at: position)
      if continuation > 0 {
        position += continuation
        if isAtEnd { endsInContinuation = true }
        continue
      }
      switch source[position] {
      case nil: return .end
      case UInt8(ascii: "|"): return .pipe
      case UInt8(ascii: "#") where !commentsNeedSpace || source.isBlank(at: position + 1): skipComment()
      default: return source.newlineLength(at: position) > 0 ? .newline : .token
      }
    }
  }

  /// Skips blank lines and comment lines; `.token`, `.pipe` or `.end` follows.
  mutating func skipBlankLines() -> Stop {
    while true {
      let stop = skipSpace()
      guard stop == .newline else { return stop }
      position += source.newlineLength(at: position)
    }
  }

  private mutating func skipComment() {
    while !isAtEnd, source.newlineLength(at: position) == 0 { position += 1 }
    if isAtEnd { endsInComment = true }
  }

  // MARK: Words

  /// A word, and the quote that was left open in it.
  struct ScannedWord {
    var word: Word
    /// Where a quote was opened that is never closed.
    var openQuote: Int?
  }

  /// Reads a word; call it where a token starts.
  ///
  /// A `=` ends the word where `stopsAtEquals` says so.
  mutating func word(stopsAtEquals: Bool = false) -> ScannedWord {
    let start = position
    var reader = WordReader()
    var openQuote: Int?
    scan: while let byte = source[position] {
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let quote = position
        if !readQuoted(into: &reader) { openQuote = quote }
      case UInt8(ascii: "|"): break scan
      case UInt8(ascii: "=") where stopsAtEquals: break scan
      case UInt8(ascii: "\\") where !source.isBlank(at: position): readEscaped(into: &reader)
      default:
        if source.isBlank(at: position) { break scan }
        reader.appendLive(byte)
        position += 1
      }
    }
    return ScannedWord(word: reader.word(span: Span(start, position)), openQuote: openQuote)
  }

  private mutating func readEscaped(into reader: inout WordReader) {
    position += 1
    for _ in 0..<source.scalarLength(at: position) {
      if let byte = source[position] { reader.appendLiteral(byte) }
      position += 1
    }
  }

  /// Reads a quoted piece of a word; false where the closing quote is missing.
  private mutating func readQuoted(into reader: inout WordReader) -> Bool {
    let quote = source[position]
    position += 1
    reader.isQuoted = true
    while let byte = source[position] {
      if byte == quote {
        position += 1
        return true
      }
      if quote == UInt8(ascii: "\""), byte == UInt8(ascii: "\\"), let next = source[position + 1] {
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") {
          reader.appendLiteral(next)
          position += 2
          continue
        }
        let newline = source.newlineLength(at: position + 1)
        if newline > 0 {
          position += 1 + newline
          continue
        }
      }
      reader.appendLiteral(byte)
      position += 1
    }
    return false
  }
}
