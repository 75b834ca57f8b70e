import Glibc

/// The standard normal distribution.
public enum NormalDistribution {
  /// The probability of a value above z.
  public static func upperTail(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }

  /// The natural logarithm of the probability of a value above z, also where that is too small for a number.
  ///
  /// From z = 30 on by the asymptotic series of erfc (Abramowitz & Stegun 7.1.23); relative error below 1e-14.
  public static func logUpperTail(_ z: Double) -> Double {
    guard z > 30 else { return log(upperTail(z)) }
    let inverse = 1 / z / z
    let series = 1 - inverse * (1 - 3 * inverse * (1 - 5 * inverse * (1 - 7 * inverse)))
    return log(series) - z * z / 2 - log(z) - logRootTwoPi
  }

  /// The z above which a value lies with a given probability: −∞ for 1, ∞ for 0, NaN for what is no probability.
  ///
  /// Newton's method on the logarithm of the tail, which is concave, so that it converges from every start; relative
  /// error below 1e-13.
  public static func upperQuantile(_ probability: Double) -> Double {
    guard probability >= 0, probability <= 1 else { return .nan }
    if probability == 0 { return .infinity }
    if probability == 1 { return -.infinity }
    if probability > 0.5 { return -upperQuantile(1 - probability) }
    let target = log(probability)
    var z = (-2 * target).squareRoot()
    for _ in 0..<50 {
      let tail = logUpperTail(z)
      let logDensity = -z * z / 2 - logRootTwoPi
      let step = (tail - target) * exp(tail - logDensity)
      z += step
      if !(abs(step) > 1e-14 * max(1, abs(z))) { break }
    }
    return z
  }

  private static let logRootTwoPi = 0.5 * log(2 * Double.pi)
}
