/// A date of whatever precision as the days that it covers, for comparisons.
struct DateInterval: Equatable {
  /// The first day, as a number that ascends with time.
  let first: Int
  /// The last day.
  let last: Int

  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil for anything else.
  init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), zip(parts, [4, 2, 2]).allSatisfy({ $0.count == $1 }) else { return nil }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard parts.allSatisfy({ $0.allSatisfy(digits.contains) }) else { return nil }
    let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1 - digits.lowerBound) } }
    func day(_ month: Int, _ day: Int) -> Int { (numbers[0] * 16 + month) * 32 + day }
    switch numbers.count {
    case 1: (first, last) = (day(1, 1), day(12, 31))
    case 2: (first, last) = (day(numbers[1], 1), day(numbers[1], 31))
    default: (first, last) = (day(numbers[1], numbers[2]), day(numbers[1], numbers[2]))
    }
    guard numbers.dropFirst().first.map({ (1...12).contains($0) }) ?? true else { return nil }
    guard numbers.count < 3 || (1...31).contains(numbers[2]) else { return nil }
  }

  /// Whether the other date covers all of this one.
  func isWithin(_ other: DateInterval) -> Bool { first >= other.first && last <= other.last }
}
