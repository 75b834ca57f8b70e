import Glibc

/// (1 + x) · ln(1 + x) − x, for x ≥ −1: what a cell whose count is (1 + x) times its expectation adds to G²/2, over
/// that expectation.
///
/// Since deviations of a table's cells add up to 0, Σ O · ln(O / E) = Σ E · relativeDeviance((O − E) / E), where all
/// terms are positive, so that nothing cancels out (Loader 2000, Fast and accurate computation of binomial
/// probabilities). Relative error below 1e-14.
func relativeDeviance(_ x: Double) -> Double {
  guard x > -1 else { return 1 }
  guard abs(x) < 0.1 else { return (1 + x) * log1p(x) - x }
  // The series Σ (−x)^k / (k · (k − 1)) from k = 2; fifteen terms leave less than 1e-16.
  var sum = 0.0
  for k in stride(from: 16.0, through: 2, by: -1) {
    sum = 1 / (k * (k - 1)) - x * sum
  }
  return x * x * sum
}

/// ln(1 + x) for x > −1 where 1 + x is given as well, so that neither end loses digits.
func logarithm(of quotient: Double, lessOne x: Double) -> Double {
  abs(x) < 0.5 ? log1p(x) : log(quotient)
}
