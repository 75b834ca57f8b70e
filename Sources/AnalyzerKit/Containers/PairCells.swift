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
  private(set) var dense: [UInt8] = []
  /// The counts by place; of a table that is laid out, what its cells hold beyond a byte: multiples of 256.
  private(set) var sparse = SparseCounts<Int>()

  /// A table of that many terms, all 0.
  init(width: Int, isOrdered: Bool) {
    self.width = width
    self.isOrdered = isOrdered
  }

  /// Whether all cells are there.
  var isDense: Bool { !dense.isEmpty }

  // MARK: Places

  /// The place at which a row starts.
  func start(ofRow row: Int) -> Int { isOrdered ? row * (width + 1) : row * (row + 1) / 2 }

  /// How many cells of a row stand for pairs of terms.
  func length(ofRow row: Int) -> Int { isOrdered ? width : row + 1 }

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
  /// much room as the hash table.
  private var isFull: Bool {
    guard canBeDense else { return false }
    let cells = isOrdered ? width * width : start(ofRow: width)
    return sparse.used >= min(max(1024, cells / (cells <= 64 << 20 ? 512 : 64)), cells)
  }

  /// Whether all cells may be laid out: so many that they would take gigabytes stay in the hash table.
  var canBeDense: Bool { width < 1 << 16 && start(ofRow: width + 1) <= Int32.max }

  /// Lays out all cells.
  mutating func makeDense() {
    guard !isDense else { return }
    let counts = sparse.ascending()
    sparse = SparseCounts()
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
  /// No rank is above the width, which stands for what is no term; `from` is not negative, and `window` not above the
  /// number of positions.
  mutating func addPairs(of ranks: UnsafeBufferPointer<UInt32>, from: Int, window: Int) {
    var next = from
    while next < ranks.count, !isDense {
      let second = Int(ranks[next])
      if second < width {
        for before in max(0, next - window)..<next where Int(ranks[before]) < width {
          add(Int(ranks[before]), second, 1)
        }
      }
      next += 1
    }
    guard next < ranks.count else { return }
    let starts = starts(of: ranks)
    if isOrdered {
      countPairs(of: ranks, starts, next..<ranks.count, window: window) { first, second in second.start &+ first.rank }
    } else {
      // The start of the larger rank's row is above that of the other by at least the larger rank.
      countPairs(of: ranks, starts, next..<ranks.count, window: window) { first, second in
        max(second.start &+ first.rank, first.start &+ second.rank)
      }
    }
  }

  /// The places at which the rows of some ranks start; that all fit was seen to when the cells were laid out.
  private func starts(of ranks: UnsafeBufferPointer<UInt32>) -> [Int32] {
    let (isOrdered, stride) = (self.isOrdered, UInt32(clamping: width + 1))
    return [Int32](unsafeUninitializedCapacity: ranks.count) { starts, filled in
      for index in 0..<ranks.count {
        let rank = ranks[index]
        let start = isOrdered ? rank &* stride : (rank &* (rank &+ 1)) >> 1
        starts.initializeElement(at: index, to: Int32(truncatingIfNeeded: start))
      }
      filled = ranks.count
    }
  }

  /// The rank at a position, and where its row starts.
  private typealias Position = (rank: Int32, start: Int32)

  /// Counts the pairs of some seconds with up to so many positions before each.
  ///
  /// Places are worked out for a few hundred pairs at once, several a step, and then counted: as little as can be stands
  /// between one cell and the next, so that the processor fetches several at a time.
  @inline(__always)
  private mutating func countPairs(
    of ranks: UnsafeBufferPointer<UInt32>, _ starts: [Int32], _ seconds: Range<Int>, window: Int,
    place: (_ first: Position, _ second: Position) -> Int32
  ) {
    let (most, room) = (64, 512)
    var overflown: [Int] = []
    dense.withUnsafeMutableBufferPointer { cells in
      starts.withUnsafeBufferPointer { starts in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: room) { places in
          var filled = 0
          for from in stride(from: seconds.lowerBound, to: seconds.upperBound, by: most) {
            let end = min(from + most, seconds.upperBound)
            for distance in 1..<max(min(window, end - 1) + 1, 1) {
              let lowest = max(from, distance)
              for second in lowest..<end {
                let first = second &- distance
                places[filled &+ second &- lowest] = place(
                  (Int32(truncatingIfNeeded: ranks[first]), starts[first]),
                  (Int32(truncatingIfNeeded: ranks[second]), starts[second]))
              }
              filled += end - lowest
              guard filled > room - most || distance == min(window, end - 1) else { continue }
              for index in 0..<filled {
                let place = Int(places[index])
                let count = cells[place] &+ 1
                cells[place] = count
                if count == 0 { overflown.append(place) }
              }
              filled = 0
            }
          }
        }
      }
    }
    carry(overflown)
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
}
