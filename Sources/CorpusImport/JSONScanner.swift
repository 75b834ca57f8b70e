/// Reads the parts of JSON text (RFC 8259) from its start on.
struct JSONScanner {
  /// How deep objects and lists may lie in each other.
  static let deepest = 128

  private let text: ArraySlice<UInt8>
  private var index: Int
  /// How many escaped surrogates without their other half became U+FFFD.
  private(set) var replacements = 0

  /// A scanner of valid UTF-8.
  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    index = text.startIndex
  }

  /// The next byte; nil at the end.
  var peek: UInt8? { index < text.endIndex ? text[index] : nil }

  /// A problem at this place.
  func problem(_ message: String) -> JSONObject.Problem {
    JSONObject.Problem(offset: index - text.startIndex, text: peek == nil ? message + ", but the line ends" : message)
  }

  mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { index += 1 }
  }

  /// Passes what must be here, after blanks.
  mutating func expect(_ byte: UInt8, _ name: String) throws(JSONObject.Problem) {
    skipBlanks()
    guard peek == byte else { throw problem("\(name) should be here") }
    index += 1
  }

  /// Passes the opening of an object or a list.
  mutating func enter(_ depth: Int) throws(JSONObject.Problem) {
    if depth > Self.deepest { throw problem("objects and lists lie more than \(Self.deepest) deep in each other") }
    index += 1
  }

  /// Whether a member follows; passes the comma before it, or the closing `end`.
  mutating func hasNext(_ end: UInt8, isFirst: Bool) throws(JSONObject.Problem) -> Bool {
    skipBlanks()
    if peek == end {
      index += 1
      return false
    }
    if isFirst { return true }
    let closing = end == UInt8(ascii: "}") ? "}" : "]"
    guard peek == UInt8(ascii: ",") else { throw problem("a comma or \(closing) should be here") }
    index += 1
    skipBlanks()
    if peek == end { throw problem("a comma is followed by nothing") }
    return true
  }

  /// A value that is no object, after blanks; lists may hold objects.
  mutating func value(_ depth: Int) throws(JSONObject.Problem) -> JSONObject.Value {
    skipBlanks()
    switch peek {
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "["):
      let start = index
      try skipList(depth + 1)
      return .list(Array(text[start..<index]))
    case UInt8(ascii: "-"): return .number(try number())
    case let byte? where isDigit(byte): return .number(try number())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw problem("a value should be here")
    }
  }

  private mutating func skipList(_ depth: Int) throws(JSONObject.Problem) {
    try enter(depth)
    var isFirst = true
    while try hasNext(UInt8(ascii: "]"), isFirst: isFirst) {
      isFirst = false
      try skipValue(depth)
    }
  }

  private mutating func skipValue(_ depth: Int) throws(JSONObject.Problem) {
    guard peek == UInt8(ascii: "{") else {
      if peek == UInt8(ascii: "[") { try skipList(depth + 1) } else { _ = try value(depth) }
      return
    }
    try enter(depth + 1)
    var isFirst = true
    while try hasNext(UInt8(ascii: "}"), isFirst: isFirst) {
      isFirst = false
      _ = try string()
      try expect(UInt8(ascii: ":"), "a colon")
      skipBlanks()
      try skipValue(depth + 1)
    }
  }

  private mutating func word(
    _ name: StaticString, _ value: JSONObject.Value
  ) throws(JSONObject.Problem) -> JSONObject.Value {
    let bytes = Array("\(name)".utf8)
    guard text[index...].starts(with: bytes) else { throw problem("a value should be here") }
    index += bytes.count
    return value
  }

  /// A number: minus, digits without leading zeros, fraction, exponent.
  private mutating func number() throws(JSONObject.Problem) -> [UInt8] {
    let start = index
    if peek == UInt8(ascii: "-") { index += 1 }
    if peek == UInt8(ascii: "0") { index += 1 } else { try digits() }
    if peek == UInt8(ascii: ".") {
      index += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      index += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { index += 1 }
      try digits()
    }
    return Array(text[start..<index])
  }

  private mutating func digits() throws(JSONObject.Problem) {
    guard isDigit(peek) else { throw problem("a digit should be here") }
    while isDigit(peek) { index += 1 }
  }

  private func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }

  /// A string, after its opening quote.
  mutating func string() throws(JSONObject.Problem) -> [UInt8] {
    guard peek == UInt8(ascii: "\"") else { throw problem("a name in quotes should be here") }
    index += 1
    var bytes: [UInt8] = []
    while true {
      let start = index
      index = text.withUnsafeBufferPointer { buffer in
        var place = index - text.startIndex
        while place < buffer.count, buffer[place] != 0x22, buffer[place] != 0x5C, buffer[place] >= 0x20 { place += 1 }
        return place + text.startIndex
      }
      bytes += text[start..<index]
      switch peek {
      case UInt8(ascii: "\""):
        index += 1
        return bytes
      case UInt8(ascii: "\\"): try escape(into: &bytes)
      case nil: throw problem("a quote that ends the string should be here")
      default: throw problem("a string holds a raw control character; it must be written \\u00XX")
      }
    }
  }

  private mutating func escape(into bytes: inout [UInt8]) throws(JSONObject.Problem) {
    index += 1
    guard let byte = peek else { throw problem("an escape should be here") }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "u"): return try codePoint(into: &bytes)
    default: throw problem("no such escape: there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX")
    }
    index += 1
  }

  /// A `uXXXX`, or two that are the halves of one character.
  private mutating func codePoint(into bytes: inout [UInt8]) throws(JSONObject.Problem) {
    index += 1
    var code = UInt32(try unit())
    if code & 0xFC00 == 0xD800, text[index...].starts(with: [0x5C, 0x75]) {
      let before = index
      index += 2
      let low = UInt32(try unit())
      if low & 0xFC00 == 0xDC00 {
        code = 0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF)
      } else {
        index = before
      }
    }
    let scalar = Unicode.Scalar(code)
    if scalar == nil { replacements += 1 }
    bytes += Array(String(scalar ?? "\u{FFFD}").utf8)
  }

  private mutating func unit() throws(JSONObject.Problem) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw problem("\\u needs four hexadecimal digits")
      }
      value = value << 4 | UInt16(digit)
      index += 1
    }
    return value
  }
}
