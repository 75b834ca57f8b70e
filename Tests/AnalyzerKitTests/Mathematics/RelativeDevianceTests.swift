import Testing

@testable import AnalyzerKit

@Suite struct RelativeDevianceTests {
  // Expected: mpmath, 40 digits.
  @Test(arguments: [
    (-1, 1), (-0.999999, 0.9999851844894420), (-0.5, 0.1534264097200273), (-0.1, 0.005175535907956329),
    (-0.099, 0.005070730742206977), (0, 0), (1e-9, 4.999999998333333e-19), (0.05, 0.001229672377903603),
    (0.0999, 0.004831671312369206), (0.1001, 0.004850733348054589), (3, 2.545177444479562), (1e9, 19723265858.66968),
  ])
  func `The function keeps its digits at both ends and around 0`(x: Double, expected: Double) {
    #expect(isRelativelyClose(relativeDeviance(x), expected, within: 2e-14))
  }

  // Expected: mpmath, 40 digits.
  @Test(arguments: [
    (0, 0), (0.5, 0.7257913526447274), (1, 1), (5, 1.740302180611544), (15.5, 2.294734144200200),
    (16, 2.310440550244173), (100, 3.222356956754353), (1e6, 7.826693895520143),
  ])
  func `Stirling's remainder is what a factorial has beyond k ln k − k`(k: Double, expected: Double) {
    #expect(isClose(stirlingRemainder(k), expected, within: 1e-13))
  }
}
