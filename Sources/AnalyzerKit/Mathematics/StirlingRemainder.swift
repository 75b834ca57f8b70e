import Glibc

/// ln k! − (k · ln k − k), which is ½ · ln(2πk) + 1/(12k) − …, and 0 for k = 0; k need not be whole.
///
/// What is left when the large part of a factorial is cancelled by hand: with it a probability keeps its digits where
/// differences of `lgamma` values lose all of them. The series is Stirling's; below 16 glibc's `lgamma_r` is exact
/// enough. Absolute error below 1e-13.
func stirlingRemainder(_ k: Double) -> Double {
  guard k > 0 else { return 0 }
  guard k >= 16 else {
    var sign: Int32 = 0
    return lgamma_r(k + 1, &sign) - k * log(k) + k
  }
  let inverse = 1 / k
  let square = inverse * inverse
  let series =
    inverse
    * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))))
  return 0.5 * log(2 * Double.pi * k) + series
}
