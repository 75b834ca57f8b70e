import AnalyzerKit
import Testing

@Suite struct ExactTestsTests {
  /// n over k, exact for the small numbers used here.
  private func choose(_ n: Int, _ k: Int) -> Double {
    guard k >= 0, k <= n else { return 0 }
    return (0..<k).reduce(1.0) { ($0 * Double(n - $1) / Double($1 + 1)).rounded() }
  }

  /// −log10 of the sum over all tables with the same totals and at least as many pairs.
  private func slowFisher(_ table: ContingencyTable) -> Double {
    let all = choose(table.n, table.c1)
    let tail = (table.o11...min(table.r1, table.c1)).reduce(0.0) {
      $0 + choose(table.r1, $1) * choose(table.r2, table.c1 - $1)
    }
    return ChiSquaredDistributionTests.negativeLog10(tail / all)
  }

  @Test func `Fisher's test is the sum over all tables, for every small table`() {
    for table in SmallTables.all {
      guard let e11 = table.e11, e11 > 0 else {
        #expect(table.fisher == nil && table.poisson == nil)
        continue
      }
      #expect(isClose(table.fisher, slowFisher(table)))
    }
  }

  @Test func `The lady tasting tea`() throws {
    // Fisher (1935): all 4 of 8 cups right has chance 1/70, at least 3 has 17/70.
    let all = try ContingencyTable(o11: 4, r1: 4, c1: 4, n: 8)
    #expect(isClose(all.fisher, 1.845098040014257))
    let three = try ContingencyTable(o11: 3, r1: 4, c1: 4, n: 8)
    #expect(isClose(three.fisher, 0.614649118635983))
  }

  @Test func `None or more is certain`() throws {
    let table = try ContingencyTable(o11: 0, r1: 30, c1: 40, n: 1000)
    #expect(table.fisher == 0 && table.poisson == 0)
    // With these totals at least four must coincide.
    let least = try ContingencyTable(o11: 4, r1: 8, c1: 6, n: 10)
    #expect(least.fisher == 0)
  }

  @Test func `A chance of 1e-1000000000 is a number like any other`() throws {
    // mpmath, 50 digits.
    let table = try ContingencyTable(o11: 100_000, r1: 100_000, c1: 100_000, n: 10_000_000_000)
    #expect(isRelativelyClose(try #require(table.fisher), 543426.3319542358, within: 1e-13))
    #expect(isRelativelyClose(try #require(table.poisson), 456573.88519010989, within: 1e-13))
    let half = try ContingencyTable(
      o11: 5_000_000_000, r1: 5_000_000_000, c1: 5_000_000_000, n: 10_000_000_000)
    #expect(isRelativelyClose(try #require(half.fisher), 3010299951.541752, within: 1e-13))
    #expect(isRelativelyClose(try #require(half.poisson), 419413778.50932135, within: 1e-13))
  }

  @Test func `The sum of terms and the integral agree`() throws {
    // The first has just as few terms as are added one by one, the others more and more; mpmath, 50 digits.
    let cases: [(table: [Int], fisher: Double, poisson: Double)] = [
      ([30_100, 200_000, 3_000_000, 20_000_000], 0.57603694418463014, 0.54881388026603091),
      ([334_335, 1_195_916, 91_175_650, 326_460_903], 0.60517449408949077, 0.54951424314998683),
      ([100_090_000, 1_000_000_000, 1_000_000_000, 10_000_000_000], 23.112666522422043, 18.941994712886803),
      ([99_990_000, 1_000_000_000, 1_000_000_000, 10_000_000_000], 0.062105002009136953, 0.075019767744612842),
      ([2_500_030_000, 5_000_000_000, 5_000_000_000, 10_000_000_000], 0.93902447373344969, 0.56184427555730678),
    ]
    for (counts, fisher, poisson) in cases {
      let table = try ContingencyTable(o11: counts[0], r1: counts[1], c1: counts[2], n: counts[3])
      #expect(isRelativelyClose(try #require(table.fisher), fisher, within: 1e-11))
      #expect(isRelativelyClose(try #require(table.poisson), poisson, within: 1e-11))
    }
  }

  @Test func `The largest counts take no time and give a number`() throws {
    let quarter = Int.max / 4
    for shift in [-1_000_000_000, 0, 1_000_000_000] {
      let table = try ContingencyTable(o11: quarter + shift, r1: .max / 2, c1: .max / 2, n: .max)
      let (fisher, poisson) = (try #require(table.fisher), try #require(table.poisson))
      #expect(shift == 0 ? isClose(fisher, 0.30103, within: 1e-6) : (fisher > 0.30103) == (shift > 0))
      #expect(shift == 0 ? isClose(poisson, 0.30103, within: 1e-6) : (poisson > 0.30103) == (shift > 0))
    }
  }
}
