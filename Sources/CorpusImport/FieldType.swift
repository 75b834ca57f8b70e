/// The type of a metadata field.
public enum FieldType: String, Sendable, CaseIterable {
  /// Text as it is.
  case text
  /// A whole number that fits 64 bits, written without leading zeros.
  case int
  /// A finite decimal number with a point, or a whole number.
  case real
  /// A year, a month or a day: `2021`, `2021-12`, `2021-12-24`.
  case date

  /// The value that a text stands for in this type; nil where it stands for none.
  public func value(of text: String) -> FieldValue? {
    switch self {
    case .text: .text(text)
    case .int: Self.isInteger(text) ? Int(text).map { .int($0) } : nil
    case .real: Self.isNumber(text) ? Double(text).flatMap { $0.isFinite ? .real($0) : nil } : nil
    case .date: PartialDate(text).map { .date($0) }
    }
  }

  /// Whether this is `0` or digits without a leading zero, with or without a minus.
  ///
  /// "-0" is none: it would not
  /// read back the same.
  static func isInteger(_ text: some StringProtocol) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard let first = digits.first, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    return first != 0x30 || text.utf8.count == 1
  }

  /// Whether this is a number as `-12.5` or `1e-9`: one digit or more on either side of a point, no leading zeros.
  static func isNumber(_ text: some StringProtocol) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let whole = rest.prefix { (0x30...0x39).contains($0) }
    if whole.isEmpty || whole.first == 0x30 && whole.count > 1 { return false }
    rest = rest.dropFirst(whole.count)
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
      if fraction.isEmpty { return false }
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard let mark = rest.first else { return true }
    guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return false }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy { (0x30...0x39).contains($0) }
  }
}
