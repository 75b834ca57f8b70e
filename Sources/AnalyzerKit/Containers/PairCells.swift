import Glibc

/// The cells of a square table of counts: a hash table at first, all cells in two bytes each when it fills.
///
/// Cells are laid out by their second rank, as all pairs with the same second come one after the other: their firsts
/// then are neighbours in memory. What two bytes cannot hold is carried in a dictionary. Many cells at a time are
/// reached through pointers, unchecked: here is where ranks are held to the width first.
struct PairCells: Sendable {
  /// How many ranks there are.
  let width: Int
  /// The length of a row: a cell for what is no term, that is written and never read, spares a branch a pair.
  private var stride: Int { width + 1 }
  private var dense: [UInt16] = []
  /// What cells of `dense` hold beyond 16 bits: multiples of 65,536, by place.
  private var carried: [Int: Int] = [:]
  private var keys: [UInt64] = []
  private var counts: [Int] = []
  private var used = 0

  /// A table of that many terms, all 0.
  init(width: Int) { self.width = width }

  /// Whether all cells are there.
  var isDense: Bool { !dense.isEmpty }

  // MARK: One cell

  /// The count of a pair; constant time.
  func count(_ first: Int, _ second: Int) -> Int {
    if isDense {
      let place = second * stride + first
      return Int(dense[place]) + (carried.isEmpty ? 0 : carried[place] ?? 0)
    }
    guard used > 0 else { return 0 }
    let slot = slot(of: PairCells.key(first, second))
    return keys[slot] == 0 ? 0 : counts[slot]
  }

  /// Adds to the count of a pair; `count` is not negative.
  mutating func add(_ first: Int, _ second: Int, _ count: Int) {
    guard count > 0 else { return }
    guard isDense else { return addSparse(first, second, count) }
    let place = second * stride + first
    let sum = Int(dense[place]) + count & 0xFFFF
    dense[place] = UInt16(truncatingIfNeeded: sum)
    let high = count & ~0xFFFF + sum & ~0xFFFF
    if high > 0 { carried[place, default: 0] += high }
  }

  // MARK: The hash table

  private static func key(_ first: Int, _ second: Int) -> UInt64 {
    // One more, as 0 stands for an empty slot.
    UInt64(truncatingIfNeeded: first) << 32 | UInt64(truncatingIfNeeded: second + 1)
  }

  /// Where a key is, or would be; there is an empty slot.
  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func addSparse(_ first: Int, _ second: Int, _ count: Int) {
    if used * 2 >= keys.count { grow() }
    let key = PairCells.key(first, second)
    let slot = slot(of: key)
    if keys[slot] == 0 {
      keys[slot] = key
      used += 1
    }
    counts[slot] += count
    if isFull { makeDense() }
  }

  private mutating func grow() {
    let (oldKeys, oldCounts) = (keys, counts)
    let size = max(64, oldKeys.count * 2)
    keys = Array(repeating: 0, count: size)
    counts = Array(repeating: 0, count: size)
    for index in oldKeys.indices where oldKeys[index] != 0 {
      let slot = slot(of: oldKeys[index])
      keys[slot] = oldKeys[index]
      counts[slot] = oldCounts[index]
    }
  }

  /// Whether all cells should be laid out: where they take 64 MB at most, when as many pairs came as a small corpus does not have; else when
  /// they take no more than eight times the room of the hash table.
  private var isFull: Bool {
    let (cells, overflow) = width.multipliedReportingOverflow(by: width)
    return !overflow && used >= min(max(1024, cells / (cells <= 32 << 20 ? 512 : 64)), cells)
  }

  /// Lays out all cells.
  mutating func makeDense() {
    guard !isDense else { return }
    let (oldKeys, oldCounts) = (keys, counts)
    (keys, counts, used) = ([], [], 0)
    dense = PairCells.zeros(width * stride)
    for index in oldKeys.indices where oldKeys[index] != 0 {
      add(Int(oldKeys[index] >> 32), Int(oldKeys[index] & 0xFFFF_FFFF) - 1, oldCounts[index])
    }
  }

  /// So many empty cells, in large pages of memory where the system has such: pairs are all over the table, and with pages of 4 KB as much
  /// time would go into finding pages as into counting.
  private static func zeros(_ count: Int) -> [UInt16] {
    [UInt16](unsafeUninitializedCapacity: count) { cells, filled in
      if let start = UnsafeMutableRawPointer(cells.baseAddress) {
        let mask = UInt(1 << 21) - 1
        let first = (UInt(bitPattern: start) + mask) & ~mask
        let end = UInt(bitPattern: start + count * 2) & ~mask
        if end > first { madvise(UnsafeMutableRawPointer(bitPattern: first), Int(end - first), MADV_HUGEPAGE) }
      }
      cells.initialize(repeating: 0)
      filled = count
    }
  }

  // MARK: Many at a time

  /// Adds one for each pair of positions at most `window` apart whose second is at `from` or later.
  ///
  /// A rank that is not below the width is no term.
  mutating func addPairs(of ranks: [UInt32], from: Int, window: Int) {
    let limit = UInt32(clamping: width)
    ranks.map { min($0, limit) }.withUnsafeBufferPointer {
      addPairs(of: $0, seconds: max(from, 0)..<$0.count, window: window)
    }
  }

  private mutating func addPairs(of ranks: UnsafeBufferPointer<UInt32>, seconds: Range<Int>, window: Int) {
    var next = seconds.lowerBound
    while next < seconds.upperBound, !isDense {
      let second = Int(ranks[next])
      if second < width {
        for first in max(0, next - window)..<next where Int(ranks[first]) < width {
          add(Int(ranks[first]), second, 1)
        }
      }
      next += 1
    }
    guard next < seconds.upperBound else { return }
    let (width, stride) = (self.width, self.stride)
    var overflown: [Int] = []
    dense.withUnsafeMutableBufferPointer { cells in
      guard let base = cells.baseAddress, let ranks = ranks.baseAddress else { return }
      for position in next..<seconds.upperBound {
        let second = Int(ranks[position])
        guard second < width else { continue }
        let row = base + second &* stride
        for before in max(0, position &- window)..<position {
          let cell = row + Int(ranks[before])
          let count = cell.pointee &+ 1
          cell.pointee = count
          if count == 0 { overflown.append(cell - base) }
        }
      }
    }
    for place in overflown where place % stride != width { carried[place, default: 0] += 0x1_0000 }
  }

  /// Adds all cells of a table of the same width, whose terms have the same ranks.
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
    for place in overflown where place % stride != width { carried[place, default: 0] += 0x1_0000 }
    for (place, count) in other.carried { carried[place, default: 0] += count }
  }

  // MARK: All cells

  /// Which ranks are first, and which second, in a cell that carries: the others need no look at the dictionary.
  private func carrying() -> (firsts: [Bool], seconds: [Bool]) {
    var firsts = Array(repeating: false, count: width)
    var seconds = firsts
    for place in carried.keys {
      firsts[place % stride] = true
      seconds[place / stride] = true
    }
    return (firsts, seconds)
  }

  /// Calls the body with every pair that occurs, in no order that matters.
  func forEach(_ body: (Int, Int, Int) throws -> Void) rethrows {
    guard isDense else {
      for slot in keys.indices where keys[slot] != 0 {
        try body(Int(keys[slot] >> 32), Int(keys[slot] & 0xFFFF_FFFF) - 1, counts[slot])
      }
      return
    }
    let carries = carrying()
    try forEachTile { firsts, seconds in
      for second in seconds {
        for first in firsts {
          var count = Int(dense[second * stride + first])
          if carries.seconds[second], carries.firsts[first] { count = self.count(first, second) }
          if count > 0 { try body(first, second, count) }
        }
      }
    }
  }

  /// Calls the body with every two terms that occur together in either order, once: smaller rank first, both counts in one.
  func forEachUnordered(_ body: (Int, Int, Int) throws -> Void) rethrows {
    guard isDense else {
      try forEach { first, second, count in
        let reverse = first == second ? 0 : self.count(second, first)
        if first <= second || reverse == 0 { try body(min(first, second), max(first, second), count + reverse) }
      }
      return
    }
    let carries = carrying()
    let cells = dense
    try forEachTile { lows, highs in
      guard lows.lowerBound <= highs.lowerBound else { return }
      for low in lows {
        for high in max(low, highs.lowerBound)..<max(low, highs.upperBound) {
          var count = Int(cells[high * stride + low])
          if carries.seconds[high], carries.firsts[low] { count = self.count(low, high) }
          if low != high {
            let reverse = Int(cells[low * stride + high])
            count += carries.seconds[low] && carries.firsts[high] ? self.count(high, low) : reverse
          }
          if count > 0 { try body(low, high, count) }
        }
      }
    }
  }

  /// Calls the body with every pair that occurs, by second and then first, each in the order of some ranks.
  func forEach(inOrderOf ranks: [Int], _ body: (_ first: Int, _ second: Int, _ count: Int) -> Void) {
    if isDense {
      let carries = carrying()
      for second in ranks {
        let row = second * stride
        for first in ranks {
          var count = Int(dense[row + first])
          if carries.seconds[second], carries.firsts[first] { count = self.count(first, second) }
          if count > 0 { body(first, second, count) }
        }
      }
      return
    }
    var places = Array(repeating: 0, count: width)
    for (place, rank) in ranks.enumerated() { places[rank] = place }
    var found: [(first: Int, second: Int, count: Int)] = []
    forEach { found.append(($0, $1, $2)) }
    found.sort { (places[$0.second], places[$0.first]) < (places[$1.second], places[$1.first]) }
    for pair in found { body(pair.first, pair.second, pair.count) }
  }

  /// Squares of cells that fit the nearest cache, in rows and columns.
  private func forEachTile(_ body: (Range<Int>, Range<Int>) throws -> Void) rethrows {
    let side = 64
    for low in Swift.stride(from: 0, to: width, by: side) {
      for high in Swift.stride(from: 0, to: width, by: side) {
        try body(low..<min(low + side, width), high..<min(high + side, width))
      }
    }
  }
}
