/// A date of the Gregorian calendar that is known to the year, the month or the day.
public struct PartialDate: Sendable, Hashable {
  /// The year, 1 to 9999.
  public let year: Int
  /// The month, 1 to 12, or nil where only the year is known.
  public let month: Int?
  /// The day, 1 to 31, or nil where only the month is known.
  public let day: Int?

  /// Makes a date; nil where there is no such date.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1...9999).contains(year) else { return nil }
    if let month {
      guard (1...12).contains(month) else { return nil }
      if let day, !(1...Self.days(in: month, of: year)).contains(day) { return nil }
    } else if day != nil {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil where the text is written otherwise or there is no such date.
  public init?(_ text: String) {
    guard let parts = Self.parts(of: text) else { return nil }
    self.init(
      year: parts[0], month: parts.count > 1 ? parts[1] : nil, day: parts.count > 2 ? parts[2] : nil)
  }

  /// The numbers of a text that is written like a date, whether or not there is such a date.
  static func parts(of text: String) -> [Int]? {
    let pieces = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(pieces.count) else { return nil }
    var numbers: [Int] = []
    for (index, piece) in pieces.enumerated() {
      let digits = piece.compactMap { (48...57).contains($0) ? Int($0) - 48 : nil }
      guard piece.count == (index == 0 ? 4 : 2), digits.count == piece.count else { return nil }
      numbers.append(digits.reduce(0) { $0 * 10 + $1 })
    }
    return numbers
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension PartialDate: CustomStringConvertible {
  /// The date as ISO 8601 writes it, to the precision that is known.
  public var description: String {
    [(year, 4), (month, 2), (day, 2)].compactMap { number, width in
      number.map { String(repeating: "0", count: max(0, width - String($0).count)) + String($0) }
    }.joined(separator: "-")
  }
}
