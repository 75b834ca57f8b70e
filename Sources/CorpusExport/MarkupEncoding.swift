/// Text as the vertical format writes it: references for the characters of markup, `_xHHHH_` for what a name cannot hold.
enum MarkupEncoding {
  /// Adds text with references for `&`, `<`, `>`, tab and line ends, and for `"` and `|` if they are asked for.
  static func append(_ text: some Sequence<UInt8>, quote: Bool = false, bar: Bool = false, to target: inout [UInt8]) {
    for byte in text {
      switch byte {
      case 0x26: target.append(contentsOf: "&amp;".utf8)
      case 0x3C: target.append(contentsOf: "&lt;".utf8)
      case 0x3E: target.append(contentsOf: "&gt;".utf8)
      case 0x22 where quote: target.append(contentsOf: "&quot;".utf8)
      case 0x7C where bar: target.append(contentsOf: "&#124;".utf8)
      case 0x09, 0x0A, 0x0D: target.append(contentsOf: "&#\(byte);".utf8)
      default: target.append(byte)
      }
    }
  }

  /// Adds a tag that starts an element; the names are as they can be written.
  static func appendStart(
    _ name: String, _ attributes: [(name: String, value: String)], bar: Bool = false, to target: inout [UInt8]
  ) {
    target.append(0x3C)
    target.append(contentsOf: name.utf8)
    for (name, value) in attributes {
      target.append(contentsOf: " \(name)=\"".utf8)
      append(value.utf8, quote: true, bar: bar, to: &target)
      target.append(0x22)
    }
    target.append(0x3E)
  }

  /// A name of an attribute or a column with all but ASCII letters, digits, `-`, `.`, `:` and letters beyond ASCII written
  /// `_xHHHH_`; a `_` that could be read as the start of such, too.
  static func name(_ text: String, avoiding taken: Set<String> = []) -> String {
    var result = ""
    var isFirst = true
    let mustChange = taken.contains(text)
    for (index, scalar) in text.unicodeScalars.enumerated() {
      let isPlain = scalar == "_" ? !startsEscape(text, index) : isPart(scalar)
      result += isPlain && !(isFirst && mustChange) ? String(Character(scalar)) : escape(scalar)
      isFirst = false
    }
    return result
  }

  private static func startsEscape(_ text: String, _ index: Int) -> Bool {
    let scalars = text.unicodeScalars
    let next = scalars.index(scalars.startIndex, offsetBy: index + 1)
    return next < scalars.endIndex && scalars[next] == "x"
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", ":": true
    default: scalar.value > 0x7F && scalar.properties.isAlphabetic
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "_x" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_"
  }
}
