/// Splits an expression into tokens.
struct ExpressionLexer {
  /// A token without its place.
  enum Token: Hashable {
    case keyword(ExpressionKeyword)
    /// A name outside backticks that is no keyword, or any name in backticks.
    case name(String, isQuoted: Bool)
    case literal(Literal)
    case comparison(ComparisonOperator)
    case openParenthesis, closeParenthesis, comma, colon
    case end
  }

  let source: SourceText
  /// What is added to offsets in the raw text to make them offsets in the line.
  let base: Int
  private(set) var position = 0

  init(_ raw: Located<String>) {
    source = SourceText(raw.value)
    // A place far beyond any text would overflow.
    base = min(raw.span.lowerBound, Int.max / 2)
  }

  /// Reads the next token; `.end` again and again at the end.
  mutating func next() throws(SyntaxError) -> Located<Token> {
    skipSpace()
    let start = position
    let token = try read()
    return Located(token, span(from: start))
  }

  private func span(from start: Int) -> Span { Span(base + start, base + position) }

  private mutating func skipSpace() {
    while true {
      let length = source.spaceLength(at: position) + source.newlineLength(at: position)
      if length == 0 { return }
      position += length
    }
  }

  private mutating func read() throws(SyntaxError) -> Token {
    guard let byte = source[position], let scalar = source.scalar(at: position) else { return .end }
    switch byte {
    case UInt8(ascii: "("): return single(.openParenthesis)
    case UInt8(ascii: ")"): return single(.closeParenthesis)
    case UInt8(ascii: ","): return single(.comma)
    case UInt8(ascii: ":"): return single(.colon)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .literal(.string(try string()))
    case UInt8(ascii: "`"): return .name(try quotedName(), isQuoted: true)
    default: break
    }
    if let sign = try comparison() { return .comparison(sign) }
    if startsNumber { return .literal(try number()) }
    if scalar.startsName {
      let name = bareName()
      return ExpressionKeyword(word: name).map { .keyword($0) } ?? .name(name, isQuoted: false)
    }
    throw unreadable(scalar)
  }

  private mutating func single(_ token: Token) -> Token {
    position += 1
    return token
  }

  private mutating func bareName() -> String {
    let start = position
    while let scalar = source.scalar(at: position), scalar.continuesName {
      position += source.scalarLength(at: position)
    }
    return source.string(Span(start, position))
  }

  // MARK: Quotes

  /// Reads a string.
  ///
  /// `\"`, `\'` and `\\` stand for the second character, `\n`, `\r` and `\t` for a line end and a tab; a
  /// backslash before anything else is kept, so that regular expressions need no second one.
  private mutating func string() throws(SyntaxError) -> String {
    let start = position
    let quote = source[position]
    position += 1
    var bytes: [UInt8] = []
    while let byte = source[position] {
      position += 1
      if byte == quote { return String(decoding: bytes, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\"), let next = source[position] else {
        bytes.append(byte)
        continue
      }
      let newline = source.newlineLength(at: position)
      if newline > 0 {
        position += newline
        continue
      }
      switch next {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): bytes.append(next)
      case UInt8(ascii: "n"): bytes.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): bytes.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "t"): bytes.append(UInt8(ascii: "\t"))
      default: bytes += [byte, next]
      }
      position += 1
    }
    throw unterminated(at: start)
  }

  /// Reads a name in backticks; two of them inside stand for one.
  private mutating func quotedName() throws(SyntaxError) -> String {
    let start = position
    let backtick = UInt8(ascii: "`")
    position += 1
    var bytes: [UInt8] = []
    while let byte = source[position] {
      position += 1
      if byte == backtick {
        guard source[position] == backtick else { return String(decoding: bytes, as: UTF8.self) }
        position += 1
      }
      bytes.append(byte)
    }
    throw unterminated(at: start)
  }

  private func unterminated(at start: Int) -> SyntaxError {
    SyntaxError(.unterminatedQuote(source.string(Span(start, start + 1))), at: Span(base + start, base + start + 1))
  }

  // MARK: Operators and errors

  private mutating func comparison() throws(SyntaxError) -> ComparisonOperator? {
    let start = position
    while let byte = source[position], Self.isOperatorByte(byte) { position += 1 }
    guard position > start else { return nil }
    let text = source.string(Span(start, position))
    if let sign = ComparisonOperator(rawValue: text) { return sign }
    guard let instead = Self.foreignOperators[text] else {
      throw SyntaxError(.unexpected(text, expected: .connective), at: span(from: start))
    }
    throw SyntaxError(.foreignOperator(text, instead: instead), at: span(from: start))
  }

  private static func isOperatorByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"),
      UInt8(ascii: "&"):
      true
    default: false
    }
  }

  private static let foreignOperators = [
    "==": "=", "===": "=", "<>": "!=", "!==": "!=", "=<": "<=", "=>": ">=", "&&": "and", "&": "and", "!": "not",
    "=~": "~", "~=": "~", "!~": "not … ~",
  ]

  private func unreadable(_ scalar: Unicode.Scalar) -> SyntaxError {
    let length = source.scalarLength(at: position)
    let place = Span(base + position, base + position + length)
    switch scalar {
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}", "\u{201A}", "\u{AB}", "\u{BB}":
      return SyntaxError(.curlyQuote(String(scalar)), at: place)
    case "≠": return SyntaxError(.foreignOperator("≠", instead: "!="), at: place)
    case "≤": return SyntaxError(.foreignOperator("≤", instead: "<="), at: place)
    case "≥": return SyntaxError(.foreignOperator("≥", instead: ">="), at: place)
    default: return SyntaxError(.unexpected(String(scalar), expected: .condition), at: place)
    }
  }

  // MARK: Numbers and dates

  private var startsNumber: Bool {
    var offset = position
    if source[offset] == UInt8(ascii: "-") { offset += 1 }
    if source[offset] == UInt8(ascii: ".") { offset += 1 }
    return isDigit(at: offset)
  }

  private func isDigit(at offset: Int) -> Bool {
    source[offset].map { Unicode.Scalar($0).isASCIIDigit } ?? false
  }

  private mutating func number() throws(SyntaxError) -> Literal {
    let start = position
    if source[position] == UInt8(ascii: "-") { position += 1 }
    while let scalar = source.scalar(at: position) {
      let followsExponent = source[position - 1].map { $0 | 0x20 == UInt8(ascii: "e") } ?? false
      guard scalar.continuesName || (scalar == "+" && position > start && followsExponent) else { break }
      position += source.scalarLength(at: position)
    }
    let text = source.string(Span(start, position))
    if let parts = PartialDate.parts(of: text), parts.count > 1 {
      guard let date = PartialDate(text) else { throw SyntaxError(.noSuchDate(text), at: span(from: start)) }
      return .date(date)
    }
    guard Self.isNumber(text) else { throw SyntaxError(.malformedNumber(text), at: span(from: start)) }
    if let integer = Int(text) { return .integer(integer) }
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }),
      let decimal = Double(text), decimal.isFinite
    else { throw SyntaxError(.numberTooLarge(text), at: span(from: start)) }
    return .decimal(decimal)
  }

  /// Whether a text is `[-] digits [. digits] [e [sign] digits]`, where one side of the point may be empty.
  private static func isNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    func digits() -> Int {
      let count = rest.prefix { (48...57).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    var count = digits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      count += digits()
    }
    guard count > 0 else { return false }
    if let first = rest.first, first | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
