import AnalyzerKit
import Testing

@Suite struct FrequencyComparisonTests {
  @Test func `Simple maths of Kilgarriff`() throws {
    // 35 times in one web corpus against 263 times in another.
    let word = try FrequencyComparison(
      count: 35, size: 112_289_776, referenceCount: 263, referenceSize: 1_559_716_979)
    #expect(isClose(word.simpleMaths(), 1.122429, within: 5e-7))
    #expect(isClose(word.perMillion, 0.311693, within: 1e-6))
    #expect(word.simpleMaths(constant: 0) == nil && word.simpleMaths(constant: .nan) == nil)
  }

  @Test func `Percent difference is of relative frequencies`() throws {
    let word = try FrequencyComparison(count: 6, size: 100, referenceCount: 4, referenceSize: 200)
    #expect(isClose(word.percentDifference, 200))
    let rarer = try FrequencyComparison(count: 0, size: 100, referenceCount: 4, referenceSize: 200)
    #expect(rarer.percentDifference == -100)
    let new = try FrequencyComparison(count: 6, size: 100, referenceCount: 0, referenceSize: 200)
    #expect(new.percentDifference == nil)
    #expect(isClose(new.simpleMaths(constant: 100), 60_100.0 / 100))
  }

  @Test func `The table sets the two corpora against the word and all others`() throws {
    // quanteda: b 7 of 10 in the target, 2 of 9 in the reference.
    let word = try FrequencyComparison(count: 7, size: 10, referenceCount: 2, referenceSize: 9)
    #expect(word.table == (try ContingencyTable(o11: 7, r1: 10, c1: 9, n: 19)))
  }

  @Test func `Empty corpora have no frequencies`() throws {
    let word = try FrequencyComparison(count: 0, size: 0, referenceCount: 0, referenceSize: 0)
    #expect(word.perMillion == nil && word.referencePerMillion == nil)
    #expect(word.percentDifference == nil && word.simpleMaths() == nil)
  }

  @Test(arguments: [[-1, 5, 0, 5], [6, 5, 0, 5], [0, 5, -1, 5], [0, 5, 6, 5], [0, -1, 0, 5], [0, .max, 0, 1]])
  func `Counts beyond the sizes, and sizes beyond all bounds, are refused`(counts: [Int]) {
    #expect(throws: AnalyzerError.self) {
      try FrequencyComparison(
        count: counts[0], size: counts[1], referenceCount: counts[2], referenceSize: counts[3])
    }
  }
}
