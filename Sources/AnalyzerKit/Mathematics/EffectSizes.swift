import Glibc

/// How strong an association is, whatever the size of the sample: quotients of the counts.
extension ContingencyTable {
  /// log2(o11 / e11), pointwise mutual information in bits; missing where o11 is 0.
  ///
  /// Church & Hanks (1990), Word association norms, mutual information, and lexicography.
  public var mutualInformation: Double? {
    guard o11 > 0, let e11 else { return nil }
    return logarithm(of: Double(o11) / e11, lessOne: deviation / e11) / log(2)
  }

  /// log2(o11^k / e11), which gives frequent pairs more weight than `mutualInformation`; missing where o11 is 0.
  ///
  /// Daille (1994), with k = 2 and k = 3.
  public func mutualInformation(power: Int) -> Double? {
    mutualInformation.map { $0 + Double(power - 1) * log2(Double(o11)) }
  }

  /// o11 · log2(o11 / e11); 0 for a pair that never occurs, missing where e11 is 0.
  ///
  /// Evert (2005), The statistics of word cooccurrences.
  public var localMutualInformation: Double? {
    guard let e11, e11 > 0 else { return nil }
    return mutualInformation.map { Double(o11) * $0 } ?? 0
  }

  /// log10(o11 · o22 / (o12 · o21)); where a cell is 0, with 0.5 added to all four; missing where a total is 0.
  ///
  /// The `odds.ratio` of the UCS toolkit, and its `odds.ratio.disc` where that would be infinite. Blaheta & Johnson
  /// (2001); the 0.5 is Haldane's (1956).
  public var logOddsRatio: Double? {
    guard r1 > 0, r2 > 0, c1 > 0, c2 > 0 else { return nil }
    let (a, b, c, d) = (Double(o11), Double(o12), Double(o21), Double(o22))
    guard min(a, b, c, d) > 0 else { return log10((a + 0.5) * (d + 0.5) / ((b + 0.5) * (c + 0.5))) }
    return logarithm(of: a / b * (d / c), lessOne: determinant / (b * c)) / log(10)
  }

  /// log2((o11 / r1) / (o21 / r2)) where 0.5 stands for an o11 or o21 of 0; missing where r1, r2 or c1 is 0.
  ///
  /// Hardie (2014), Log Ratio – an informal introduction.
  public var logRatio: Double? {
    guard r1 > 0, r2 > 0, c1 > 0 else { return nil }
    let other = Double(r2) / Double(r1)
    guard o11 > 0 else { return log2(0.5 / Double(o21) * other) }
    guard o21 > 0 else { return log2(Double(o11) / 0.5 * other) }
    let distance = determinant / (Double(o21) * Double(r1))
    return logarithm(of: Double(o11) / Double(o21) * other, lessOne: distance) / log(2)
  }

  /// o11 / r1 − o21 / r2, the share of the second event with the first less that without it; missing where r1 or r2 is 0.
  ///
  /// The first event (the node) is the cue, ΔP(2|1). Gries (2013), 50-something years of work on collocations.
  public var deltaPOfFirst: Double? {
    r1 > 0 && r2 > 0 ? determinant / Double(r1) / Double(r2) : nil
  }

  /// o11 / c1 − o12 / c2, the share of the first event with the second less that without it; missing where c1 or c2 is 0.
  ///
  /// The second event (the collocate) is the cue, ΔP(1|2), Gries (2013). The same number is Liddell's (1976) difference
  /// of proportions, (o11 · o22 − o12 · o21) / (c1 · c2).
  public var deltaPOfSecond: Double? {
    c1 > 0 && c2 > 0 ? determinant / Double(c1) / Double(c2) : nil
  }
}
