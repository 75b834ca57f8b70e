/// Tests by the normal and the χ² approximation.
extension ContingencyTable {
  /// (o11 − e11) / √e11; missing where e11 is 0.
  ///
  /// Dennis (1965); Berry-Rogghe (1973); the form is Evert's (2008).
  public var zScore: Double? {
    guard let e11, e11 > 0 else { return nil }
    return deviation / e11.squareRoot()
  }

  /// (o11 − e11) / √o11; missing where o11 is 0.
  ///
  /// Church, Gale, Hanks & Hindle (1991), Using statistics in lexical analysis.
  public var tScore: Double? {
    o11 > 0 ? deviation / Double(o11).squareRoot() : nil
  }

  /// Signed Pearson's χ² = n · (o11 · o22 − o12 · o21)² / (r1 · r2 · c1 · c2); missing where a total is 0.
  public var chiSquared: Double? { chiSquared(correction: 0) }

  /// Signed χ² with Yates' correction, n · (|o11 · o22 − o12 · o21| − n/2)² / (r1 · r2 · c1 · c2).
  ///
  /// As in the UCS toolkit the difference may pass 0, so where |o11 − e11| is below 1/2 the value does not vanish (R's
  /// `chisq.test` stops at 0 there). Missing where a total is 0. Yates (1934).
  public var correctedChiSquared: Double? { chiSquared(correction: 0.5) }

  private func chiSquared(correction: Double) -> Double? {
    guard r1 > 0, r2 > 0, c1 > 0, c2 > 0 else { return nil }
    guard let e11, let e12, let e21, let e22 else { return nil }
    // n³ / (r1 · r2 · c1 · c2) is the sum of the inverse expectations, whose terms can neither overflow nor cancel out.
    let distance = abs(deviation) - correction
    return sign * distance * distance * (1 / e11 + 1 / e12 + 1 / e21 + 1 / e22)
  }
}
