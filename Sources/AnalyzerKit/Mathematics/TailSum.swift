import Glibc

/// The sum of a tail of a unimodal discrete distribution, taken away from the mode, relative to its first term.
///
/// Terms are added one by one while that is quick. Where the distribution is so wide that millions would be needed, the
/// sum is the integral over the terms' smooth continuation with the first corrections of Euler and Maclaurin.
struct TailSum {
  /// The number of terms after the first; the distribution ends there.
  let last: Int
  /// The quotient of the term at an index and the one before it, below 1 and falling.
  let quotient: (Int) -> Double
  /// The natural logarithm of the term at an index, which need not be whole and may be −1.
  let logarithm: (Double) -> Double

  /// Terms added one by one before the integral takes over.
  static let budget = 4096
  /// Relative size of what may be left out.
  private static let negligible = 1e-17

  /// ln Σ term(i), for i from 0 to `last`.
  var value: Double {
    let first = logarithm(0)
    return first + log(relative(to: first))
  }

  private func relative(to first: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    guard last > 0 else { return sum }
    for index in 1...last {
      guard index <= Self.budget else { return integral(from: first) }
      let factor = quotient(index)
      term *= factor
      sum += term
      // The terms fall at least geometrically from here on, which bounds what is left.
      if factor <= 0 || term * factor < Self.negligible * sum * (1 - factor) { return sum }
    }
    return sum
  }

  private func integral(from first: Double) -> Double {
    func term(_ index: Double) -> Double { exp(logarithm(index) - first) }
    var end = Double(Self.budget)
    while end < Double(last), logarithm(end) - first > -45 { end *= 2 }
    end = min(end, Double(last))
    let panels = 128
    let width = end / Double(panels)
    var area = 0.0
    for panel in 0..<panels {
      let middle = (Double(panel) + 0.5) * width
      for (offset, weight) in Self.nodes {
        area += weight * (term(middle - offset * width / 2) + term(middle + offset * width / 2))
      }
    }
    let slope = (term(1) - term(-1)) / 2
    return area * width / 2 + (1 + term(end)) / 2 - slope / 12
  }

  /// Six-point Gauss–Legendre nodes and weights (Abramowitz & Stegun, table 25.4).
  private static let nodes: [(offset: Double, weight: Double)] = [
    (0.238619186083197, 0.467913934572691),
    (0.661209386466265, 0.360761573048139),
    (0.932469514203152, 0.171324492379170),
  ]
}
