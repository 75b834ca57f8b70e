import AnalyzerKit
import Testing

@Suite struct AssociationMeasureTests {
  @Test func `The names are those of the columns`() {
    let names =
      "log_likelihood log_likelihood_two_term simple_ll z_score t_score mi mi2 mi3 local_mi dice log_dice "
      + "log_dice_window jaccard min_sensitivity liddell chi_squared chi_squared_corrected fisher poisson odds_ratio "
      + "log_ratio conservative_log_ratio delta_p_node delta_p_collocate"
    #expect(AssociationMeasure.allCases.map(\.rawValue).joined(separator: " ") == names)
    for measure in AssociationMeasure.allCases {
      #expect(measure.column.name == measure.rawValue && measure.column.kind == .real)
      #expect(measure.column.summary.hasSuffix(".") && measure.column.summary.count <= 150)
    }
  }

  @Test func `No value is infinite or no number, for every small table`() {
    #expect(SmallTables.all.count == 715)
    for table in SmallTables.all {
      for measure in AssociationMeasure.allCases {
        for frequency in [0, 1, .max] {
          #expect(measure.value(table, nodeFrequency: frequency)?.isFinite != false)
        }
      }
    }
  }

  @Test func `No value is above its ceiling, for every small table and many large ones`() throws {
    var state: UInt64 = 7
    func next(_ range: ClosedRange<Int>) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return range.lowerBound + Int(state >> 33) % (range.upperBound - range.lowerBound + 1)
    }
    var tables = SmallTables.all
    for exponent in 2...30 {
      for _ in 0..<40 {
        let n = next((1 << exponent)...(1 << (exponent + 1)) - 1)
        let c1 = next(1...max(1, n >> next(0...exponent)))
        let r1 = next(1...max(1, n >> next(0...exponent)))
        let o11 = next(max(0, c1 + r1 - n)...min(c1, r1))
        for o11 in [o11, min(c1, r1)] { tables.append(try ContingencyTable(o11: o11, r1: r1, c1: c1, n: n)) }
      }
    }
    for measure in AssociationMeasure.allCases {
      var most = 0.0
      for table in tables {
        guard let ceiling = measure.ceiling(n: table.n), let value = measure.value(table, nodeFrequency: 1) else {
          continue
        }
        #expect(abs(value) <= ceiling * Double(table.c1))
        if table.c1 > 0 { most = max(most, value / ceiling / Double(table.c1)) }
      }
      // It is no idle one.
      #expect(measure != .logLikelihood || most > 0.9)
    }
    #expect(AssociationMeasure.logLikelihood.ceiling(n: 0) == nil)
  }

  @Test(arguments: [
    [0, .max, 0, .max], [.max, .max, .max, .max], [0, .max / 2, .max / 2, .max], [.max / 2, .max / 2, .max / 2, .max],
    [1, 1, 1, .max], [.max - 1, .max - 1, .max - 1, .max], [1, .max - 1, 2, .max],
    [.max / 3, .max / 2, .max / 2, .max],
  ])
  func `No value is infinite or no number, for the largest counts`(counts: [Int]) throws {
    let table = try ContingencyTable(o11: counts[0], r1: counts[1], c1: counts[2], n: counts[3])
    for measure in AssociationMeasure.allCases {
      #expect(measure.value(table, nodeFrequency: .max)?.isFinite != false)
    }
  }

  /// Measures that are 0 where the pair is just as frequent as chance has it, and have the sign of the difference.
  static let signed: [AssociationMeasure] = [
    .logLikelihood, .twoTermLogLikelihood, .simpleLogLikelihood, .zScore, .tScore, .mutualInformation,
    .localMutualInformation, .liddell, .chiSquared, .chiSquaredCorrected, .deltaPNode, .deltaPCollocate, .logRatio,
    .oddsRatio,
  ]

  @Test(arguments: signed) func `Independence is exactly 0`(_ measure: AssociationMeasure) throws {
    for counts in [[20, 100, 200, 1000], [1, 7, 9, 63], [100_000_000, 1_000_000_000, 1_000_000_000, 10_000_000_000]] {
      let table = try ContingencyTable(o11: counts[0], r1: counts[1], c1: counts[2], n: counts[3])
      #expect(measure.value(table, nodeFrequency: 10) == 0)
    }
  }

  @Test(arguments: signed) func `The sign tells attraction from repulsion`(_ measure: AssociationMeasure) throws {
    let attraction = try ContingencyTable(o11: 21, r1: 100, c1: 200, n: 1000)
    let repulsion = try ContingencyTable(o11: 19, r1: 100, c1: 200, n: 1000)
    #expect(try #require(measure.value(attraction, nodeFrequency: 10)) > 0)
    #expect(try #require(measure.value(repulsion, nodeFrequency: 10)) < 0)
  }

  @Test func `Those without direction stay the same when the two words change places`() {
    let directed: Set<AssociationMeasure> = [
      .twoTermLogLikelihood, .liddell, .logRatio, .conservativeLogRatio, .deltaPNode, .deltaPCollocate, .logDice,
    ]
    for table in SmallTables.all {
      guard let turned = try? ContingencyTable(o11: table.o11, r1: table.c1, c1: table.r1, n: table.n) else { continue }
      for measure in AssociationMeasure.allCases where !directed.contains(measure) {
        #expect(isClose(measure.value(table, nodeFrequency: 1), measure.value(turned, nodeFrequency: 1)))
      }
      #expect(isClose(table.deltaPOfFirst, turned.deltaPOfSecond))
      #expect(isClose(table.logDice(frequency: table.r1), turned.logDice(frequency: turned.r1)))
    }
  }

  @Test(arguments: AssociationMeasure.allCases)
  func `More pairs with the same totals are never a weaker association`(_ measure: AssociationMeasure) throws {
    // Three are not made so: Yates' correction passes 0 next to independence, as in the UCS toolkit; below chance local
    // MI weighs a smaller distance with more pairs; the last pairs outside widen the confidence interval.
    let others: Set<AssociationMeasure> = [.chiSquaredCorrected, .localMutualInformation, .conservativeLogRatio]
    guard !others.contains(measure) else { return }
    for (r1, c1, n) in [(30, 20, 100), (60, 50, 100), (20, 20, 25), (1, 1, 10), (50, 100, 100)] {
      var last: Double?
      for o11 in max(0, r1 + c1 - n)...min(r1, c1) {
        let table = try ContingencyTable(o11: o11, r1: r1, c1: c1, n: n)
        guard let value = measure.value(table, nodeFrequency: 30) else { continue }
        if let last { #expect(value >= last - 1e-12, "\(o11) of \(r1), \(c1), \(n)") }
        last = value
      }
    }
  }

  @Test func `The number of comparisons reaches the conservative measure`() throws {
    let table = try ContingencyTable(o11: 46, r1: 776, c1: 877, n: 149_709)
    let many = AssociationMeasure.conservativeLogRatio.value(table, nodeFrequency: 1, comparisons: 5000)
    #expect(many == table.conservativeLogRatio(alpha: 0.001, comparisons: 5000))
    #expect(many != AssociationMeasure.conservativeLogRatio.value(table, nodeFrequency: 1))
  }
}
