/// A number of 32 bits for each form: a hash table at first, an array by form number when it fills.
///
/// What containers of marks are made of: a look-up takes a few nanoseconds.
struct FormTable: Sendable {
  private var dense: [UInt32] = []
  /// Open addressing: one more than the form's number, 0 where a slot is empty.
  private var keys: [UInt32] = []
  private var values: [UInt32] = []
  private var used = 0
  /// No form in the hash table has a larger number.
  private var largest: UInt32 = 0
  /// The number of the one form whose key would be 0.
  private var ofLast: UInt32 = 0

  /// All numbers are 0.
  init() {}

  /// Changes the number of a form.
  @inline(__always)
  mutating func update<Result>(_ form: UInt32, _ body: (inout UInt32) -> Result) -> Result {
    let index = Int(form)
    if index < dense.count { return body(&dense[index]) }
    if form == .max { return body(&ofLast) }
    let slot = newSlot(for: form)
    return slot < 0 ? body(&dense[index]) : body(&values[slot])
  }

  /// Gives each of some forms a number; returns those that had another, and those that are not in the array.
  mutating func replace(_ forms: [FormID], by number: UInt32) -> (changed: [FormID], left: [FormID]) {
    var left: [FormID] = []
    let changed = dense.withUnsafeMutableBufferPointer { cells in
      [FormID](unsafeUninitializedCapacity: forms.count) { changed, count in
        guard let start = changed.baseAddress else { return }
        // Without a branch, as nobody foresees which form is new.
        for form in forms {
          let index = Int(form.rawValue)
          guard index < cells.count else {
            left.append(form)
            continue
          }
          (start + count).initialize(to: form)
          count &+= cells[index] == number ? 0 : 1
          cells[index] = number
        }
      }
    }
    return (changed, left)
  }

  private func slot(of form: UInt32) -> Int {
    let mask = keys.count - 1
    let hash = UInt64(form) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while keys[slot] != 0, keys[slot] != form &+ 1 { slot = (slot + 1) & mask }
    return slot
  }

  /// The slot of a form, taken if need be; below 0 when the table has become an array meanwhile.
  private mutating func newSlot(for form: UInt32) -> Int {
    if used * 2 >= keys.count { grow() }
    let found = slot(of: form)
    if keys[found] != 0 { return found }
    keys[found] = form &+ 1
    used += 1
    largest = max(largest, form)
    // A slot takes eight bytes and is half empty; an array of sixteen times as many forms takes four times the room.
    guard used > 1024, Int(largest) < used * 16 else { return found }
    makeDense()
    return -1
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

  private mutating func makeDense() {
    // A little more, as later segments bring later forms.
    let count = Int(largest) + 1 + Int(largest) / 8
    if count > dense.count { dense += Array(repeating: 0, count: count - dense.count) }
    for index in keys.indices where keys[index] != 0 { dense[Int(keys[index]) - 1] = values[index] }
    (keys, values, used, largest) = ([], [], 0, 0)
  }
}
