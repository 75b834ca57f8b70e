import Glibc

/// How much two events overlap, without regard to how large the sample is.
extension ContingencyTable {
  /// 2 · o11 / (r1 + c1), from 0 to 1; missing where both totals are 0.
  ///
  /// Dice (1945); Smadja, McKeown & Hatzivassiloglou (1996).
  public var dice: Double? {
    let both = Double(r1) + Double(c1)
    return both > 0 ? 2 * Double(o11) / both : nil
  }

  /// 14 + log2(2 · o11 / (f + c1)) with f the frequency of the first word; missing where o11 is 0.
  ///
  /// At most 14 if o11 counts no more pairs than there are first words; one point more is twice the association.
  /// Rychlý (2008), A lexicographer-friendly association score.
  public func logDice(frequency: Int) -> Double? {
    guard o11 > 0, frequency > 0 else { return nil }
    return 14 + log2(2 * Double(o11) / (Double(frequency) + Double(c1)))
  }

  /// o11 / (o11 + o12 + o21), from 0 to 1; missing where neither event occurs.
  ///
  /// Jaccard (1912).
  public var jaccard: Double? {
    let either = r1 + o21
    return either > 0 ? Double(o11) / Double(either) : nil
  }

  /// The smaller of o11 / r1 and o11 / c1, from 0 to 1; missing where a total is 0.
  ///
  /// Pedersen & Bruce (1996), What to infer from a description.
  public var minimumSensitivity: Double? {
    r1 > 0 && c1 > 0 ? Double(o11) / Double(max(r1, c1)) : nil
  }
}
