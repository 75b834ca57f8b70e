import AnalyzerKit
import AnalyzerTesting
import Testing

/// Half of what lies between 1 and the next number.
private let half = 0x1p-53
private let next = Double(1).nextUp
private let afterNext = next.nextUp

@Suite struct ExactSumTests {
  private func sum(_ numbers: [Double]) -> ExactSum {
    var sum = ExactSum()
    for number in numbers { sum.add(number) }
    return sum
  }

  @Test(
    arguments: [
      ([], 0), ([0.1, 0.2, -0.3], 0x1p-55), ([1e100, 1, -1e100], 1), ([1e16, 1, 1e-16], 10_000_000_000_000_002),
      ([Double.leastNonzeroMagnitude, .leastNonzeroMagnitude], .leastNonzeroMagnitude * 2),
      ([.leastNormalMagnitude, -.leastNonzeroMagnitude], Double.leastNormalMagnitude.nextDown),
      ([.greatestFiniteMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude], .greatestFiniteMagnitude),
      ([.greatestFiniteMagnitude, .greatestFiniteMagnitude], .infinity),
      ([-.greatestFiniteMagnitude, -.greatestFiniteMagnitude], -.infinity),
      ([.greatestFiniteMagnitude, 0x1p969], .greatestFiniteMagnitude),
      ([.greatestFiniteMagnitude, 0x1p970], .infinity),
      ([1, half], 1), ([1, half, 0x1p-1000], next), ([next, half], afterNext),
      ([-1, -half, -0x1p-1000], -next), ([.infinity, 5], .infinity), ([-.infinity, 1e300], -.infinity),
    ] as [([Double], Double)])
  func givesTheRoundedExactSum(numbers: [Double], expected: Double) {
    #expect(sum(numbers).value == expected)
    #expect(sum(numbers.reversed()).value == expected)
  }

  @Test func contradictionsAreNotANumber() {
    #expect(sum([.infinity, -.infinity]).value.isNaN)
    #expect(sum([.nan, 1]).value.isNaN)
  }

  @Test(arguments: 0..<40)
  func isTheNearestToTheSchoolbookSum(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let span = [3, 60, 300, 1000][Int(seed % 4)]
    var numbers = (0..<generator.pick(1...30)).map { _ -> Double in
      let exponent = generator.pick(-span...span)
      return Double(sign: .plus, exponent: exponent, significand: .random(in: -2...2, using: &generator))
    }
    if generator.oneIn(2) { numbers += numbers.shuffled(using: &generator).dropLast().map { -$0 } }
    if generator.oneIn(3) { numbers += [0x1p-1060, -0x1p-1074, 0x1p-1022] }
    numbers.shuffle(using: &generator)
    let whole = sum(numbers)
    #expect(ExactReference.isNearest(whole.value, to: numbers))
    var merged = ExactSum()
    for _ in 0..<3 {
      let cut = generator.pick(0...numbers.count)
      merged = sum(Array(numbers[cut...]))
      try merged.merge(sum(Array(numbers[..<cut])))
      #expect(merged == whole)
      #expect(merged.value == whole.value)
    }
    let bytes = try PartialCoding.encode(whole)
    #expect(try PartialCoding.encode(merged) == bytes)
    #expect(try PartialCoding.decode(ExactSum.self, from: bytes) == whole)
  }

  @Test func aSumThatCancelsEqualsTheEmptyOne() throws {
    let cancelled = sum([1e300, -1e300, 2.5, -2.5])
    #expect(cancelled == ExactSum())
    #expect(try PartialCoding.encode(cancelled) == PartialCoding.encode(ExactSum()))
    #expect(cancelled.value == 0)
  }

  @Test func specialValuesSurviveMergeAndEncoding() throws {
    var left = sum([.infinity, 1])
    try left.merge(sum([2]))
    #expect(left.value == .infinity)
    #expect(try PartialCoding.decode(ExactSum.self, from: PartialCoding.encode(left)) == left)
    try left.merge(sum([-.infinity]))
    #expect(left.value.isNaN)
  }
}
