import Glibc

/// Exact probabilities of seeing at least o11 by chance, as −log10 p.
///
/// One-sided for attraction: 0 means that so many were certain, large means surprising. The probability itself never
/// exists as a number, so that 1e-100000 is as good as 0.1.
extension ContingencyTable {
  /// Fisher's exact test: −log10 Σ h(k), k ≥ o11, with h hypergeometric for the given totals; missing where e11 is 0.
  ///
  /// ln h(k) = Σ s(totals) − s(n) − Σ s(cells) − G²/2 with s Stirling's remainder and G² the log-likelihood of the table
  /// with k in it (after Loader 2000). Missing too where totals beyond 2^53 lose the probability to rounding. Pedersen
  /// (1996), Fishing for exactness.
  public var fisher: Double? {
    guard let e11, e11 > 0 else { return nil }
    let lowest = n - r1 >= c1 ? 0 : c1 - (n - r1)
    let highest = min(r1, c1)
    let (row, column, rest) = (Double(r1), Double(c1), Double(n - r1) - Double(c1))
    // h(k + 1) / h(k)
    func quotient(_ k: Double) -> Double { (row - k) * (column - k) / ((k + 1) * (rest + k + 1)) }
    return surprise(from: lowest, to: highest, quotient: quotient, logProbability: hypergeometricLogProbability)
  }

  /// Poisson test: −log10 Σ e^(−e11) · e11^k / k!, k ≥ o11; missing where e11 is 0.
  ///
  /// Quasthoff & Wolff (2002), The Poisson collocation measure and its applications.
  public var poisson: Double? {
    guard let e11, e11 > 0 else { return nil }
    let shift = deviation
    return surprise(from: 0, to: nil, quotient: { e11 / ($0 + 1) }) { offset in
      -e11 * relativeDeviance((shift + offset) / e11) - stirlingRemainder(Double(o11) + offset)
    }
  }

  /// −log10 P(k ≥ o11).
  ///
  /// - Parameters:
  ///   - lowest: The smallest k that can be.
  ///   - highest: The largest k that can be, if there is one.
  ///   - quotient: P(k + 1) / P(k), which falls with k.
  ///   - logProbability: ln P(o11 + offset), for any real offset.
  private func surprise(
    from lowest: Int, to highest: Int?, quotient: @escaping (Double) -> Double,
    logProbability: @escaping (Double) -> Double
  ) -> Double? {
    guard o11 > lowest else { return 0 }
    let start = Double(o11)
    let result: Double
    // Summing away from the mode: upwards from o11 if it lies above, else downwards from below it.
    if o11 == highest || quotient(start) < 1 {
      let upper = TailSum(
        last: highest.map { $0 - o11 } ?? Int.max, quotient: { quotient(start - 1 + Double($0)) },
        logarithm: logProbability)
      result = -upper.value / log(10)
    } else {
      let lower = TailSum(
        last: o11 - 1 - lowest, quotient: { 1 / quotient(start - 1 - Double($0)) },
        logarithm: { logProbability(-1 - $0) })
      result = -log1p(-exp(lower.value)) / log(10)
    }
    // Rounding may leave a probability a little above 1, and totals beyond 2^53 no number at all.
    return result.isFinite ? max(0, result) : nil
  }

  private func hypergeometricLogProbability(_ offset: Double) -> Double {
    let shift = deviation + offset
    let cells: [(observed: Int, expected: Double?, direction: Double)] = [
      (o11, e11, 1), (o12, e12, -1), (o21, e21, -1), (o22, e22, 1),
    ]
    var sum = -stirlingRemainder(Double(n))
    for total in [r1, r2, c1, c2] { sum += stirlingRemainder(Double(total)) }
    for cell in cells {
      sum -= stirlingRemainder(Double(cell.observed) + cell.direction * offset)
      if let expected = cell.expected, expected > 0 {
        sum -= expected * relativeDeviance(cell.direction * shift / expected)
      }
    }
    return sum
  }
}
