import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct PairCounterTests {
  /// What a counter should hold, by pairs of forms.
  struct Model: Equatable {
    var total = 0
    var firsts: [FormID: Int] = [:]
    var seconds: [FormID: Int] = [:]
    var pairs: [[FormID]: Int] = [:]

    init() {}

    init(_ counter: PairCounter) {
      total = counter.total
      for (rank, term) in counter.terms.enumerated() {
        firsts[term] = counter.firsts[rank]
        seconds[term] = counter.seconds[rank]
      }
      for pair in counter.pairs() {
        let forms = [counter.terms[pair.first], counter.terms[pair.second]]
        pairs[counter.isOrdered ? forms : forms.sorted()] = pair.count
      }
    }

    /// Adds a pair of positions.
    mutating func add(_ first: FormID, _ second: FormID) {
      total += 1
      let isTerm = (firsts[first] != nil, seconds[second] != nil)
      if isTerm.0 { firsts[first, default: 0] += 1 }
      if isTerm.1 { seconds[second, default: 0] += 1 }
      if isTerm.0, isTerm.1 { pairs[[first, second], default: 0] += 1 }
    }

    /// Everything two times.
    var twice: Model {
      var model = self
      model.total *= 2
      model.firsts = firsts.mapValues { $0 * 2 }
      model.seconds = seconds.mapValues { $0 * 2 }
      model.pairs = pairs.mapValues { $0 * 2 }
      return model
    }

    /// Both orders of two terms in one.
    var withoutOrder: Model {
      var model = self
      model.pairs = [:]
      for (pair, count) in pairs { model.pairs[pair.sorted(), default: 0] += count }
      return model
    }

    /// Every pair of positions, one by one.
    mutating func addPairs(of forms: [FormID], window: Int) {
      for second in forms.indices {
        for first in forms.indices where first < second && second - first <= window {
          total += 1
          if firsts[forms[first]] != nil { firsts[forms[first], default: 0] += 1 }
          if seconds[forms[second]] != nil { seconds[forms[second], default: 0] += 1 }
          if firsts[forms[first]] != nil, firsts[forms[second]] != nil {
            pairs[[forms[first], forms[second]], default: 0] += 1
          }
        }
      }
    }
  }

  private func ranks(_ forms: [FormID], in terms: [FormID]) -> [UInt32] {
    forms.map { form in terms.firstIndex(of: form).map(UInt32.init) ?? PairCounter.other }
  }

  @Test func countsByHand() {
    let terms = [FormID(rawValue: 7), FormID(rawValue: 3)]
    var counter = PairCounter(terms: terms)
    // a b x a, at most two apart: ab ax bx ba xa
    counter.addPairs(of: [0, 1, PairCounter.other, 0], from: 0, window: 2)
    #expect(counter.total == 5)
    #expect(counter.firsts == [2, 2])
    #expect(counter.seconds == [2, 1])
    #expect(counter.pairs().map { [$0.first, $0.second, $0.count] } == [[0, 1, 1], [1, 0, 1]])
    counter.addSet([0, 1])
    #expect(counter.total == 6)
    #expect(counter.firsts == [3, 3])
    #expect(counter.pairs().map { [$0.first, $0.second, $0.count] } == [[0, 1, 2], [1, 0, 1]])
  }

  @Test(arguments: 0..<30)
  func countsAsBruteForceDoes(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let terms = (0..<generator.pick(0...12)).map { FormID(rawValue: UInt32($0 * 5 % 13)) }.shuffled(using: &generator)
    let window = [1, 2, 5, 1000, .max][generator.pick(0...4)]
    var model = Model(PairCounter(terms: terms))
    var parts = (0..<3).map { index in
      // Other ranks in each partial, as after an encoding.
      PairCounter(terms: index == 0 ? terms : terms.shuffled(using: &generator))
    }
    for _ in 0..<generator.pick(0...6) {
      let forms = (0..<generator.pick(0...40)).map { _ in FormID(rawValue: UInt32(generator.pick(0...15))) }
      model.addPairs(of: forms, window: window)
      // Cut in two: the second part reads the first as its halo.
      let cut = generator.pick(0...forms.count)
      let (left, right) = (generator.pick(0...2), generator.pick(0...2))
      parts[left].addPairs(of: ranks(Array(forms[..<cut]), in: parts[left].terms), from: 0, window: window)
      let halo = max(0, cut - min(window, cut))
      parts[right].addPairs(of: ranks(Array(forms[halo...]), in: parts[right].terms), from: cut - halo, window: window)
    }
    let order = [0, 1, 2].shuffled(using: &generator)
    for index in order where generator.oneIn(2) {
      parts[index] = try PartialCoding.decode(PairCounter.self, from: PartialCoding.encode(parts[index]))
    }
    try parts[order[1]].merge(parts[order[2]])
    try parts[order[0]].merge(parts[order[1]])
    #expect(Model(parts[order[0]]) == model)
  }

  @Test func marginalsAreTheSumsOfTheCells() {
    var generator = SeededGenerator(seed: 5)
    var counter = PairCounter(terms: (0..<20).map(FormID.init))
    for _ in 0..<10 {
      counter.addPairs(of: (0..<100).map { _ in UInt32(generator.pick(0...19)) }, from: 0, window: 4)
    }
    let pairs = counter.pairs()
    for rank in 0..<20 {
      #expect(counter.firsts[rank] == pairs.filter { $0.first == rank }.reduce(0) { $0 + $1.count })
      #expect(counter.seconds[rank] == pairs.filter { $0.second == rank }.reduce(0) { $0 + $1.count })
    }
    #expect(counter.total == 10 * (100 * 4 - (1 + 2 + 3 + 4)))
    #expect(counter.total == counter.firsts.reduce(0, +))
  }

  @Test func fillsUpAndStillAgrees() throws {
    var generator = SeededGenerator(seed: 9)
    let terms = (0..<120).map { FormID(rawValue: UInt32($0)) }
    var model = Model(PairCounter(terms: terms))
    var (left, right) = (PairCounter(terms: terms), PairCounter(terms: terms.reversed()))
    for round in 0..<12 {
      let forms = (0..<700).map { _ in FormID(rawValue: UInt32(generator.pick(0...125))) }
      model.addPairs(of: forms, window: 12)
      if round % 2 == 0 {
        left.addPairs(of: ranks(forms, in: left.terms), from: 0, window: 12)
      } else {
        right.addPairs(of: ranks(forms, in: right.terms), from: 0, window: 12)
      }
    }
    let copy = left
    try left.merge(right)
    #expect(Model(left) == model)
    try right.merge(PartialCoding.decode(PairCounter.self, from: PartialCoding.encode(copy)))
    #expect(Model(right) == model)
    var twice = copy
    try twice.merge(copy)
    #expect(twice.pairs().map(\.count) == copy.pairs().map { $0.count * 2 })
  }

  @Test func `counts beyond 16 bits are exact`() throws {
    // Two terms side by side 70,000 times, and one pair in between; the table is laid out whole from the start.
    let terms = (0..<3).map { FormID(rawValue: UInt32($0)) }
    var counter = PairCounter(terms: terms)
    counter.addPairs(of: Array(repeating: 0, count: 70_001), from: 0, window: 1)
    counter.addPairs(of: Array(repeating: [0, 1], count: 66_000).flatMap { $0 }, from: 0, window: 1)
    var expected = [[0, 0, 70_000], [0, 1, 66_000], [1, 0, 65_999]]
    #expect(counter.pairs().map { [$0.first, $0.second, $0.count] } == expected)
    #expect(counter.count(first: 0, second: 1) == 66_000)
    var unordered: [[Int]] = []
    counter.forEachPair(isOrdered: false) { unordered.append([$0, $1, $2]) }
    #expect(unordered.sorted { $0[1] < $1[1] } == [[0, 0, 70_000], [0, 1, 131_999]])
    let copy = counter
    try counter.merge(copy)
    try counter.merge(PartialCoding.decode(PairCounter.self, from: PartialCoding.encode(counter)))
    expected = expected.map { [$0[0], $0[1], $0[2] * 4] }
    #expect(counter.pairs().map { [$0.first, $0.second, $0.count] } == expected)
  }

  @Test(arguments: 0..<10)
  func setsCountEachPairOnce(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let terms = (0..<80).map { FormID(rawValue: UInt32($0)) }
    var counters = [PairCounter(terms: terms), PairCounter(terms: terms)]
    var pairs: [[Int]: Int] = [:]
    var seen = Array(repeating: 0, count: 80)
    for _ in 0..<120 {
      let set = Set((0..<generator.pick(0...40)).map { _ in generator.pick(0...79) }).sorted()
      for (index, first) in set.enumerated() {
        seen[first] += 1
        for second in set[(index + 1)...] { pairs[[first, second], default: 0] += 1 }
      }
      counters[generator.pick(0...1)].addSet(set.map(UInt32.init))
    }
    try counters[0].merge(counters[1])
    #expect(counters[0].total == 120)
    #expect(counters[0].firsts == seen)
    #expect(Dictionary(uniqueKeysWithValues: counters[0].pairs().map { ([$0.first, $0.second], $0.count) }) == pairs)
  }

  @Test func countsWithoutOrderByHand() {
    var counter = PairCounter(terms: [FormID(rawValue: 7), FormID(rawValue: 3)], isOrdered: false)
    // a b x a a, at most two apart: ab ax bx ba xa xa aa
    counter.addPairs(of: [0, 1, PairCounter.other, 0, 0], from: 0, window: 2)
    #expect(counter.total == 7)
    #expect(counter.firsts == [3, 2])
    #expect(counter.seconds == [4, 1])
    #expect(counter.pairs().map { [$0.first, $0.second, $0.count] } == [[0, 0, 1], [0, 1, 2]])
    #expect(counter.count(first: 0, second: 1) == 2)
    #expect(counter.count(first: 1, second: 0) == 2)
    counter.addSet([0, 1])
    #expect(counter.count(first: 1, second: 0) == 3)
  }

  /// Few ranks are frequent, so that some cells hold many bytes' worth and others nothing; some are no terms.
  private func skewed(_ count: Int, below limit: Int, _ generator: inout SeededGenerator) -> [FormID] {
    (0..<count).map { _ in
      let bound = generator.pick(0...generator.pick(0...generator.pick(0...limit)))
      return FormID(rawValue: UInt32(bound))
    }
  }

  @Test(arguments: 0..<6)
  func `with and without order, laid out or not, it counts every pair`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let terms = (0..<120).map { FormID(rawValue: UInt32($0)) }
    let window = [1, 4, 5, 6, 9][generator.pick(0...4)]
    var parts = [true, false].flatMap { isOrdered in
      (0..<2).map { PairCounter(terms: $0 == 0 ? terms : terms.reversed(), isOrdered: isOrdered) }
    }
    var model = Model()
    for term in terms { (model.firsts[term], model.seconds[term]) = (0, 0) }
    for round in 0..<4 {
      let forms = skewed(generator.pick(0...(seed % 3 == 0 ? 60 : 3000)), below: 125, &generator)
      for second in forms.indices {
        for first in max(0, second - window)..<second { model.add(forms[first], forms[second]) }
      }
      let cut = generator.pick(0...forms.count)
      let halo = max(0, cut - window)
      for part in [round % 2, 2 + round % 2] {
        parts[part].addPairs(of: ranks(Array(forms[..<cut]), in: parts[part].terms), from: 0, window: window)
        parts[part].addPairs(
          of: ranks(Array(forms[halo...]), in: parts[part].terms), from: cut - halo, window: window)
      }
    }
    for part in parts.indices where generator.oneIn(2) {
      parts[part] = try PartialCoding.decode(PairCounter.self, from: PartialCoding.encode(parts[part]))
    }
    try parts[0].merge(parts[1])
    try parts[2].merge(parts[3])
    // Once more what it holds, as if both threads had counted the same: cell by cell where all are laid out.
    let (ordered, unordered) = (parts[0], parts[2])
    try parts[0].merge(ordered)
    try parts[2].merge(unordered)
    #expect(Model(ordered) == model)
    #expect(Model(parts[0]) == model.twice)
    #expect(Model(unordered) == model.withoutOrder)
    #expect(Model(parts[2]) == model.twice.withoutOrder)
    for counter in parts[1...2] {
      var sums: [[FormID]: Int] = [:]
      counter.forEachPair(isOrdered: false) { first, second, count in
        #expect(first <= second)
        sums[[counter.terms[first], counter.terms[second]].sorted(), default: 0] += count
      }
      #expect(sums == Model(counter).withoutOrder.pairs)
    }
  }

  @Test func cellsOfAByteCarry() throws {
    // All pairs of 33 terms, so that they are laid out; then 254, 255, … further ones of two terms each.
    let terms = (0..<33).map { FormID(rawValue: UInt32($0)) }
    for isOrdered in [true, false] {
      var counter = PairCounter(terms: terms, isOrdered: isOrdered)
      for first in 0..<UInt32(33) {
        for second in 0..<UInt32(33) { counter.addPairs(of: [first, second], from: 0, window: 1) }
      }
      let base = isOrdered ? 1 : 2
      for (rank, times) in [254, 255, 256, 510, 511, 512].enumerated() {
        let pair = [UInt32(rank), UInt32(rank + 1)]
        for _ in 0..<times { counter.addPairs(of: pair, from: 0, window: 1) }
        #expect(counter.count(first: rank, second: rank + 1) == base + times)
      }
      counter.addPairs(of: Array(repeating: 20, count: 70_001), from: 0, window: 1)
      #expect(counter.count(first: 20, second: 20) == 70_001)
      for minimum in [1, 2, 255, 256, 257, 512, 70_001, 70_002] {
        var often: [[Int]: Int] = [:]
        let others = counter.forEachPair(isOrdered: isOrdered, atLeast: minimum) { often[[$0, $1]] = $2 }
        let pairs = counter.pairs()
        let expected = pairs.filter { $0.count >= minimum }.map { ([$0.first, $0.second], $0.count) }
        #expect(often == Dictionary(uniqueKeysWithValues: expected))
        #expect(others == pairs.count - often.count)
      }
      let read = try PartialCoding.decode(PairCounter.self, from: PartialCoding.encode(counter))
      #expect(Model(read) == Model(counter))
      #expect(read.terms == counter.terms)
      let copy = counter
      try counter.merge(copy)
      #expect(Model(counter) == Model(copy).twice)
    }
  }

  @Test func whatWasWrittenOtherwiseIsRefused() throws {
    // No terms and no pairs, as they were written once: form numbers, none; a total.
    let bytes = try PartialCoding.encode(PairCounter(terms: []))
    let mark = try #require(bytes.lastIndex(of: 3))
    var before = bytes
    before[mark] = 0
    #expect(throws: AnalyzerError.damagedPartial("pairs of another version")) {
      try PartialCoding.decode(PairCounter.self, from: before)
    }
    var pairs = PairCounter(terms: [FormID(rawValue: 1)])
    #expect(throws: AnalyzerError.self) { try pairs.merge(PairCounter(terms: pairs.terms, isOrdered: false)) }
  }

  @Test func ranksThatAreNoTermsAreNotCounted() {
    var counter = PairCounter(terms: [FormID(rawValue: 1)])
    counter.addSet([0, 5, PairCounter.other])
    counter.addPairs(of: [0, 9, 0], from: -3, window: 1)
    #expect(counter.total == 3)
    #expect(counter.firsts == [2])
    #expect(counter.pairs().isEmpty)
  }

  @Test func otherTermsAreAnError() {
    let counters = [[], [1], [2], [1, 2]].map { (numbers: [UInt32]) in PairCounter(terms: numbers.map(FormID.init)) }
    for (left, one) in counters.enumerated() {
      for (right, other) in counters.enumerated() where left != right {
        var merged = one
        #expect(throws: AnalyzerError.self) { try merged.merge(other) }
      }
    }
  }
}
