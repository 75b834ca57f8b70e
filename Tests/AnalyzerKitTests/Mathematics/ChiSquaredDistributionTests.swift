import AnalyzerKit
import Glibc
import Testing

@Suite struct ChiSquaredDistributionTests {
  /// −log10 p, as every table of p-values has it.
  static func negativeLog10(_ probability: Double) -> Double { -log10(probability) }

  // Critical values of every textbook.
  @Test(arguments: [(3.841459, 0.05), (6.634897, 0.01), (10.827566, 0.001), (0, 1)])
  func `The tail above the critical values`(x: Double, p: Double) {
    #expect(isRelativelyClose(ChiSquaredDistribution.upperTail(x), p, within: 1e-6))
    #expect(ChiSquaredDistribution.upperTail(-x) == ChiSquaredDistribution.upperTail(x))
    #expect(isClose(ChiSquaredDistribution.negativeLogUpperTail(-x), Self.negativeLog10(p), within: 1e-6))
  }

  // Expected: mpmath, 40 digits.
  @Test(arguments: [(0.5, 0.3192112778257203), (1500, 327.4072560442665), (100_000, 21_717.32215944394)])
  func `The logarithm of the tail goes on where the tail is 0`(x: Double, expected: Double) {
    #expect(isRelativelyClose(ChiSquaredDistribution.negativeLogUpperTail(x), expected))
  }

  @Test func `The two forms of the logarithm meet`() {
    let (below, above) = (900.0.nextDown, 900.0.nextUp)
    #expect(
      isRelativelyClose(
        ChiSquaredDistribution.negativeLogUpperTail(below), ChiSquaredDistribution.negativeLogUpperTail(above)))
    #expect(ChiSquaredDistribution.negativeLogUpperTail(.greatestFiniteMagnitude).isFinite)
  }
}
