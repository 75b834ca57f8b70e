import AnalyzerKit
import Testing

@Suite struct LikelihoodRatioTests {
  @Test func `Published values of G²`() throws {
    // cwb-ccc, README: the collocate "für", recomputed.
    let table = try ContingencyTable(o11: 46, r1: 776, c1: 877, n: 149_709)
    #expect(isClose(table.logLikelihood, 134.301, within: 5e-6))
    #expect(isClose(table.simpleLogLikelihood, 130.019, within: 5e-6))
    // Manning & Schütze (1999), table 5.12, in the NLTK's tests.
    let powerful = try ContingencyTable(o11: 110, r1: 2552, c1: 221, n: 31_777)
    #expect(isClose(powerful.logLikelihood, 270.72, within: 5e-5))
    let perfect = try ContingencyTable(o11: 10, r1: 10, c1: 10, n: 100)
    #expect(isClose(perfect.logLikelihood, 65.016595, within: 1e-8))
    #expect(isClose(perfect.simpleLogLikelihood, 28.051702, within: 1e-7))
  }

  @Test func `Keyness values of quanteda`() throws {
    // b: 7 of 10 tokens in the target, 2 of 9 in the reference.
    let table = try ContingencyTable(o11: 7, r1: 10, c1: 9, n: 19)
    #expect(isClose(table.logLikelihood, 4.534939, within: 2e-7))
    #expect(isClose(table.williamsLogLikelihood, 4.200833, within: 2e-7))
    #expect(isClose(table.twoTermLogLikelihood, 2.440, within: 3e-4))
  }

  @Test func `G² is the sum over the cells, for every small table`() throws {
    func term(_ observed: Int, _ expected: Double?) -> Double {
      guard observed > 0, let expected else { return 0 }
      return 2 * Double(observed) * slowLogarithm(Double(observed) / expected)
    }
    for table in SmallTables.all {
      guard let e11 = table.e11, e11 > 0 else {
        #expect(table.logLikelihood == nil)
        continue
      }
      let sign = Double(table.o11) > e11 ? 1.0 : -1
      let cells = [
        term(table.o11, e11), term(table.o12, table.e12), term(table.o21, table.e21), term(table.o22, table.e22),
      ]
      #expect(isClose(table.logLikelihood, sign * cells.reduce(0, +)))
      #expect(isClose(table.twoTermLogLikelihood, sign * (cells[0] + cells[2])))
      #expect(isClose(table.simpleLogLikelihood, sign * (cells[0] - 2 * (Double(table.o11) - e11))))
    }
  }

  @Test func `Next to independence no digit is lost`() throws {
    // One pair more than chance among ten billion; mpmath, 50 digits.
    let table = try ContingencyTable(o11: 100_000_001, r1: 1_000_000_000, c1: 1_000_000_000, n: 10_000_000_000)
    #expect(isRelativelyClose(try #require(table.logLikelihood), 1.2345678979830311e-8, within: 1e-13))
  }

  /// The natural logarithm by its series, so as not to check the code with the function it uses.
  private func slowLogarithm(_ x: Double) -> Double {
    let y = (x - 1) / (x + 1)
    var (sum, power) = (0.0, y)
    for k in stride(from: 1.0, to: 1200, by: 2) {
      sum += power / k
      power *= y * y
    }
    return 2 * sum
  }
}
