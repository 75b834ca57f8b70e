/// A strict reader of JSON (RFC 8259) that keeps numbers as they are written.
struct JSONReader {
  indirect enum Element: Equatable {
    case null
    case number(String)
    case text(String)
    case array([Element])
    case object([Member])
  }

  struct Member: Equatable {
    let key: String
    let value: Element
  }

  struct Malformed: Error { let left: String }

  private var rest: Substring.UnicodeScalarView

  static func read(_ text: String) throws -> Element {
    var reader = JSONReader(rest: text[...].unicodeScalars)
    let element = try reader.element()
    reader.skipSpace()
    guard reader.rest.isEmpty else { throw reader.malformed }
    return element
  }

  private var malformed: Malformed { Malformed(left: String(rest.prefix(20))) }

  private mutating func skipSpace() {
    rest = rest.drop { scalar in " \n\r\t".unicodeScalars.contains(scalar) }
  }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func require(_ scalar: Unicode.Scalar) throws { if !skip(scalar) { throw malformed } }

  private mutating func element() throws -> Element {
    if skip("[") { return .array(try list(until: "]") { try $0.element() }) }
    if skip("{") {
      return .object(
        try list(until: "}") { reader in
          let key = try reader.text()
          try reader.require(":")
          return Member(key: key, value: try reader.element())
        })
    }
    skipSpace()
    if rest.first == "\"" { return .text(try text()) }
    let word = rest.prefix { $0.properties.isAlphabetic || "0123456789+-.".unicodeScalars.contains($0) }
    rest.removeFirst(word.count)
    let bare = String(word)
    if bare == "null" { return .null }
    guard bare.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil else { throw malformed }
    return .number(bare)
  }

  private mutating func list<Item>(
    until end: Unicode.Scalar, item: (inout JSONReader) throws -> Item
  ) throws -> [Item] {
    if skip(end) { return [] }
    var items: [Item] = []
    repeat { items.append(try item(&self)) } while skip(",")
    try require(end)
    return items
  }

  private mutating func text() throws -> String {
    try require("\"")
    var result = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == "\"" { return String(result) }
      guard scalar.value >= 0x20 else { throw malformed }
      result.append(scalar == "\\" ? try escape() : scalar)
    }
    throw malformed
  }

  private mutating func escape() throws -> Unicode.Scalar {
    switch rest.popFirst() {
    case "\"": return "\""
    case "\\": return "\\"
    case "/": return "/"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      let digits = String(rest.prefix(4))
      rest.removeFirst(digits.unicodeScalars.count)
      guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else { throw malformed }
      return scalar
    default: throw malformed
    }
  }
}
