import AnalyzerKit
import Testing

@Suite struct AsymptoticTestsTests {
  @Test func `Published values of z and t`() throws {
    // cwb-ccc, README: the collocate "für", recomputed.
    let table = try ContingencyTable(o11: 46, r1: 776, c1: 877, n: 149_709)
    #expect(isClose(table.zScore, 19.4429, within: 3e-6))
    #expect(isClose(table.tScore, 6.11208, within: 1e-6))
    // Manning & Schütze (1999), section 5.3.1: "new companies".
    let companies = try ContingencyTable(o11: 8, r1: 15_828, c1: 4675, n: 14_307_668)
    #expect(isClose(companies.tScore, 0.9999, within: 5e-5))
    let perfect = try ContingencyTable(o11: 10, r1: 10, c1: 10, n: 100)
    #expect(isClose(perfect.zScore, 9))
    #expect(isClose(perfect.tScore, 2.84605, within: 1e-6))
  }

  @Test func `Published values of χ²`() throws {
    // Manning & Schütze (1999), section 5.3.3: vache and cow.
    let cow = try ContingencyTable(o11: 59, r1: 67, c1: 65, n: 571_007)
    #expect(isClose(cow.chiSquared, 456_400, within: 1e-6))
    // quanteda: b 7 of 10 and 2 of 9.
    let table = try ContingencyTable(o11: 7, r1: 10, c1: 9, n: 19)
    #expect(isClose(table.chiSquared, 4.337160, within: 2e-7))
    #expect(isClose(table.correctedChiSquared, 2.632438, within: 2e-7))
  }

  @Test func `χ² is the square of the deviations over their expectations, for every small table`() {
    for table in SmallTables.all {
      guard let e11 = table.e11, table.r1 > 0, table.r2 > 0, table.c1 > 0, table.c2 > 0 else {
        #expect(table.chiSquared == nil && table.correctedChiSquared == nil)
        continue
      }
      let product = Double(table.o11 * table.o22 - table.o12 * table.o21)
      let totals = Double(table.r1 * table.r2 * table.c1 * table.c2)
      let size = Double(table.n)
      let sign = product > 0 ? 1.0 : product < 0 ? -1 : 0
      #expect(isClose(table.chiSquared, sign * size * product * product / totals))
      let corrected = abs(product) - size / 2
      #expect(isClose(table.correctedChiSquared, sign * size * corrected * corrected / totals))
      #expect(isClose(table.zScore, (Double(table.o11) - e11) / e11.squareRoot()))
    }
  }

  @Test func `What needs a number that is not there is missing`() throws {
    #expect(try ContingencyTable(o11: 0, r1: 3, c1: 4, n: 10).tScore == nil)
    #expect(try ContingencyTable(o11: 0, r1: 0, c1: 4, n: 10).zScore == nil)
  }
}
