/// Names of elements, attributes, layers and regions as the vertical format writes them.
///
/// A character that a name cannot hold is written `_xHHHH_`, its code point in hexadecimal.
enum MarkupName {
  /// Whether a byte can start a name of an element.
  static func isStart(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte == 0x5F }

  /// Whether a byte can stand within a name of an element.
  static func isPart(_ byte: UInt8) -> Bool {
    isStart(byte) || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2E || byte == 0x3A
  }

  /// Whether a text can be the name of a layer or a region.
  static func isValid(_ name: String) -> Bool {
    guard let first = name.utf8.first else { return false }
    return isStart(first) && name.utf8.allSatisfy(isPart)
  }

  /// A text made a name: what cannot stand in it becomes `_`.
  static func made(of text: String) -> String {
    let name = String(decoding: text.utf8.map { isPart($0) ? $0 : 0x5F }, as: UTF8.self)
    return name.utf8.first.map(isStart) == true ? name : "_" + name
  }

  /// A name with its `_xHHHH_` decoded.
  static func decoded(_ name: String) -> String {
    guard name.contains("_x") else { return name }
    var result = ""
    var rest = Substring(name)
    while let mark = rest.firstRange(of: "_x") {
      result += rest[..<mark.lowerBound]
      let digits = rest[mark.upperBound...].prefix { $0.isHexDigit }
      let after = rest[digits.endIndex...]
      if (4...6).contains(digits.count), after.first == "_", let value = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(value)
      {
        result.unicodeScalars.append(scalar)
        rest = after.dropFirst()
      } else {
        result += "_x"
        rest = rest[mark.upperBound...]
      }
    }
    return result + rest
  }
}
