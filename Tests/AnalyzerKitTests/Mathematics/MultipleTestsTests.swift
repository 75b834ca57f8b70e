import AnalyzerKit
import Testing

@Suite struct MultipleTestsTests {
  let probabilities = [0.01, 0.04, 0.03, 0.005, 0.2, 0.5]

  private func areClose(_ values: [Double], _ expected: [Double]) -> Bool {
    values.count == expected.count && zip(values, expected).allSatisfy { isClose($0, $1) }
  }

  @Test func `Adjusted by hand`() {
    #expect(areClose(MultipleTests.holm.adjusted(probabilities), [0.05, 0.12, 0.12, 0.03, 0.4, 0.5]))
    // The same as SciPy's false_discovery_control.
    #expect(
      areClose(MultipleTests.benjaminiHochberg.adjusted(probabilities), [0.03, 0.06, 0.06, 0.03, 0.24, 0.5]))
  }

  @Test func `Tests that are not listed count as well`() {
    #expect(areClose(MultipleTests.holm.adjusted([0.01, 0.02], total: 10), [0.1, 0.18]))
    #expect(areClose(MultipleTests.benjaminiHochberg.adjusted([0.01, 0.02], total: 10), [0.1, 0.1]))
    #expect(areClose(MultipleTests.holm.adjusted([0.01, 0.02], total: -3), [0.02, 0.02]))
  }

  @Test(arguments: MultipleTests.allCases) func `Order and size stay, values only grow up to 1`(_ tests: MultipleTests)
  {
    #expect(tests.adjusted([]).isEmpty)
    #expect(tests.adjusted([0.3]) == [0.3])
    #expect(tests.adjusted([1, 1, 1]) == [1, 1, 1])
    let adjusted = tests.adjusted(probabilities)
    for (index, value) in adjusted.enumerated() {
      #expect(value >= probabilities[index] && value <= 1)
      for other in adjusted.indices where probabilities[other] < probabilities[index] {
        #expect(adjusted[other] <= value)
      }
    }
  }

  @Test(arguments: MultipleTests.allCases) func `What is no number stays and is not counted`(_ tests: MultipleTests) {
    let adjusted = tests.adjusted([0.01, .nan, 0.02])
    #expect(adjusted[1].isNaN)
    #expect([adjusted[0], adjusted[2]] == tests.adjusted([0.01, 0.02]))
  }
}
