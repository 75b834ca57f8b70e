import AnalyzerKit
import Testing

@Suite struct ConservativeLogRatioTests {
  // Keywords of a German corpus, r1 168,329, n 19,720,567, level .01 corrected for 599 types: values of R in the tests of
  // the Python package association-measures.
  @Test(arguments: [
    (1189, 2157, 7.156575955874566, 6.888131619986817), (49, 88, 7.189213818656465, 5.856503097986011),
    (12, 335, 2.1094783394307366, 0.28361352198814715), (31, 3036, 0.26095322819183264, 0),
    (13, 580, 1.413140986602368, 0), (2166, 429_001, -0.762595233842554, -0.6296720284440421),
  ])
  func `Values of R`(o11: Int, c1: Int, ratio: Double, bound: Double) throws {
    let table = try ContingencyTable(o11: o11, r1: 168_329, c1: c1, n: 19_720_567)
    #expect(isClose(table.logRatio, ratio, within: 1e-13))
    #expect(isClose(table.conservativeLogRatio(alpha: 0.01, comparisons: 599), bound, within: 1e-13))
  }

  @Test func `It lies between 0 and the log ratio, nearer to 0 the more tests`() throws {
    for table in SmallTables.all {
      let (ratio, one) = (table.logRatio, table.conservativeLogRatio(alpha: 0.2))
      let many = table.conservativeLogRatio(alpha: 0.2, comparisons: 1000)
      guard let ratio else {
        #expect(one == nil && many == nil)
        continue
      }
      let (first, second) = (try #require(one), try #require(many))
      #expect(abs(first) <= abs(ratio) && abs(second) <= abs(first))
      #expect(first * ratio >= 0 && second * ratio >= 0)
    }
  }

  @Test func `A level that is none gives nothing`() throws {
    let table = try ContingencyTable(o11: 46, r1: 776, c1: 877, n: 149_709)
    for alpha in [0, 1, -1, 2, .nan, .infinity] { #expect(table.conservativeLogRatio(alpha: alpha) == nil) }
    #expect(table.conservativeLogRatio(comparisons: 0) == nil)
    #expect(table.conservativeLogRatio(alpha: .leastNonzeroMagnitude, comparisons: .max) == 0)
  }
}
