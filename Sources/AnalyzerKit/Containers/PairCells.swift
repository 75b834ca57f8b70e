import Glibc

/// The cells of a table of pairs of ranks: a hash table at first, all cells in a byte each when it fills.
///
/// Where order matters the table is a square, with a row for each second. Where it does not, it is a triangle, with a row
/// for the larger rank of the two: that is mostly the rarer term, whose pairs come one after the other and then lie side
/// by side. What a byte cannot hold is carried in a hash table. A further rank, the width, stands for all that is no
/// term: its cells are written and never read, which spares branches. Cells are numbered row by row, by *places*.
struct PairCells: Sendable {
  /// How many ranks there are.
  let width: Int
  /// Whether a pair is another one when its ranks change places.
  let isOrdered: Bool
  private var dense: [UInt8] = []
  /// The counts by place; of a table that is laid out, what its cells hold beyond a byte: multiples of 256.
  private var sparse = PlaceCounts()

  /// A table of that many terms, all 0.
  init(width: Int, isOrdered: Bool) {
    self.width = width
    self.isOrdered = isOrdered
  }

  /// Whether all cells are there.
  var isDense: Bool { !dense.isEmpty }

  // MARK: Places

  /// The place at which a row starts.
  private func start(ofRow row: Int) -> Int { isOrdered ? row * (width + 1) : row * (row + 1) / 2 }

  /// How many cells of a row stand for pairs of terms.
  private func length(ofRow row: Int) -> Int { isOrdered ? width : row + 1 }

  /// The place of a pair.
  func place(_ first: Int, _ second: Int) -> Int {
    isOrdered || first <= second ? start(ofRow: second) + first : start(ofRow: first) + second
  }

  /// Whether a place is that of a pair of terms.
  func isCell(_ place: Int) -> Bool {
    // What is no term has the last cell of a square's row, and the last row.
    place >= 0 && place < start(ofRow: width) && (!isOrdered || place % (width + 1) != width)
  }

  // MARK: One cell

  /// The count of a pair; constant time.
  func count(_ first: Int, _ second: Int) -> Int {
    let place = place(first, second)
    return isDense ? Int(dense[place]) + sparse[place] : sparse[place]
  }

  /// Adds to the count of a pair; `count` is not negative.
  mutating func add(_ first: Int, _ second: Int, _ count: Int) { add(count, at: place(first, second)) }

  /// Adds to the count of the pair of a place; `count` is not negative.
  mutating func add(_ count: Int, at place: Int) {
    guard count > 0 else { return }
    guard isDense else {
      sparse.add(place, count)
      if isFull { makeDense() }
      return
    }
    let sum = Int(dense[place]) + count & 0xFF
    dense[place] = UInt8(truncatingIfNeeded: sum)
    let high = count & ~0xFF + sum & ~0xFF
    if high > 0 { sparse.add(place, high) }
  }

  // MARK: All cells laid out

  /// Whether all cells should be laid out.
  ///
  /// Where they take 64 MB at most, when as many pairs came as a small corpus does not have; else when they take about as
  /// much room as the hash table. So many terms that they would take gigabytes stay in the hash table.
  private var isFull: Bool {
    guard width < 1 << 16 else { return false }
    let cells = isOrdered ? width * width : start(ofRow: width)
    return sparse.used >= min(max(1024, cells / (cells <= 64 << 20 ? 512 : 64)), cells)
  }

  /// Lays out all cells.
  private mutating func makeDense() {
    guard !isDense else { return }
    let counts = sparse.ascending()
    sparse = PlaceCounts()
    dense = PairCells.zeros(start(ofRow: width + 1))
    for (place, count) in counts {
      dense[place] = UInt8(truncatingIfNeeded: count)
      if count > 0xFF { sparse.add(place, count & ~0xFF) }
    }
  }

  /// So many empty cells, in large pages of memory where the system has such: pairs are all over the table, and with pages of 4 KB as much
  /// time would go into finding pages as into counting.
  private static func zeros(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { cells, filled in
      if let start = UnsafeMutableRawPointer(cells.baseAddress) {
        let mask = UInt(1 << 21) - 1
        let first = (UInt(bitPattern: start) + mask) & ~mask
        let end = UInt(bitPattern: start + count) & ~mask
        if end > first { madvise(UnsafeMutableRawPointer(bitPattern: first), Int(end - first), MADV_HUGEPAGE) }
      }
      cells.initialize(repeating: 0)
      filled = count
    }
  }

  /// Carries what overflew: 256 for each of some places.
  private mutating func carry(_ places: [Int]) {
    for place in places where isCell(place) { sparse.add(place, 0x100) }
  }

  // MARK: Many at a time

  /// Adds one for each pair of positions at most `window` apart whose second is at `from` or later.
  ///
  /// No rank is above the width, which stands for what is no term; `from` is not negative.
  mutating func addPairs(of ranks: UnsafeBufferPointer<UInt32>, from: Int, window: Int) {
    var next = from
    let count = ranks.count
    while next < count, !isDense {
      let second = Int(ranks[next])
      if second < width {
        for before in max(0, next - window)..<next where Int(ranks[before]) < width {
          add(Int(ranks[before]), second, 1)
        }
      }
      next += 1
    }
    guard next < count, let ranks = ranks.baseAddress else { return }
    let (from, whole, end) = (next, max(next, min(window, count)), count)
    let (isOrdered, stride) = (self.isOrdered, width + 1)
    var overflown: [Int] = []
    dense.withUnsafeMutableBufferPointer { cells in
      guard let cells = cells.baseAddress else { return }
      // Where the tokens before are fewer than a window has.
      for second in from..<whole {
        PairCells.count(ranks, second..<second + 1, second, cells, &overflown) {
          isOrdered ? $1 &* stride &+ $0 : PairCells.triangular($0, $1)
        }
      }
      if isOrdered {
        PairCells.count(ranks, whole..<end, window, cells, &overflown) { $1 &* stride &+ $0 }
      } else if window == 5 {
        // The usual width, known to the compiler: a quarter faster.
        PairCells.count(ranks, whole..<end, 5, cells, &overflown, place: PairCells.triangular)
      } else {
        PairCells.count(ranks, whole..<end, window, cells, &overflown, place: PairCells.triangular)
      }
    }
    carry(overflown)
  }

  @inline(__always)
  private static func triangular(_ first: Int, _ second: Int) -> Int {
    let row = max(first, second)
    return (row &* (row &+ 1)) >> 1 &+ min(first, second)
  }

  /// Counts the pairs of each of some positions with so many before it, which are there.
  @inline(__always)
  private static func count(
    _ ranks: UnsafePointer<UInt32>, _ seconds: Range<Int>, _ window: Int, _ cells: UnsafeMutablePointer<UInt8>,
    _ overflown: inout [Int], place: (Int, Int) -> Int
  ) {
    for position in seconds {
      let second = Int(ranks[position])
      for before in position &- window..<position {
        let place = place(Int(ranks[before]), second)
        let count = cells[place] &+ 1
        cells[place] = count
        if count == 0 { overflown.append(place) }
      }
    }
  }

  /// Adds all cells of a table of the same width and order, whose terms have the same ranks.
  mutating func merge(_ other: PairCells) {
    if other.isDense { makeDense() }
    guard isDense, other.isDense else {
      other.forEach { first, second, count in add(first, second, count) }
      return
    }
    var overflown: [Int] = []
    dense.withUnsafeMutableBufferPointer { own in
      other.dense.withUnsafeBufferPointer { other in
        for place in own.indices {
          let sum = own[place] &+ other[place]
          own[place] = sum
          if sum < other[place] { overflown.append(place) }
        }
      }
    }
    carry(overflown)
    for (place, count) in other.sparse.ascending() { sparse.add(place, count) }
  }

  // MARK: All cells

  /// Calls the body with every pair that occurs, row by row: by the second, then the first, of a triangle by the larger rank.
  func forEach(_ body: (_ first: Int, _ second: Int, _ count: Int) throws -> Void) rethrows {
    let high = sparse.ascending()
    var next = 0
    guard isDense else {
      for row in 0..<width {
        let start = start(ofRow: row)
        let end = start + length(ofRow: row)
        while next < high.count, high[next].place < end {
          try body(high[next].place - start, row, high[next].count)
          next += 1
        }
        if next == high.count { return }
      }
      return
    }
    try dense.withUnsafeBufferPointer { cells in
      for row in 0..<width {
        let start = start(ofRow: row)
        for column in 0..<length(ofRow: row) {
          var count = Int(cells[start + column])
          if next < high.count, high[next].place == start + column {
            count += high[next].count
            next += 1
          }
          if count > 0 { try body(column, row, count) }
        }
      }
    }
  }

  /// Calls the body with every two terms that occur together in either order, once: smaller rank first, both counts in one.
  func forEachUnordered(_ body: (Int, Int, Int) throws -> Void) rethrows {
    guard isOrdered else { return try forEach(body) }
    try forEach { first, second, count in
      let reverse = first == second ? 0 : self.count(second, first)
      if first <= second || reverse == 0 { try body(min(first, second), max(first, second), count + reverse) }
    }
  }
}
