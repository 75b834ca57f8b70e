/// How often two of some terms stand near each other: a table of pairs, sparse at first and full when it fills.
///
/// Terms have ranks from 0, the most frequent best first: their cells are then near each other. A rank that is
/// `PairCounter.other` or beyond the terms takes a place and is not counted. Where order does not matter, a table of half
/// the size holds both orders of two terms in one count.
public struct PairCounter: Sendable {
  /// The rank of what is no term.
  public static let other = UInt32.max

  /// The terms, by rank.
  public let terms: [FormID]
  /// How many pairs of positions there were in all, of terms or not.
  public private(set) var total = 0
  /// What `firsts` and `seconds` have besides `inner`, maybe less than nothing: where a window is cut off, and from sets.
  private var edges: (firsts: [Int], seconds: [Int])
  /// For each term, and last for what is none, in how many pairs it stands first, and in as many second: whole windows on both sides.
  private var inner: [Int]
  private var cells: PairCells

  /// Whether a pair is another one when its terms change places.
  public var isOrdered: Bool { cells.isOrdered }
  /// For each term, in how many pairs it stands first; linear in terms.
  public var firsts: [Int] { zip(edges.firsts, inner).map { $0 + $1 } }
  /// For each term, in how many pairs it stands second; linear in terms.
  public var seconds: [Int] { zip(edges.seconds, inner).map { $0 + $1 } }

  /// Counts nothing yet.
  public init(terms: [FormID], isOrdered: Bool = true) {
    self.terms = terms
    let zeros = Array(repeating: 0, count: terms.count)
    edges = (zeros, zeros)
    inner = zeros + [0]
    cells = PairCells(width: terms.count, isOrdered: isOrdered)
  }

  /// Adds all pairs of positions at most `window` apart whose second is at `from` or later.
  ///
  /// `ranks` are those of the counted tokens of one document, in order. Linear in positions times window.
  public mutating func addPairs(of ranks: consuming [UInt32], from: Int, window: Int) {
    let from = max(from, 0)
    let count = ranks.count
    let window = min(window, count)
    guard from < count, window > 0 else { return }
    ranks.withUnsafeMutableBufferPointer { ranks in
      let width = UInt32(clamping: terms.count)
      inner.withUnsafeMutableBufferPointer { inner in
        for place in ranks.indices {
          let rank = min(ranks[place], width)
          ranks[place] = rank
          inner[Int(rank)] &+= window
        }
      }
      let ranks = UnsafeBufferPointer(ranks)
      correctEdges(of: ranks, from: from, window: window)
      cells.addPairs(of: ranks, from: from, window: window)
    }
    let whole = max(from, window)
    total += (count - whole) * window
    for second in from..<whole { total += second }
  }

  /// Takes back what `inner` has too much where a window is cut off.
  private mutating func correctEdges(of ranks: UnsafeBufferPointer<UInt32>, from: Int, window: Int) {
    // In between a place has whole windows on both sides.
    let between = max(from, window)..<max(from, window, ranks.count - window)
    for edge in [0..<between.lowerBound, between.upperBound..<ranks.count] {
      for place in edge where Int(ranks[place]) < terms.count {
        let rank = Int(ranks[place])
        edges.firsts[rank] += max(0, min(place + window, ranks.count - 1) - max(place, from - 1)) - window
        edges.seconds[rank] += (place >= from ? min(window, place) : 0) - window
      }
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
      edges.firsts[Int(first)] += 1
      edges.seconds[Int(first)] += 1
      for second in ranks[(index + 1)...] { cells.add(Int(first), Int(second), 1) }
    }
  }

  /// How often two ranks stand together, in that order if it matters; constant time, 0 for ranks that are no terms.
  public func count(first: Int, second: Int) -> Int {
    terms.indices.contains(first) && terms.indices.contains(second) ? cells.count(first, second) : 0
  }

  /// The counts of all pairs that occur: by the ranks of the first and the second, ascending.
  ///
  /// Where order does not matter the first is not above the second.
  /// Takes 24 bytes a pair; `forEachPair` takes none.
  public func pairs() -> [(first: Int, second: Int, count: Int)] {
    var pairs: [(first: Int, second: Int, count: Int)] = []
    cells.forEach { pairs.append(($0, $1, $2)) }
    pairs.sort { ($0.first, $0.second) < ($1.first, $1.second) }
    return pairs
  }

  /// Calls the body with all pairs that occur, in no order that matters: the ranks of the first and the second, and how often.
  ///
  /// With `isOrdered` false two terms come once, the smaller rank first, with both orders in one count; so they do anyway
  /// if the counter itself is not ordered.
  public func forEachPair(isOrdered: Bool, _ body: (Int, Int, Int) throws -> Void) rethrows {
    _ = try forEachPair(isOrdered: isOrdered, atLeast: 1, body)
  }

  /// The same with the pairs that occur so often at least; returns how many pairs occur less often.
  ///
  /// A large minimum is much faster: what is below it is counted only.
  public func forEachPair(
    isOrdered: Bool, atLeast minimum: Int, _ body: (Int, Int, Int) throws -> Void
  ) rethrows -> Int {
    try cells.forEach(isOrdered: isOrdered && self.isOrdered, atLeast: minimum, body)
  }
}

extension PairCounter: Mergeable {
  /// Adds the counts of another counter of the same terms, in whatever order it ranks them.
  public mutating func merge(_ other: PairCounter) throws {
    guard !total.addingReportingOverflow(other.total).overflow else { throw AnalyzerError.overflow("a total") }
    guard isOrdered == other.isOrdered else {
      throw AnalyzerError.damagedPartial("counters with order and without cannot be merged")
    }
    let ranks = try ranks(of: other)
    let (firsts, seconds) = (other.firsts, other.seconds)
    for (rank, own) in ranks.enumerated() {
      edges.firsts[own] += firsts[rank]
      edges.seconds[own] += seconds[rank]
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
  /// Stands before everything else, one more if order matters: what was written in another way begins otherwise.
  private static let mark: UInt64 = 2

  /// Reads a counter; damaged bytes are an error.
  public init(from decoder: any Decoder) throws {
    var reader = ByteReader(try Blob(from: decoder).bytes)
    let (kind, underflow) = try reader.readNumber().subtractingReportingOverflow(PairCounter.mark)
    guard !underflow, kind <= 1 else { throw AnalyzerError.damagedPartial("pairs of another version") }
    let written = try FormWriting(decoder.userInfo).read(from: &reader)
    var terms: [FormID?] = Array(repeating: nil, count: written.count)
    for term in written {
      let rank = try reader.readNatural()
      guard rank < terms.count, terms[rank] == nil else { throw AnalyzerError.damagedPartial("ranks that are none") }
      terms[rank] = term
    }
    self.init(terms: terms.compactMap(\.self), isOrdered: kind == 1)
    total = try reader.readNatural()
    for rank in terms.indices {
      edges.firsts[rank] = try readCount(from: &reader)
      edges.seconds[rank] = try readCount(from: &reader)
    }
    try cells.read(from: &reader, total: total)
  }

  /// No count is above the total, so that a merge overflows only where the totals do.
  private func readCount(from reader: inout ByteReader) throws -> Int {
    let count = try reader.readNatural()
    guard count <= total else { throw AnalyzerError.damagedPartial("a count is above its total") }
    return count
  }

  /// Writes terms and their ranks, totals, and pairs as they lie in memory: row by row.
  public func encode(to encoder: any Encoder) throws {
    var writer = ByteWriter()
    writer.append(PairCounter.mark + (isOrdered ? 1 : 0))
    let byNumber = terms.indices.sorted { terms[$0] < terms[$1] }
    for place in try FormWriting(encoder.userInfo).write(byNumber.map { terms[$0] }, to: &writer) {
      writer.append(UInt64(byNumber[place]))
    }
    writer.append(UInt64(total))
    for (first, second) in zip(firsts, seconds) {
      writer.append(UInt64(first))
      writer.append(UInt64(second))
    }
    cells.write(to: &writer)
    try Blob(writer.bytes).encode(to: encoder)
  }
}
