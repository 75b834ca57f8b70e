import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct PartialCodingTests {
  enum Choice: String, Codable { case one, two }

  struct Everything: Codable, Equatable {
    var small: Int8 = .min
    var large: UInt64 = .max
    var least: Int = .min
    var truth = true
    var real = -0x1.23p-1000
    var float: Float = 1.5
    var text = "Ä\0👍"
    var bytes: [UInt8] = [0, 255]
    var noBytes: [UInt8] = []
    var noNumbers: [Int] = []
    var noTexts: [String] = []
    var nested: [[Int]] = [[], [1, -2]]
    var optional: Int?
    var some: String? = "x"
    var gaps: [Int?] = [nil, 3]
    var byName: [String: Double] = ["a": 1, "": 2]
    var byNumber: [Int: Bool] = [-4: true]
    var choice = Choice.two
    var set: Set<UInt16> = [4, 5]
    var range = 3..<9
    var sum = ExactSum()
    var inner: [Inner] = [Inner(), Inner()]
  }

  struct Inner: Codable, Equatable {}

  class Base: Codable {
    var one = 1
    init() {}
  }

  final class Derived: Base {
    var two = 2
    enum Key: CodingKey { case two }
    override init() { super.init() }
    required init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      two = try container.decode(Int.self, forKey: .two)
      try super.init(from: container.superDecoder())
    }
    override func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(two, forKey: .two)
      try super.encode(to: container.superEncoder())
    }
  }

  struct Wide: Codable { var number: UInt128 }

  indirect enum Chain: Codable { case end, next(Chain) }

  @Test func everyKindOfValueSurvives() throws {
    var value = Everything()
    value.sum.add(0.1)
    let bytes = try PartialCoding.encode(value)
    #expect(try PartialCoding.decode(Everything.self, from: bytes) == value)
  }

  @Test(arguments: [[], [0], [-1, .max, .min]] as [[Int]])
  func bareValuesSurvive(numbers: [Int]) throws {
    #expect(try PartialCoding.decode([Int].self, from: PartialCoding.encode(numbers)) == numbers)
    #expect(try PartialCoding.decode(Int?.self, from: PartialCoding.encode(numbers.first)) == numbers.first)
    #expect(try PartialCoding.decode(Inner.self, from: PartialCoding.encode(Inner())) == Inner())
  }

  @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, .max, .min, -1, -64, -65] as [Int])
  func wholeNumbersSurvive(number: Int) throws {
    #expect(try PartialCoding.decode(Int.self, from: PartialCoding.encode(number)) == number)
    let bits = UInt(bitPattern: number)
    #expect(try PartialCoding.decode(UInt.self, from: PartialCoding.encode(bits)) == bits)
  }

  @Test func realsSurviveToTheBit() throws {
    for number in [0, -0.0, .infinity, .leastNonzeroMagnitude, .nan, 0.1] as [Double] {
      let read = try PartialCoding.decode(Double.self, from: PartialCoding.encode(number))
      #expect(read.bitPattern == number.bitPattern)
    }
  }

  @Test func classesKeepWhatTheyInherit() throws {
    let value = Derived()
    value.one = 11
    value.two = 22
    let read = try PartialCoding.decode(Derived.self, from: PartialCoding.encode(value))
    #expect(read.one == 11 && read.two == 22)
  }

  @Test func numbersThatDoNotFitAreErrors() throws {
    let wide = try PartialCoding.encode(300)
    #expect(throws: AnalyzerError.self) { try PartialCoding.decode(UInt8.self, from: wide) }
    #expect(throws: AnalyzerError.self) { try PartialCoding.decode(Double.self, from: wide) }
    #expect(throws: (any Error).self) { try PartialCoding.encode(Wide(number: .max)) }
    #expect(throws: AnalyzerError.self) { try PartialCoding.decode([UInt8].self, from: PartialCoding.encode("x")) }
  }

  @Test func damageSaysWhere() throws {
    let bytes = try PartialCoding.encode(["a": ["b": 1]])
    #expect(throws: AnalyzerError.damagedPartial("a.b is not text")) {
      try PartialCoding.decode([String: [String: String]].self, from: bytes)
    }
    #expect(throws: AnalyzerError.damagedPartial("it has bytes left over")) {
      try PartialCoding.decode([String: [String: Int]].self, from: bytes + [0])
    }
    #expect(throws: AnalyzerError.self) { try PartialCoding.decode(Int.self, from: []) }
  }

  @Test func depthIsLimited() {
    // A list of one list of one list …
    for depth in [63, 1000, 1_000_000] {
      let bytes = (0..<2 * depth).map { $0 % 2 == 0 ? UInt8(6) : 1 } + [0]
      if depth > 64 {
        #expect(throws: AnalyzerError.damagedPartial("it is nested too deep")) {
          try PartialCoding.decode([Int].self, from: bytes)
        }
      } else {
        #expect(throws: AnalyzerError.self) { try PartialCoding.decode(Chain.self, from: bytes) }
      }
    }
  }

  @Test(arguments: 0..<4)
  func anyBytesAreReadOrRefused(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var value = Everything()
    for _ in 0..<5 { value.sum.add(.random(in: -1e300...1e300, using: &generator)) }
    var counter = FormCounter()
    var records = Records(integers: 2, reals: 1)
    var pairs = PairCounter(terms: (0..<6).map(FormID.init))
    var documents = DocumentFrequencies()
    for number in 0..<30 {
      counter.add(FormID(rawValue: UInt32(number * number)), number)
      try records.append([number, -number], reals: [0.5], forms: [FormID(rawValue: UInt32(number))])
      pairs.addPairs(of: (0..<9).map { _ in UInt32(generator.pick(0...7)) }, from: 0, window: 3)
      documents.add(
        FormID(rawValue: UInt32(number % 7)), in: DocumentSlice(ordinal: number / 5, tokens: 0..<9, isEnd: false))
    }
    try fuzz(value, using: &generator) { _, _ in }
    try fuzz(value.sum, using: &generator) { sum, other in
      try sum.merge(other); _ = sum.value
    }
    try fuzz(counter, using: &generator) { counter, other in
      try counter.merge(other); _ = counter.distinct
    }
    try fuzz(records, using: &generator) { records, other in
      try records.merge(other); _ = records.ordered
    }
    try fuzz(pairs, using: &generator) { pairs, other in
      try pairs.merge(other); _ = pairs.pairs()
    }
    try fuzz(documents, using: &generator) { documents, other in
      try documents.merge(other); _ = documents.counts
    }
  }

  /// Decodes damaged bytes of a value; what can be read is used, encoded, and merged into itself until that fails.
  private func fuzz<Partial: Codable>(
    _ value: Partial, using generator: inout SeededGenerator, merging merge: (inout Partial, Partial) throws -> Void
  ) throws {
    let sound = try PartialCoding.encode(value)
    for _ in 0..<400 {
      var bytes = sound
      for _ in 0..<generator.pick(1...4) {
        let place = generator.pick(0...bytes.count - 1)
        switch generator.pick(0...4) {
        case 0: bytes[place] = UInt8(generator.pick(0...255))
        case 1: bytes[place] |= 0x80
        case 2: bytes.insert(contentsOf: Array(repeating: 0xFF, count: generator.pick(1...9)), at: place)
        case 3: bytes.removeLast(min(bytes.count - 1, place))
        default: bytes.remove(at: bytes.count > 1 ? place : 0)
        }
        if bytes.isEmpty { bytes = [7] }
      }
      guard let read = try? PartialCoding.decode(Partial.self, from: bytes) else { continue }
      var merged = read
      for _ in 0..<3 { _ = try? merge(&merged, merged) }
      _ = try? PartialCoding.encode(merged)
    }
  }
}
