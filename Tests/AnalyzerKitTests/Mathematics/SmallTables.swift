import AnalyzerKit

/// Every table of a few observations, for laws that hold for all.
enum SmallTables {
  /// All tables with n from 0 to 9, 715 of them.
  static let all: [ContingencyTable] = {
    var tables: [ContingencyTable] = []
    for n in 0...9 {
      for r1 in 0...n {
        for c1 in 0...n {
          for o11 in max(0, r1 + c1 - n)...min(r1, c1) {
            if let table = try? ContingencyTable(o11: o11, r1: r1, c1: c1, n: n) { tables.append(table) }
          }
        }
      }
    }
    return tables
  }()
}

/// Whether two numbers are equal up to a relative error, or an absolute one below 1.
func isClose(_ value: Double?, _ expected: Double?, within tolerance: Double = 1e-12) -> Bool {
  guard let value, let expected else { return value == nil && expected == nil }
  return abs(value - expected) <= tolerance * max(1, abs(expected))
}

/// Whether two numbers are equal up to a relative error.
func isRelativelyClose(_ value: Double, _ expected: Double, within tolerance: Double = 1e-12) -> Bool {
  abs(value - expected) <= tolerance * abs(expected)
}
