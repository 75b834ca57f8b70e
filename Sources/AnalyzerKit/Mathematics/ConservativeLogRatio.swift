import Glibc

extension ContingencyTable {
  /// The bound nearer to 0 of the confidence interval of `logRatio`; 0 where the interval holds 0.
  ///
  /// The interval is log ratio ± z · √(1/o11 + 1/o21 − 1/r1 − 1/r2) / ln 2, where z is the upper
  /// `alpha / 2 / comparisons` quantile of the normal distribution (two-sided, corrected after Bonferroni), and 0.5
  /// stands for a 0. Evert, Dykes & Peters (2018), A quantitative evaluation of keyword measures, with Hardie's (2014)
  /// normal approximation.
  ///
  /// - Parameters:
  ///   - alpha: The level of significance, between 0 and 1.
  ///   - comparisons: How many tests are made; all types before minima.
  /// - Returns: Missing where `logRatio` is, or where alpha is no probability or `comparisons` is below 1.
  public func conservativeLogRatio(alpha: Double = 0.001, comparisons: Int = 1) -> Double? {
    guard let logRatio, alpha > 0, alpha < 1, comparisons > 0 else { return nil }
    let (first, second) = (max(Double(o11), 0.5), max(Double(o21), 0.5))
    let variance = 1 / first + 1 / second - 1 / Double(r1) - 1 / Double(r2)
    let tail = alpha / 2 / Double(comparisons)
    guard tail > 0 else { return 0 }
    let margin = NormalDistribution.upperQuantile(tail) * max(0, variance).squareRoot() / log(2)
    return logRatio >= 0 ? max(0, logRatio - margin) : min(0, logRatio + margin)
  }
}
