import AnalyzerTesting

extension SeededGenerator {
  /// A random number of a range.
  mutating func pick(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &self) }

  /// True once in so many times.
  mutating func oneIn(_ times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }
}
