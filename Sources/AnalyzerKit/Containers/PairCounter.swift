/// How often two of some terms stand near each other, in order: a table of pairs, sparse at first and full when it fills.
///
/// Terms have ranks from 0. A rank that is `PairCounter.other` or beyond the terms takes a place and is not counted.
public struct PairCounter: Sendable {
  /// The rank of what is no term.
  public static let other = UInt32.max

  /// The terms, by rank.
  public let terms: [FormID]
  /// How many pairs of positions there were in all, of terms or not.
  public private(set) var total = 0
  /// For each term, in how many pairs it stands first.
  public private(set) var firsts: [Int]
  /// For each term, in how many pairs it stands second.
  public private(set) var seconds: [Int]
  private var sparse: [UInt64: Int] = [:]
  private var dense: [UInt32] = []
  /// How often cells were increased since they were last emptied: a bound on the largest.
  private var pending = 0

  /// Counts nothing yet.
  public init(terms: [FormID]) {
    self.terms = terms
    firsts = Array(repeating: 0, count: terms.count)
    seconds = Array(repeating: 0, count: terms.count)
  }

  /// Adds all pairs of positions at most `window` apart whose second is at `from` or later.
  ///
  /// `ranks` are those of the counted tokens of one document, in order. Linear in positions times window.
  public mutating func addPairs(of ranks: [UInt32], from: Int, window: Int) {
    let from = max(from, 0)
    let window = min(window, ranks.count)
    guard from < ranks.count, window > 0 else { return }
    addMarginals(of: ranks, from: from, window: window)
    let terms = UInt32(terms.count)
    if dense.isEmpty {
      for second in from..<ranks.count where ranks[second] < terms {
        for first in max(0, second - window)..<second where ranks[first] < terms {
          sparse[UInt64(ranks[first]) << 32 | UInt64(ranks[second]), default: 0] += 1
        }
      }
      if sparse.count > max(4096, self.terms.count * self.terms.count / 16) { makeDense() }
      return
    }
    // So many second positions at a time that no cell can overflow before it is emptied.
    let stride = max(Int(Int32.max) / window, 1)
    for start in Swift.stride(from: from, to: ranks.count, by: stride) {
      let seconds = start..<min(start + stride, ranks.count)
      if pending + seconds.count * window > Int(Int32.max) { emptyCells() }
      pending += seconds.count * window
      addDense(ranks, seconds: seconds, window: window)
    }
  }

  private mutating func addDense(_ ranks: [UInt32], seconds: Range<Int>, window: Int) {
    let terms = UInt32(terms.count)
    let width = Int(terms)
    ranks.withUnsafeBufferPointer { ranks in
      dense.withUnsafeMutableBufferPointer { cells in
        for second in seconds {
          let column = ranks[second]
          guard column < terms else { continue }
          for first in max(0, second - window)..<second {
            let row = ranks[first]
            if row < terms { cells[Int(row) * width + Int(column)] &+= 1 }
          }
        }
      }
    }
  }

  private mutating func addMarginals(of ranks: [UInt32], from: Int, window: Int) {
    let terms = UInt32(terms.count)
    for first in max(0, from - window)..<ranks.count {
      let after = min(first + window, ranks.count - 1) - max(first, from - 1)
      if ranks[first] < terms, after > 0 { firsts[Int(ranks[first])] += after }
    }
    for second in from..<ranks.count {
      let before = min(window, second)
      total += before
      if ranks[second] < terms { seconds[Int(ranks[second])] += before }
    }
  }

  /// Adds each pair of the given ranks once, smaller first: the terms of one sentence or document.
  ///
  /// `ranks` ascend without repetition; `total` counts sentences (or documents), and `firsts` those with the term. A
  /// merge with a counter that ranks the terms otherwise turns some pairs round: add up both orders at the end.
  public mutating func addSet(_ ranks: [UInt32]) {
    total += 1
    let ranks = ranks.filter { $0 < terms.count }
    for (index, first) in ranks.enumerated() {
      firsts[Int(first)] += 1
      seconds[Int(first)] += 1
      for second in ranks[(index + 1)...] { add(first, second, 1) }
    }
  }

  private mutating func add(_ first: UInt32, _ second: UInt32, _ count: Int) {
    if dense.isEmpty || count > 1 {
      sparse[UInt64(first) << 32 | UInt64(second), default: 0] += count
      if dense.isEmpty, sparse.count > max(4096, terms.count * terms.count / 16) { makeDense() }
      return
    }
    pending += 1
    if pending >= Int(Int32.max) { emptyCells() }
    dense[Int(first) * terms.count + Int(second)] += 1
  }

  private mutating func makeDense() {
    dense = Array(repeating: 0, count: terms.count * terms.count)
    pending = 0
  }

  private mutating func emptyCells() {
    forEachCell { first, second, count in sparse[UInt64(first) << 32 | UInt64(second), default: 0] += count }
    for index in dense.indices { dense[index] = 0 }
    pending = 0
  }

  private func forEachCell(_ body: (UInt32, UInt32, Int) -> Void) {
    guard !dense.isEmpty else { return }
    for first in terms.indices {
      for second in terms.indices {
        let count = dense[first * terms.count + second]
        if count > 0 { body(UInt32(first), UInt32(second), Int(count)) }
      }
    }
  }

  /// The counts of all pairs that occur: by the ranks of the first and the second, ascending.
  public func pairs() -> [(first: Int, second: Int, count: Int)] {
    var cells = sparse
    forEachCell { first, second, count in cells[UInt64(first) << 32 | UInt64(second), default: 0] += count }
    return cells.sorted { $0.key < $1.key }.map { (Int($0.key >> 32), Int($0.key & 0xFFFF_FFFF), $0.value) }
  }
}

extension PairCounter: Mergeable {
  /// Adds the counts of another counter of the same terms, in whatever order it ranks them.
  public mutating func merge(_ other: PairCounter) throws {
    guard !total.addingReportingOverflow(other.total).overflow else { throw AnalyzerError.overflow("a total") }
    let ranks = try ranks(of: other)
    for (rank, own) in ranks.enumerated() {
      firsts[own] += other.firsts[rank]
      seconds[own] += other.seconds[rank]
    }
    total += other.total
    if !other.dense.isEmpty, dense.isEmpty { makeDense() }
    if !dense.isEmpty, !other.dense.isEmpty, terms == other.terms, pending + other.pending < Int(Int32.max) {
      for index in dense.indices { dense[index] += other.dense[index] }
      pending += other.pending
      for (pair, count) in other.sparse { sparse[pair, default: 0] += count }
      return
    }
    for pair in other.pairs() {
      sparse[UInt64(ranks[pair.first]) << 32 | UInt64(ranks[pair.second]), default: 0] += pair.count
    }
  }

  private func ranks(of other: PairCounter) throws -> [Int] {
    if terms == other.terms { return Array(terms.indices) }
    guard terms.count == other.terms.count else {
      throw AnalyzerError.damagedPartial("counters of different terms cannot be merged")
    }
    let own = Dictionary(zip(terms, terms.indices), uniquingKeysWith: { first, _ in first })
    return try other.terms.map { term in
      guard let rank = own[term] else {
        throw AnalyzerError.damagedPartial("counters of different terms cannot be merged")
      }
      return rank
    }
  }
}

extension PairCounter: Codable {
  /// Reads a counter; damaged bytes are an error.
  public init(from decoder: any Decoder) throws {
    var reader = ByteReader(try Blob(from: decoder).bytes)
    self.init(terms: try FormWriting(decoder.userInfo).read(from: &reader))
    total = try reader.readNatural()
    // No count is above the total, so that a merge overflows only where the totals do.
    func readCount() throws -> Int {
      let count = try reader.readNatural()
      guard count <= total else { throw AnalyzerError.damagedPartial("a count is above its total") }
      return count
    }
    for rank in terms.indices {
      firsts[rank] = try readCount()
      seconds[rank] = try readCount()
    }
    let width = UInt64(terms.count)
    var last: UInt64 = 0
    while !reader.isAtEnd {
      let step = try reader.readNumber()
      let (cell, overflow) = last.addingReportingOverflow(step)
      guard !overflow, width > 0, cell / width < width, step > 0 || sparse.isEmpty else {
        throw AnalyzerError.damagedPartial("a pair of terms that are not there")
      }
      sparse[(cell / width) << 32 | cell % width] = try readCount()
      last = cell
    }
  }

  /// Writes terms, totals and pairs in order of the terms as written.
  public func encode(to encoder: any Encoder) throws {
    var writer = ByteWriter()
    let writing = FormWriting(encoder.userInfo)
    let byNumber = terms.indices.sorted { terms[$0] < terms[$1] }
    let order = try writing.write(byNumber.map { terms[$0] }, to: &writer).map { byNumber[$0] }
    var written = Array(repeating: 0, count: terms.count)
    for (place, rank) in order.enumerated() { written[rank] = place }
    writer.append(UInt64(total))
    for rank in order {
      writer.append(UInt64(firsts[rank]))
      writer.append(UInt64(seconds[rank]))
    }
    var last: UInt64 = 0
    let cells = pairs().map { (UInt64(written[$0.first] * terms.count + written[$0.second]), $0.count) }
    for (cell, count) in cells.sorted(by: { $0.0 < $1.0 }) {
      writer.append(cell - last)
      writer.append(UInt64(count))
      last = cell
    }
    try Blob(writer.bytes).encode(to: encoder)
  }
}
