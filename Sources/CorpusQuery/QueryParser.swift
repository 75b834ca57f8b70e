/// Reads queries of words, phrases, wildcards and alternatives: `NATO*`, `Xi Jinping`, `(Haus|Hof)tür`, `a=x, b=y`.
public struct QueryParser {
  /// The most patterns that alternatives may multiply to in one element.
  public static let mostPatterns = 1000

  private let bytes: [UInt8]
  private var position = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// The queries of a text, between commas; a comma between two digits belongs to its word.
  public static func parse(_ text: String) throws(QueryError) -> [QueryExpression] {
    var parser = QueryParser(text)
    var queries: [QueryExpression] = []
    while true {
      queries.append(try parser.readQuery())
      guard parser.position < parser.bytes.count else { return queries }
      parser.position += 1
    }
  }

  private mutating func readQuery() throws(QueryError) -> QueryExpression {
    skipBlanks()
    let label = readLabel()
    skipBlanks()
    let start = position
    try refuseExpression()
    var elements: [[Glob]] = []
    var words: [String] = []
    var isLiteral = true
    while position < bytes.count, !isSeparator {
      let from = position
      let word = try readWord()
      elements.append(word.globs)
      words.append(String(decoding: bytes[from..<position], as: UTF8.self))
      isLiteral = isLiteral && word.isLiteral
      skipBlanks()
    }
    guard !elements.isEmpty else {
      throw QueryError("a query is missing here: give a word, a phrase or a pattern", at: start..<max(start, position))
    }
    let literals = isLiteral ? elements.compactMap { $0[0].literal.map { String(decoding: $0, as: UTF8.self) } } : []
    return QueryExpression(
      label: label, text: words.joined(separator: " "), elements: elements,
      literal: isLiteral ? literals.joined(separator: " ") : nil)
  }

  /// A name and `=` before the query, if they stand here.
  private mutating func readLabel() -> String? {
    var end = position
    while end < bytes.count, QueryParser.isNameByte(bytes[end]) { end += 1 }
    guard end > position, end < bytes.count, bytes[end] == UInt8(ascii: "=") else { return nil }
    defer { position = end + 1 }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  private func refuseExpression() throws(QueryError) {
    guard position < bytes.count else { return }
    var next = position
    while next < bytes.count, bytes[next] == UInt8(ascii: "(") || QueryParser.isBlank(bytes[next]) { next += 1 }
    guard next < bytes.count, [UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "<")].contains(bytes[next]) else {
      return
    }
    throw QueryError(
      "CQP expressions are not there yet; use words, phrases, * and ? and (a|b), and no quotes around a phrase",
      at: next..<next + 1)
  }

  /// One word with its wildcards and alternatives, as the patterns that they stand for.
  private mutating func readWord() throws(QueryError) -> (globs: [Glob], isLiteral: Bool) {
    var globs = [Glob()]
    var isLiteral = true
    while position < bytes.count, !QueryParser.isBlank(bytes[position]), !isSeparator {
      let from = position
      switch bytes[position] {
      case UInt8(ascii: "*"):
        position += 1
        isLiteral = false
        for index in globs.indices { globs[index].append(.run) }
      case UInt8(ascii: "?"):
        position += 1
        isLiteral = false
        for index in globs.indices { globs[index].append(.one) }
      case UInt8(ascii: "("):
        isLiteral = false
        let choices = try readAlternatives()
        guard globs.count * choices.count <= QueryParser.mostPatterns else {
          throw QueryError("these alternatives stand for more than 1,000 patterns", at: from..<position)
        }
        globs = globs.flatMap { glob in
          choices.map { choice in
            var joined = glob
            for piece in choice.pieces { joined.append(piece) }
            return joined
          }
        }
      case UInt8(ascii: ")"), UInt8(ascii: "|"):
        throw QueryError("alternatives stand in parentheses: (a|b)", at: from..<from + 1)
      default:
        let literal = try readLiteral()
        for index in globs.indices { globs[index].append(.literal(literal)) }
      }
    }
    return (globs, isLiteral)
  }

  private mutating func readAlternatives() throws(QueryError) -> [Glob] {
    let open = position
    position += 1
    var choices = [Glob()]
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: ")"):
        position += 1
        return choices
      case UInt8(ascii: "|"):
        position += 1
        choices.append(Glob())
      case UInt8(ascii: "*"):
        position += 1
        choices[choices.count - 1].append(.run)
      case UInt8(ascii: "?"):
        position += 1
        choices[choices.count - 1].append(.one)
      case let byte where byte == UInt8(ascii: "(") || byte == UInt8(ascii: ",") || QueryParser.isBlank(byte):
        throw QueryError(
          "alternatives are single words without blanks, commas or parentheses inside", at: position..<position + 1)
      default: choices[choices.count - 1].append(.literal(try readLiteral()))
      }
    }
    throw QueryError("this parenthesis is not closed", at: open..<open + 1)
  }

  /// Bytes up to the next that has a meaning; a backslash takes the meaning from the character after it.
  private mutating func readLiteral() throws(QueryError) -> [UInt8] {
    var literal: [UInt8] = []
    while position < bytes.count, !QueryParser.isBlank(bytes[position]), !isSeparator {
      let byte = bytes[position]
      if "*?()|".utf8.contains(byte) { break }
      if byte == UInt8(ascii: "\\") {
        guard position + 1 < bytes.count else {
          throw QueryError("a backslash needs a character after it", at: position..<position + 1)
        }
        position += 1
      }
      literal.append(bytes[position])
      position += 1
    }
    return literal
  }

  private var isSeparator: Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else { return false }
    let isDigit: (UInt8) -> Bool = { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return position == 0 || position + 1 == bytes.count || !isDigit(bytes[position - 1])
      || !isDigit(bytes[position + 1])
  }

  private mutating func skipBlanks() {
    while position < bytes.count, QueryParser.isBlank(bytes[position]) { position += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
