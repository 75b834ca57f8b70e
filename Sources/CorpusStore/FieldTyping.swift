/// Tells which types all values of a field fit, and reads values as a type.
///
/// The types that still fit are kept as a set which only shrinks, so a corpus loaded at once and one loaded by appends agree.
struct FieldTyping: Hashable, Sendable {
  private(set) var integer = true
  private(set) var real = true
  private(set) var date = true
  /// Whether a value that is not empty was seen.
  private(set) var isKnown = false

  init() {}

  /// Reads the set from its number in the registry.
  init(bits: Int) {
    integer = bits & 1 != 0
    real = bits & 2 != 0
    date = bits & 4 != 0
    isKnown = bits & 8 != 0
  }

  /// The set as a number for the registry.
  var bits: Int { (integer ? 1 : 0) | (real ? 2 : 0) | (date ? 4 : 0) | (isKnown ? 8 : 0) }

  /// The narrowest type that all values fit: integer, else real, else date, else text.
  var type: FieldType {
    guard isKnown else { return .text }
    return integer ? .integer : real ? .real : date ? .date : .text
  }

  /// Takes a value into account; an empty one fits every type.
  mutating func add(_ spelling: String) {
    if spelling.isEmpty { return }
    isKnown = true
    if integer, FieldTyping.integer(spelling) == nil { integer = false }
    if real, FieldTyping.real(spelling) == nil { real = false }
    // Four digits with a leading zero are rather a code than the year of a date.
    let isCode = spelling.utf8.count == 4 && spelling.utf8.first == UInt8(ascii: "0")
    if date, isCode || !FieldTyping.isDate(spelling) { date = false }
  }

  /// Whether the value can be read as the type.
  static func fits(_ spelling: String, _ type: FieldType) -> Bool {
    if spelling.isEmpty { return true }
    switch type {
    case .text: return true
    case .integer: return integer(spelling) != nil
    case .real: return real(spelling) != nil
    case .date: return isDate(spelling)
    }
  }

  /// A stored spelling as a value of the type; a spelling that does not fit stays text.
  static func value(_ spelling: String, _ type: FieldType) -> FieldValue {
    if type == .text { return .text(spelling) }
    if spelling.isEmpty { return .missing }
    switch type {
    case .text: return .text(spelling)
    case .integer: return integer(spelling).map(FieldValue.integer) ?? .text(spelling)
    case .real: return real(spelling).map(FieldValue.real) ?? .text(spelling)
    case .date: return isDate(spelling) ? .date(spelling) : .text(spelling)
    }
  }

  /// How a value is stored; nil for a missing one.
  static func spelling(_ value: FieldValue) -> String? {
    switch value {
    case .text(let text), .date(let text): text
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .missing: nil
    }
  }

  /// Digits with an optional minus; a leading zero (a postal code, say) means that it is no number.
  static func integer(_ spelling: String) -> Int? {
    let bytes = spelling.utf8
    var digits = bytes[...]
    if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
    guard let first = digits.first, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    if first == UInt8(ascii: "0"), digits.count > 1 { return nil }
    return Int(spelling)
  }

  /// Digits, an optional minus, fraction and exponent; finite.
  static func real(_ spelling: String) -> Double? {
    var digits = spelling.utf8[...]
    if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
    guard let first = digits.first, (0x30...0x39).contains(first), let last = digits.last,
      (0x30...0x39).contains(last)
    else { return nil }
    let second = digits.dropFirst().first
    if first == UInt8(ascii: "0"), let second, (0x30...0x39).contains(second) { return nil }
    let allowed: (UInt8) -> Bool = {
      (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x65 || $0 == 0x45 || $0 == 0x2D || $0 == 0x2B
    }
    guard digits.allSatisfy(allowed), let number = Double(spelling), number.isFinite else { return nil }
    return number
  }

  /// YYYY, YYYY-MM or YYYY-MM-DD with a month and a day that exist.
  static func isDate(_ spelling: String) -> Bool {
    let bytes = Array(spelling.utf8)
    guard bytes.count == 4 || bytes.count == 7 || bytes.count == 10 else { return false }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4) else { return false }
    if bytes.count == 4 { return true }
    guard bytes[4] == 0x2D, let month = number(5..<7), (1...12).contains(month) else { return false }
    if bytes.count == 7 { return true }
    guard bytes[7] == 0x2D, let day = number(8..<10) else { return false }
    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let longest = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    return (1...longest).contains(day)
  }
}
