import AnalyzerKit
import Testing

@Suite struct EffectSizesTests {
  @Test func `Published values`() throws {
    // cwb-ccc, README: the collocate "für"; its MI is to base 10.
    let table = try ContingencyTable(o11: 46, r1: 776, c1: 877, n: 149_709)
    #expect(isClose(table.mutualInformation, 1.00514 * 3.321928094887362, within: 5e-6))
    #expect(isClose(table.logRatio, 3.40925, within: 1e-6))
    // Church & Hanks (1990) need base 2: four times as often as chance is 2.
    let four = try ContingencyTable(o11: 4, r1: 10, c1: 10, n: 100)
    #expect(isClose(four.mutualInformation, 2))
    #expect(isClose(four.mutualInformation(power: 2), 4))
    #expect(isClose(four.mutualInformation(power: 3), 6))
    #expect(isClose(four.localMutualInformation, 8))
  }

  @Test func `Half a pair stands for none in log ratio`() throws {
    #expect(isClose(try ContingencyTable(o11: 8, r1: 100, c1: 8, n: 300).logRatio, 5))
    #expect(isClose(try ContingencyTable(o11: 0, r1: 100, c1: 8, n: 300).logRatio, -3))
  }

  @Test func `An odds ratio with a zero has half a pair in every cell`() throws {
    // UCS toolkit, odds.ratio.disc: o11 = c1 = 1 and 2, r1 15,334, n 191,998.
    #expect(isClose(try ContingencyTable(o11: 1, r1: 15_334, c1: 1, n: 191_998).logOddsRatio, 1.5386292457866))
    #expect(isClose(try ContingencyTable(o11: 2, r1: 15_334, c1: 2, n: 191_998).logOddsRatio, 1.76050631957187))
    let none = try ContingencyTable(o11: 0, r1: 1, c1: 1, n: 2)
    #expect(isClose(none.logOddsRatio, -0.954242509439325))
  }

  @Test func `ΔP depends on which word is the cue`() throws {
    let table = try ContingencyTable(o11: 8, r1: 10, c1: 40, n: 110)
    #expect(isClose(table.deltaPOfFirst, 0.8 - 0.32))
    #expect(isClose(table.deltaPOfSecond, 0.2 - 2.0 / 70))
  }

  @Test func `What is never observed has no mutual information, and none to share`() throws {
    let table = try ContingencyTable(o11: 0, r1: 3, c1: 4, n: 10)
    #expect(table.mutualInformation == nil && table.mutualInformation(power: 3) == nil)
    #expect(table.localMutualInformation == 0)
  }
}
