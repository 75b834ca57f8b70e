/// Log-likelihood ratio statistics: how badly independence explains the table.
///
/// All are signed as in the UCS toolkit: negative where the pair is rarer than chance. A count of 0 adds nothing
/// (0 · ln 0 = 0).
extension ContingencyTable {
  private func deviance(_ deviation: Double, _ expected: Double?) -> Double {
    guard let expected, expected > 0 else { return 0 }
    return 2 * expected * relativeDeviance(deviation / expected)
  }

  /// G² without its sign: 2 · Σ O · ln(O / E) over the four cells.
  var unsignedLogLikelihood: Double {
    let shift = deviation
    return deviance(shift, e11) + deviance(-shift, e12) + deviance(-shift, e21) + deviance(shift, e22)
  }

  /// Signed G² = 2 · Σ O · ln(O / E) over all four cells; missing where e11 is 0.
  ///
  /// Dunning (1993), Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19(1).
  public var logLikelihood: Double? {
    guard let e11, e11 > 0 else { return nil }
    return sign * unsignedLogLikelihood
  }

  /// Signed 2 · (o11 · ln(o11 / e11) + o21 · ln(o21 / e21)), the two cells of the word; missing where e11 is 0.
  ///
  /// Rayson & Garside (2000), Comparing corpora using frequency profiling.
  public var twoTermLogLikelihood: Double? {
    guard let e11, e11 > 0 else { return nil }
    let shift = deviation
    return sign * (deviance(shift, e11) + deviance(-shift, e21))
  }

  /// Signed 2 · (o11 · ln(o11 / e11) − (o11 − e11)); missing where e11 is 0.
  ///
  /// Evert (2008), Corpora and collocations.
  public var simpleLogLikelihood: Double? {
    guard let e11, e11 > 0 else { return nil }
    return sign * deviance(deviation, e11)
  }

  /// Signed G² over Williams' q = 1 + (n/r1 + n/r2 − 1) · (n/c1 + n/c2 − 1) / (6 · n); missing where a total is 0.
  ///
  /// Williams (1976), Improved likelihood ratio tests for complete contingency tables, Biometrika 63(1).
  public var williamsLogLikelihood: Double? {
    guard r1 > 0, r2 > 0, c1 > 0, c2 > 0, let logLikelihood else { return nil }
    let size = Double(n)
    let rows = size / Double(r1) + size / Double(r2) - 1
    let columns = size / Double(c1) + size / Double(c2) - 1
    return logLikelihood / (1 + rows * columns / (6 * size))
  }
}
