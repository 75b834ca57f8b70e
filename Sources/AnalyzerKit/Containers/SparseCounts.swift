/// A number for each of some keys, such as forms or places in a table, in a hash table: a look-up takes a few nanoseconds.
struct SparseCounts<Key: FixedWidthInteger & Sendable>: Sendable {
  /// Open addressing: one more than the key, 0 where a slot is empty.
  private var keys: [Key] = []
  private var values: [Int] = []
  /// The count of the one key whose successor is 0.
  private var ofLast = 0
  /// How many slots are taken.
  private(set) var used = 0
  /// No key in it is larger, the one without a slot apart.
  private(set) var largest: Key = 0

  /// Has no counts.
  init() {}

  /// Makes room for so many keys.
  init(room: Int) {
    var size = 16
    while size < room * 2 { size *= 2 }
    if room > 0 { (keys, values) = (Array(repeating: 0, count: size), Array(repeating: 0, count: size)) }
  }

  /// Makes room for so many keys more, so that it grows no further on the way.
  mutating func reserve(_ more: Int) {
    if (used + more) * 2 > keys.count { grow(to: used + more) }
  }

  /// The count of a key; 0 is none.
  subscript(key: Key) -> Int {
    if key &+ 1 == 0 { return ofLast }
    guard used > 0 else { return 0 }
    let slot = slot(of: key)
    return keys[slot] == 0 ? 0 : values[slot]
  }

  /// Adds to the count of a key; whoever adds knows that the sum of all counts does not overflow.
  mutating func add(_ key: Key, _ count: Int) {
    if used > 0, key &+ 1 != 0 {
      let slot = slot(of: key)
      if keys[slot] != 0 {
        values[slot] &+= count
        return
      }
    }
    insert(key, count)
  }

  /// Takes a key out.
  mutating func remove(_ key: Key) { add(key, -self[key]) }

  /// Calls the body with every key that has a count, in no order.
  func forEach(_ body: (Key, Int) -> Void) {
    for slot in keys.indices where keys[slot] != 0 && values[slot] != 0 { body(keys[slot] &- 1, values[slot]) }
    if ofLast != 0 { body(0 &- 1, ofLast) }
  }

  /// All keys that have a count, ascending; takes 16 bytes each.
  func ascending() -> [(key: Key, count: Int)] {
    var found: [(key: Key, count: Int)] = []
    found.reserveCapacity(used)
    forEach { found.append(($0, $1)) }
    found.sort { $0.key < $1.key }
    return found
  }

  @inline(__always)
  private func slot(of key: Key) -> Int {
    let mask = keys.count - 1
    let hash = UInt64(truncatingIfNeeded: key) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while keys[slot] != 0, keys[slot] != key &+ 1 { slot = (slot + 1) & mask }
    return slot
  }

  /// Adds a key that is not there.
  private mutating func insert(_ key: Key, _ count: Int) {
    guard key &+ 1 != 0 else {
      ofLast &+= count
      return
    }
    if used * 2 >= keys.count { grow(to: used + 1) }
    let slot = slot(of: key)
    keys[slot] = key &+ 1
    values[slot] = count
    used += 1
    largest = max(largest, key)
  }

  /// Has room for so many keys, of which half the slots stay empty.
  private mutating func grow(to wanted: Int) {
    let (oldKeys, oldValues) = (keys, values)
    var size = max(16, oldKeys.count)
    while size < wanted * 2 || size == oldKeys.count { size *= 2 }
    keys = Array(repeating: 0, count: size)
    values = Array(repeating: 0, count: keys.count)
    for index in oldKeys.indices where oldKeys[index] != 0 {
      let slot = slot(of: oldKeys[index] &- 1)
      keys[slot] = oldKeys[index]
      values[slot] = oldValues[index]
    }
  }
}
