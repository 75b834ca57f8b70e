import AnalyzerKit
import Testing

@Suite struct NormalDistributionTests {
  // Expected: mpmath, 40 digits.
  @Test(arguments: [
    (0.5, 0), (1e-3, 3.090232306167813), (0.025, 1.959963984540054), (0.2, 0.8416212335729142),
    (0.9, -1.281551565544600), (1e-20, 9.262340089798407), (1e-300, 37.04709629936120), (5e-10, 6.109410204869397),
  ])
  func `The quantile turns the tail round`(probability: Double, z: Double) {
    #expect(isClose(NormalDistribution.upperQuantile(probability), z, within: 1e-13))
    #expect(isRelativelyClose(NormalDistribution.upperTail(z), probability, within: 1e-11))
  }

  @Test func `The ends of the line`() {
    #expect(NormalDistribution.upperQuantile(0) == .infinity)
    #expect(NormalDistribution.upperQuantile(1) == -.infinity)
    #expect(NormalDistribution.upperQuantile(-0.1).isNaN)
    #expect(NormalDistribution.upperQuantile(1.1).isNaN)
    #expect(NormalDistribution.upperQuantile(.nan).isNaN)
    #expect(isClose(NormalDistribution.upperQuantile(.leastNonzeroMagnitude), 38.4674056172733, within: 1e-10))
  }
}
