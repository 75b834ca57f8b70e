/// One cell of a table.
public enum Value: Hashable, Sendable {
  /// Text; a date is text in ISO form, of its own precision.
  case text(String)
  /// A whole number.
  case integer(Int)
  /// A real number; one that is not finite is shown as missing.
  case real(Double)
  /// No value: empty in tsv and csv, null in json.
  case missing

  /// A real number, or missing where there is none.
  public static func optional(_ number: Double?) -> Value {
    guard let number, number.isFinite else { return .missing }
    return .real(number)
  }

  /// The value as a number, if it is one.
  public var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number
    case .text, .missing: nil
    }
  }
}

extension Value: Comparable {
  /// Orders missing and what is not a number before numbers before text; text by code point.
  public static func < (left: Value, right: Value) -> Bool {
    switch (left.isMissing ? .missing : left, right.isMissing ? .missing : right) {
    case (.missing, .missing): false
    case (.missing, _): true
    case (_, .missing): false
    case (.integer(let left), .integer(let right)): left < right
    case (.text(let left), .text(let right)): CodePointOrder.precedes(left, right)
    case (.text, _): false
    case (_, .text): true
    default: (left.number ?? 0) < (right.number ?? 0)
    }
  }

  private var isMissing: Bool { self == .missing || number?.isNaN == true }
}

/// The order of text by code point, which for UTF-8 is the order of its bytes.
public enum CodePointOrder {
  /// Whether `left` comes before `right`; linear in the shorter of the two.
  public static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
