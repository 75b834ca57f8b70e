extension Scanner {
  /// Raw text, and the quote or bracket that was left open in it.
  struct ScannedRaw {
    var text: Located<String>
    /// Where a quote was opened that is never closed.
    var openQuote: Int?
    /// Where a bracket was opened that is never closed.
    var openBracket: Int?
  }

  /// How raw text ends.
  enum RawEnd {
    /// At ` --`, a pipe, a comment or a line end, all outside quotes, brackets and parentheses.
    case operand
    /// As above, but ` --` belongs to the text.
    case afterDoubleDash
    /// At a line end only.
    case line
  }

  /// Reads raw text exactly as it is written; call it where a token starts.
  ///
  /// A `#` with space on both sides starts a comment, so that `#spd` can be searched for. A single quote after a letter,
  /// a digit or a wildcard is an apostrophe, so that `geht's` needs no care. A backslash takes the next character with it.
  /// Backticks quote where `backticks` says so: in expressions, around the names of fields.
  mutating func raw(until end: RawEnd, backticks: Bool = false) -> ScannedRaw {
    let start = position
    var lastNonSpace = position
    var brackets: [(byte: UInt8, offset: Int)] = []
    var openQuote: Int?
    var continuations: [Span] = []

    scan: while let byte = source[position] {
      let newline = source.newlineLength(at: position)
      if newline > 0 {
        if brackets.isEmpty { break scan }
        position += newline
        continue
      }
      let continuation = source.continuationLength(at: position)
      if continuation > 0 {
        continuations.append(Span(position, position + continuation))
        position += continuation
        if isAtEnd { endsInContinuation = true }
        continue
      }
      let space = source.spaceLength(at: position)
      if space > 0 {
        position += space
        continue
      }
      if end != .line {
        if brackets.isEmpty, endsRaw(byte, afterSpace: position > lastNonSpace, end) { break scan }
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "("): brackets.append((byte, position))
        case UInt8(ascii: "]"): if brackets.last?.byte == UInt8(ascii: "[") { brackets.removeLast() }
        case UInt8(ascii: ")"): if brackets.last?.byte == UInt8(ascii: "(") { brackets.removeLast() }
        case UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "'"):
          if opensQuote(byte, at: position, start: start), backticks || byte != UInt8(ascii: "`") {
            let quote = position
            if !skipQuoted(escapes: byte != UInt8(ascii: "`")) { openQuote = quote }
            lastNonSpace = position
            continue
          }
        case UInt8(ascii: "\\"): position += 1
        default: break
        }
      }
      position += source.scalarLength(at: position)
      lastNonSpace = position
    }
    return ScannedRaw(
      text: rawText(Span(start, lastNonSpace), blanking: continuations), openQuote: openQuote,
      openBracket: brackets.first?.offset)
  }

  private func endsRaw(_ byte: UInt8, afterSpace: Bool, _ end: RawEnd) -> Bool {
    switch byte {
    case UInt8(ascii: "|"): true
    case UInt8(ascii: "-"): end == .operand && afterSpace && source[position + 1] == UInt8(ascii: "-")
    case UInt8(ascii: "#"): afterSpace && source.isBlank(at: position + 1)
    default: false
    }
  }

  /// Whether a quote character opens a quotation.
  ///
  /// A single quote does not where it is an apostrophe.
  private func opensQuote(_ byte: UInt8, at offset: Int, start: Int) -> Bool {
    guard byte == UInt8(ascii: "'"), offset > start, let before = source[offset - 1] else { return true }
    if source.isBlank(at: offset - 1) { return true }
    if before >= 0x80 {
      // An ideographic or no-break space before the quote ends in such a byte; letters do too.
      let scalar = source.scalar(at: source.scalarStart(atOrBefore: offset - 1))
      return scalar?.properties.isWhitespace ?? false
    }
    let isWordPart =
      Unicode.Scalar(before).continuesName || before == UInt8(ascii: "*") || before == UInt8(ascii: "?")
      || before == UInt8(ascii: ")")
    return !isWordPart
  }

  /// Skips a quotation that starts here; false where the closing quote is missing.
  private mutating func skipQuoted(escapes: Bool) -> Bool {
    let quote = source[position]
    position += 1
    while let byte = source[position] {
      position += 1
      if byte == quote { return true }
      if escapes, byte == UInt8(ascii: "\\"), !isAtEnd { position += 1 }
    }
    return false
  }

  /// The text of a span with spaces in the place of continuations, so that offsets in it stay what they were.
  private func rawText(_ span: Span, blanking continuations: [Span]) -> Located<String> {
    guard continuations.contains(where: { $0.lowerBound < span.upperBound }) else {
      return Located(source.string(span), span)
    }
    var bytes = Array(source.bytes[span.lowerBound..<span.upperBound])
    for continuation in continuations where continuation.upperBound <= span.upperBound {
      for offset in continuation.lowerBound..<continuation.upperBound {
        bytes[offset - span.lowerBound] = UInt8(ascii: " ")
      }
    }
    return Located(String(decoding: bytes, as: UTF8.self), span)
  }
}
