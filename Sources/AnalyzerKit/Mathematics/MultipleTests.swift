/// A correction of probabilities for the number of tests made; its raw value is its name in options.
public enum MultipleTests: String, CaseIterable, Sendable {
  /// Holm (1979): the chance of one false alarm among all tests stays below the level.
  case holm
  /// Benjamini & Hochberg (1995): the share of false alarms among those found stays below the level.
  case benjaminiHochberg = "benjamini_hochberg"

  /// The adjusted probabilities, in the order of those given, each at least its own and at most 1.
  ///
  /// With p(1) ≤ p(2) ≤ … the i-th of m, Holm gives the largest of (m − j + 1) · p(j) for j ≤ i, Benjamini and Hochberg
  /// the smallest of m / j · p(j) for j ≥ i. What is no number stays as it is and is not counted. O(m log m).
  ///
  /// - Parameters:
  ///   - probabilities: One for each test, from 0 to 1.
  ///   - total: How many tests were made, if more than are given here (with larger probabilities than these).
  public func adjusted(_ probabilities: [Double], total: Int = 0) -> [Double] {
    let order = probabilities.indices.filter { !probabilities[$0].isNaN }
      .sorted { probabilities[$0] < probabilities[$1] }
    let tests = Double(max(order.count, total))
    var result = probabilities
    switch self {
    case .holm:
      var bound = 0.0
      for (rank, index) in order.enumerated() {
        bound = min(1, max(bound, (tests - Double(rank)) * probabilities[index]))
        result[index] = bound
      }
    case .benjaminiHochberg:
      var bound = 1.0
      for (rank, index) in order.enumerated().reversed() {
        bound = max(0, min(bound, tests / Double(rank + 1) * probabilities[index]))
        result[index] = bound
      }
    }
    return result
  }
}
