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
  private var cells: PairCells

  /// Counts nothing yet.
  public init(terms: [FormID]) {
    self.terms = terms
    firsts = Array(repeating: 0, count: terms.count)
    seconds = Array(repeating: 0, count: terms.count)
    cells = PairCells(width: terms.count)
  }

  /// Adds all pairs of positions at most `window` apart whose second is at `from` or later.
  ///
  /// `ranks` are those of the counted tokens of one document, in order. Linear in positions times window.
  public mutating func addPairs(of ranks: [UInt32], from: Int, window: Int) {
    let from = max(from, 0)
    let window = min(window, ranks.count)
    guard from < ranks.count, window > 0 else { return }
    addMarginals(of: ranks, from: from, window: window)
    cells.addPairs(of: ranks, from: from, window: window)
  }

  private mutating func addMarginals(of ranks: [UInt32], from: Int, window: Int) {
    let terms = UInt32(terms.count)
    let start = max(0, from - window)
    // In between a place has whole windows on both sides.
    let inner = max(from, window)..<max(from, window, ranks.count - window)
    ranks.withUnsafeBufferPointer { ranks in
      firsts.withUnsafeMutableBufferPointer { firsts in
        seconds.withUnsafeMutableBufferPointer { seconds in
          for place in inner where ranks[place] < terms {
            let rank = Int(ranks[place])
            firsts[rank] &+= window
            seconds[rank] &+= window
          }
          for edge in [start..<inner.lowerBound, inner.upperBound..<ranks.count] {
            for place in edge where ranks[place] < terms {
              let rank = Int(ranks[place])
              firsts[rank] += max(0, min(place + window, ranks.count - 1) - max(place, from - 1))
              if place >= from { seconds[rank] += min(window, place) }
            }
          }
        }
      }
    }
    for second in from..<ranks.count { total += min(window, second) }
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
      for second in ranks[(index + 1)...] { cells.add(Int(first), Int(second), 1) }
    }
  }

  /// How often two ranks stand together in that order; constant time, 0 for ranks that are no terms.
  public func count(first: Int, second: Int) -> Int {
    terms.indices.contains(first) && terms.indices.contains(second) ? cells.count(first, second) : 0
  }

  /// The counts of all pairs that occur: by the ranks of the first and the second, ascending.
  ///
  /// Takes 24 bytes a pair; `forEachPair` takes none.
  public func pairs() -> [(first: Int, second: Int, count: Int)] {
    var pairs: [(first: Int, second: Int, count: Int)] = []
    cells.forEach { pairs.append(($0, $1, $2)) }
    pairs.sort { ($0.first, $0.second) < ($1.first, $1.second) }
    return pairs
  }

  /// Calls the body with all pairs that occur, in no order that matters: the ranks of the first and the second, and how often.
  ///
  /// Where order does not matter (`isOrdered` false) two terms come once, the smaller rank first, with both orders in one count.
  public func forEachPair(isOrdered: Bool, _ body: (Int, Int, Int) throws -> Void) rethrows {
    if isOrdered { try cells.forEach(body) } else { try cells.forEachUnordered(body) }
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
    if terms == other.terms { return cells.merge(other.cells) }
    other.cells.forEach { first, second, count in cells.add(ranks[first], ranks[second], count) }
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
    var isFirst = true
    while !reader.isAtEnd {
      let step = try reader.readNumber()
      let (cell, overflow) = last.addingReportingOverflow(step)
      guard !overflow, width > 0, cell / width < width, step > 0 || isFirst else {
        throw AnalyzerError.damagedPartial("a pair of terms that are not there")
      }
      cells.add(Int(cell % width), Int(cell / width), try readCount())
      last = cell
      isFirst = false
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
    // By the second, then the first, as they lie in memory.
    cells.forEach(inOrderOf: order) { first, second, count in
      let cell = UInt64(written[second]) * UInt64(terms.count) + UInt64(written[first])
      writer.append(cell - last)
      writer.append(UInt64(count))
      last = cell
    }
    try Blob(writer.bytes).encode(to: encoder)
  }
}
