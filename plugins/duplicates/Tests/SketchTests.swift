import AnalyzerTesting
import Testing

@testable import DuplicatesPlugin

@Suite struct SketchTests {
  @Test(arguments: [(10, 0.5), (40, 0.8), (1_000, 0.3), (1_000, 0.8)] as [(Int, Double)])
  func `places agree as often as sets are similar`(count: Int, similarity: Double) {
    var generator = SeededGenerator(seed: UInt64(count))
    let shared = Int((Double(count) * similarity).rounded())
    var agreements = 0
    let rounds = 60
    for _ in 0..<rounds {
      let all = (0..<count).map { _ in UInt64.random(in: 0...UInt64.max, using: &generator) }
      // What is not shared belongs to one of the two, so that together they have all.
      let split = shared + (count - shared) / 2
      let left = Sketch(of: Array(all[..<split]), size: 120)
      let right = Sketch(of: Array(all[..<shared]) + Array(all[split...]), size: 120)
      agreements += zip(left.places, right.places).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
    }
    let share = Double(agreements) / Double(rounds * 120)
    // Five standard errors of as many independent sets, taking the places of one sketch for dependent.
    let error = (similarity * (1 - similarity) / Double(rounds * min(count, 120))).squareRoot()
    #expect(abs(share - Double(shared) / Double(count)) < 5 * error + 0.002)
  }

  @Test func `a sketch is of a set, in whatever order, and every place is taken`() {
    let shingles = (0..<50).map { Shingles.mixed(UInt64($0)) }
    let sketch = Sketch(of: shingles, size: 120)
    #expect(Sketch(of: shingles.reversed() + shingles, size: 120).places == sketch.places)
    #expect(!sketch.places.contains(.max))
    #expect(Set(sketch.places.map { $0 >> 32 }).count < 20)
    let one = Sketch(of: [7], size: 60)
    #expect(!one.places.contains(.max))
  }

  @Test(arguments: [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0])
  func `bands find what is at the threshold`(near: Double) {
    let banding = Banding(threshold: near)
    #expect(banding.recall(at: near) >= 0.9999)
    #expect(banding.recall(at: min(1, near + 0.05)) >= banding.recall(at: near))
    #expect(banding.size <= 120 && banding.bands <= 60)
  }

  @Test func `bands by hand`() {
    let banding = Banding(threshold: 0.8)
    #expect(banding.rows == 5 && banding.bands == 24)
    // 1 − (1 − 0.5⁵)²⁴
    #expect(abs(banding.recall(at: 0.5) - 0.533_253) < 1e-6)
  }
}
