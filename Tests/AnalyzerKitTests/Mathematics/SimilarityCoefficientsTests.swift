import AnalyzerKit
import Testing

@Suite struct SimilarityCoefficientsTests {
  @Test func `Published values`() throws {
    // cwb-ccc, README: the collocate "für", recomputed.
    let table = try ContingencyTable(o11: 46, r1: 776, c1: 877, n: 149_709)
    #expect(isClose(table.dice, 0.055656, within: 5e-7))
    #expect(isClose(table.logDice(frequency: 776), 9.8327, within: 3e-6))
  }

  @Test func `Two words that always come together reach the largest values`() throws {
    let table = try ContingencyTable(o11: 10, r1: 10, c1: 10, n: 100)
    #expect(table.dice == 1 && table.jaccard == 1 && table.minimumSensitivity == 1)
    #expect(table.logDice(frequency: 10) == 14)
  }

  @Test func `The node's frequency and r1 make two measures`() throws {
    let table = try ContingencyTable(o11: 4, r1: 100, c1: 28, n: 1000)
    #expect(table.logDice(frequency: 4) == 12)
    #expect(table.logDice(frequency: 100) == 10)
    #expect(table.logDice(frequency: 0) == nil)
    #expect(table.logDice(frequency: -5) == nil)
  }

  @Test func `The coefficients are quotients of the cells, for every small table`() {
    for table in SmallTables.all {
      let (both, one, other) = (Double(table.o11), Double(table.r1), Double(table.c1))
      #expect(isClose(table.dice, one + other > 0 ? 2 * both / (one + other) : nil))
      #expect(isClose(table.jaccard, one + other > 0 ? both / (one + other - both) : nil))
      #expect(isClose(table.minimumSensitivity, one * other > 0 ? min(both / one, both / other) : nil))
    }
  }
}
