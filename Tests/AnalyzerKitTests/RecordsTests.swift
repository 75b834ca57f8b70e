import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct RecordsTests {
  private func forms(_ numbers: [UInt32]) -> [FormID] { numbers.map(FormID.init) }

  @Test func ordersByWholeNumbersFirstFirst() throws {
    var records = Records(integers: 2, reals: 1)
    try records.append([2, -5], reals: [0.5], forms: forms([9, 1]), marks: [true, false])
    try records.append([1, 7], reals: [-0.0])
    try records.append([2, -9], reals: [.infinity], forms: forms([1]))
    #expect(records.count == 3)
    #expect(records.ordered.map(\.integers) == [[1, 7], [2, -9], [2, -5]])
    #expect(records.record(0).forms == forms([9, 1]))
    #expect(records.record(0).marks == [true, false])
    #expect(records.ordered[1].reals == [.infinity])
    #expect(records.ordered[1].marks == [false])
    let read = try PartialCoding.decode(Records.self, from: PartialCoding.encode(records))
    #expect(read.ordered == records.ordered)
    #expect(read.ordered[0].reals[0].sign == .minus)
  }

  @Test(arguments: 0..<10)
  func mergesInAnyOrderAndSurvivesEncoding(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let shape = (generator.pick(1...3), generator.pick(0...2))
    var parts = (0..<4).map { _ in Records(integers: shape.0, reals: shape.1) }
    var whole = parts[0]
    for row in 0..<30 {
      let integers = [row] + (1..<shape.0).map { _ in generator.pick(Int.min...Int.max) }
      let reals = (0..<shape.1).map { _ in Double.random(in: -1...1, using: &generator) }
      let ids = forms((0..<generator.pick(0...4)).map { _ in UInt32(generator.pick(0...50)) })
      let marks = ids.map { _ in generator.oneIn(2) }
      try whole.append(integers, reals: reals, forms: ids, marks: marks)
      try parts[generator.pick(0...3)].append(integers, reals: reals, forms: ids, marks: marks)
    }
    parts.shuffle(using: &generator)
    for part in parts.dropFirst() { try parts[0].merge(part) }
    #expect(parts[0].ordered == whole.ordered)
    #expect(try PartialCoding.encode(parts[0]) == PartialCoding.encode(whole))
    let read = try PartialCoding.decode(Records.self, from: PartialCoding.encode(whole))
    #expect(read.ordered == whole.ordered)
  }

  @Test func otherShapesAreErrors() throws {
    var records = Records(integers: 1)
    #expect(throws: AnalyzerError.self) { try records.append([1, 2]) }
    #expect(throws: AnalyzerError.self) { try records.append([1], reals: [1]) }
    #expect(throws: AnalyzerError.self) { try records.append([1], forms: forms([1]), marks: []) }
    #expect(throws: AnalyzerError.self) { try records.merge(Records(integers: 2)) }
    #expect(records.count == 0)
  }
}
