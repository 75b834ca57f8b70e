/// A date as exactly as it is known: a year, a month or a day.
public struct PartialDate: Sendable, Hashable, CustomStringConvertible {
  /// The year, 1 to 9999.
  public let year: Int
  /// The month, 1 to 12; nil where only the year is known.
  public let month: Int?
  /// The day of the month, 1 to 31; nil where only the month is known.
  public let day: Int?

  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil for anything else, and for days that the calendar does not have.
  ///
  /// Leap years are those of the Gregorian calendar, also before it was introduced (ISO 8601).
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 4 || bytes.count == 7 || bytes.count == 10 else { return nil }
    guard let year = Self.number(bytes[0..<4]), year >= 1 else { return nil }
    self.year = year
    guard bytes.count > 4 else {
      (month, day) = (nil, nil)
      return
    }
    guard bytes[4] == UInt8(ascii: "-"), let month = Self.number(bytes[5..<7]), (1...12).contains(month) else {
      return nil
    }
    self.month = month
    guard bytes.count > 7 else {
      day = nil
      return
    }
    guard bytes[7] == UInt8(ascii: "-"), let day = Self.number(bytes[8..<10]) else { return nil }
    guard (1...Self.days(in: month, of: year)).contains(day) else { return nil }
    self.day = day
  }

  /// The date as it is written: `2021-12`.
  public var description: String {
    [Self.padded(year, to: 4), month.map { Self.padded($0, to: 2) }, day.map { Self.padded($0, to: 2) }]
      .compactMap { $0 }.joined(separator: "-")
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
