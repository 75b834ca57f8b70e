/// A number for each of some places of a large table in a hash table: open addressing, some 10 ns a look-up.
struct PlaceCounts: Sendable {
  /// One more than the place, 0 where a slot is empty.
  private var keys: [UInt64] = []
  private var counts: [Int] = []
  /// How many places have a number.
  private(set) var used = 0

  /// The number of a place; 0 is none.
  subscript(place: Int) -> Int {
    guard used > 0 else { return 0 }
    let slot = slot(of: PlaceCounts.key(place))
    return keys[slot] == 0 ? 0 : counts[slot]
  }

  /// Adds to the number of a place; whoever adds knows that no sum overflows.
  mutating func add(_ place: Int, _ count: Int) {
    if used * 2 >= keys.count { grow() }
    let key = PlaceCounts.key(place)
    let slot = slot(of: key)
    if keys[slot] == 0 {
      keys[slot] = key
      used += 1
    }
    counts[slot] &+= count
  }

  /// All places with their numbers, ascending; takes 16 bytes each.
  func ascending() -> [(place: Int, count: Int)] {
    var found: [(place: Int, count: Int)] = []
    found.reserveCapacity(used)
    for slot in keys.indices where keys[slot] != 0 {
      found.append((Int(truncatingIfNeeded: keys[slot] &- 1), counts[slot]))
    }
    found.sort { $0.place < $1.place }
    return found
  }

  private static func key(_ place: Int) -> UInt64 { UInt64(truncatingIfNeeded: place) &+ 1 }

  /// Where a key is, or would be; there is an empty slot.
  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldCounts) = (keys, counts)
    keys = Array(repeating: 0, count: max(64, oldKeys.count * 2))
    counts = Array(repeating: 0, count: keys.count)
    for index in oldKeys.indices where oldKeys[index] != 0 {
      let slot = slot(of: oldKeys[index])
      keys[slot] = oldKeys[index]
      counts[slot] = oldCounts[index]
    }
  }
}
