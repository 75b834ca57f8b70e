import AnalyzerKit

/// One line of JSON as bytes: written by hand, since numbers by the million go through it.
struct JSONLine {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// An object, whose fields the body writes.
  mutating func object(_ body: (inout JSONLine) throws -> Void) rethrows {
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    try body(&self)
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  /// A list, whose elements the body writes.
  mutating func list(_ body: (inout JSONLine) throws -> Void) rethrows {
    bytes.append(UInt8(ascii: "["))
    needsComma = false
    try body(&self)
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// The name of a field; its value follows.
  mutating func field(_ name: String) {
    comma()
    append(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func field(_ name: String, _ text: String) {
    field(name)
    append(text)
    needsComma = true
  }

  mutating func field(_ name: String, _ number: Int) {
    field(name)
    append(number)
    needsComma = true
  }

  mutating func field(_ name: String, _ truth: Bool) {
    field(name)
    value(raw: Array((truth ? "true" : "false").utf8))
  }

  mutating func field(_ name: String, _ numbers: [Int]) {
    field(name)
    list { line in
      for number in numbers {
        line.comma()
        line.append(number)
        line.needsComma = true
      }
    }
  }

  mutating func field(_ name: String, _ texts: [String]) {
    field(name)
    list { line in
      for text in texts {
        line.comma()
        line.append(text)
        line.needsComma = true
      }
    }
  }

  mutating func field(_ name: String, _ value: Value) {
    switch value {
    case .text(let text): field(name, text)
    case .integer(let number): field(name, number)
    case .real(let number) where number.isFinite:
      field(name)
      self.value(raw: Array("\(number)".utf8))
    case .real, .missing:
      field(name)
      self.value(raw: Array("null".utf8))
    }
  }

  mutating func field(_ name: String, _ option: OptionValue) {
    switch option {
    case .flag: field(name, true)
    case .integer(let number): field(name, number)
    case .real(let number): field(name, Value.real(number))
    case .word(let word): field(name, word)
    case .list(let words): field(name, words)
    case .pattern(let pattern): field(name, pattern.source)
    case .wordList(let list): field(name, list.words)
    case .queries(let queries): field(name, queries.map(\.text))
    case .resource(let resource): field(name, String(decoding: resource.bytes, as: UTF8.self))
    }
  }

  /// An element of a list that is JSON already.
  mutating func element(raw json: [UInt8]) {
    comma()
    value(raw: json)
  }

  /// An element of a list that is a list of texts.
  mutating func element(_ texts: [String]) {
    comma()
    list { line in
      for text in texts {
        line.comma()
        line.append(text)
        line.needsComma = true
      }
    }
  }

  /// A value that is JSON already.
  mutating func value(raw json: [UInt8]) {
    bytes += json
    needsComma = true
  }

  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func append(_ number: Int) {
    if number >= 0, number < 10 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number))
    } else {
      bytes.append(contentsOf: String(number).utf8)
    }
  }

  private mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
