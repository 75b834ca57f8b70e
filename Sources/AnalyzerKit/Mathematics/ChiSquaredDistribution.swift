import Glibc

/// The χ² distribution with one degree of freedom, which G² and χ² of a two-by-two table follow under independence.
public enum ChiSquaredDistribution {
  /// The probability p of a value above x, which is erfc(√(x / 2)); a sign of x (of a signed statistic) is ignored.
  ///
  /// 0 from about x = 1,480 on: `negativeLogUpperTail` goes further.
  public static func upperTail(_ x: Double) -> Double { erfc((abs(x) / 2).squareRoot()) }

  /// −log10 p for the probability p of a value above x; a sign of x is ignored, and no x is too large.
  public static func negativeLogUpperTail(_ x: Double) -> Double {
    max(0, -(log(2) + NormalDistribution.logUpperTail(abs(x).squareRoot())) / log(10))
  }
}
