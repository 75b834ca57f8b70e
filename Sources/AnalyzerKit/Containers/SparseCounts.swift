/// A number for each of some forms in a hash table: a look-up takes a few nanoseconds.
struct SparseCounts: Sendable {
  /// Open addressing: one more than the form's number, 0 where a slot is empty.
  private var keys: [UInt32] = []
  private var values: [Int] = []
  /// The count of the one form whose key would be 0.
  private var ofLast = 0
  /// How many slots are taken.
  private(set) var used = 0
  /// No form in it has a larger number, the very last apart.
  private(set) var largest: UInt32 = 0

  /// Has no counts.
  init() {}

  /// Makes room for so many forms.
  init(forms: Int) {
    var size = 16
    while size < forms * 2 { size *= 2 }
    if forms > 0 { (keys, values) = (Array(repeating: 0, count: size), Array(repeating: 0, count: size)) }
  }

  /// The count of a form; 0 is none.
  subscript(form: UInt32) -> Int {
    if form == .max { return ofLast }
    guard used > 0 else { return 0 }
    let slot = slot(of: form)
    return keys[slot] == 0 ? 0 : values[slot]
  }

  /// Adds to the count of a form; whoever adds knows that the sum of all counts does not overflow.
  mutating func add(_ form: UInt32, _ count: Int) {
    if used > 0, form != .max {
      let slot = slot(of: form)
      if keys[slot] != 0 {
        values[slot] &+= count
        return
      }
    }
    insert(form, count)
  }

  /// Takes a form out.
  mutating func remove(_ form: UInt32) { add(form, -self[form]) }

  /// Calls the body with every form that has a count, in no order.
  func forEach(_ body: (UInt32, Int) -> Void) {
    for slot in keys.indices where keys[slot] != 0 && values[slot] != 0 { body(keys[slot] - 1, values[slot]) }
    if ofLast != 0 { body(.max, ofLast) }
  }

  @inline(__always)
  private func slot(of form: UInt32) -> Int {
    let mask = keys.count - 1
    let hash = UInt64(form) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while keys[slot] != 0, keys[slot] != form &+ 1 { slot = (slot + 1) & mask }
    return slot
  }

  /// Adds a form that is not there.
  private mutating func insert(_ form: UInt32, _ count: Int) {
    guard form != .max else {
      ofLast &+= count
      return
    }
    if used * 2 >= keys.count { grow() }
    let slot = slot(of: form)
    keys[slot] = form &+ 1
    values[slot] = count
    used += 1
    largest = max(largest, form)
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = Array(repeating: 0, count: max(16, oldKeys.count * 2))
    values = Array(repeating: 0, count: keys.count)
    for index in oldKeys.indices where oldKeys[index] != 0 {
      let slot = slot(of: oldKeys[index] &- 1)
      keys[slot] = oldKeys[index]
      values[slot] = oldValues[index]
    }
  }
}
