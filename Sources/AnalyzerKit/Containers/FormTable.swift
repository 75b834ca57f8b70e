/// A number of 32 bits for each form: a hash table at first, an array by form number when it fills.
///
/// What containers of counts and marks are made of: a look-up takes a few nanoseconds.
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

  /// Whether no form was given a number.
  var isEmpty: Bool { dense.isEmpty && used == 0 && ofLast == 0 }

  /// The number of a form.
  subscript(form: UInt32) -> UInt32 {
    let index = Int(form)
    if index < dense.count { return dense[index] }
    if form == .max { return ofLast }
    guard used > 0 else { return 0 }
    let slot = slot(of: form)
    return keys[slot] == 0 ? 0 : values[slot]
  }

  /// Changes the number of a form.
  @inline(__always)
  mutating func update<Result>(_ form: UInt32, _ body: (inout UInt32) -> Result) -> Result {
    let index = Int(form)
    if index < dense.count { return body(&dense[index]) }
    if form == .max { return body(&ofLast) }
    let slot = newSlot(for: form)
    return slot < 0 ? body(&dense[index]) : body(&values[slot])
  }

  /// Makes room for some forms with numbers up to a largest: an array where they would fill a part of it in 32, or one
  /// that is there would become no more than twice as long.
  mutating func reserve(_ count: Int, upTo form: UInt32) {
    guard form != .max, Int(form) >= dense.count, count > 1024, Int(form) < max(count * 32, dense.count * 2) else {
      return
    }
    largest = max(largest, form)
    makeDense()
  }

  /// Adds a number to each of some forms; returns the indices of those that did not fit, or are not in the array.
  ///
  /// `item` gives the form at an index, and what is added to it; an amount beyond 32 bits is `nil`.
  @inline(__always)
  mutating func add(_ count: Int, _ item: (Int) -> (form: UInt32, added: UInt32?)) -> [Int] {
    var left: [Int] = []
    dense.withUnsafeMutableBufferPointer { cells in
      for index in 0..<count {
        let (form, added) = item(index)
        guard Int(form) < cells.count, let added else {
          left.append(index)
          continue
        }
        let (sum, overflow) = cells[Int(form)].addingReportingOverflow(added)
        if overflow { left.append(index) } else { cells[Int(form)] = sum }
      }
    }
    return left
  }

  /// Gives each of some forms a number, and calls the body with those that had another; returns those that are not in the array.
  @inline(__always)
  mutating func replace(_ forms: [FormID], by number: UInt32, _ changed: (FormID) -> Void) -> [FormID] {
    var left: [FormID] = []
    dense.withUnsafeMutableBufferPointer { cells in
      for form in forms {
        let index = Int(form.rawValue)
        guard index < cells.count else {
          left.append(form)
          continue
        }
        if cells[index] != number {
          cells[index] = number
          changed(form)
        }
      }
    }
    return left
  }

  /// Adds all numbers of a table, where both are arrays and no sum overflows; else changes nothing and returns false.
  mutating func merge(_ other: FormTable) -> Bool {
    guard other.used == 0, other.ofLast == 0, used == 0, ofLast == 0 else { return false }
    if dense.count < other.dense.count {
      dense.append(contentsOf: repeatElement(0, count: other.dense.count - dense.count))
    }
    return dense.withUnsafeMutableBufferPointer { own in
      other.dense.withUnsafeBufferPointer { other in
        var overflows = false
        for index in other.indices { overflows = overflows || own[index] > .max - other[index] }
        if overflows { return false }
        for index in other.indices { own[index] &+= other[index] }
        return true
      }
    }
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
    let count = Int(largest) + 1
    // A little more, as later segments bring later forms.
    if count > dense.count { dense.append(contentsOf: repeatElement(0, count: count + count / 8 - dense.count)) }
    for index in keys.indices where keys[index] != 0 { dense[Int(keys[index]) - 1] = values[index] }
    (keys, values, used, largest) = ([], [], 0, 0)
  }

  /// Calls the body with every form whose number is not 0, ascending.
  func forEach(_ body: (UInt32, UInt32) throws -> Void) rethrows {
    for (index, value) in dense.enumerated() where value != 0 {
      try body(UInt32(truncatingIfNeeded: index), value)
    }
    if used > 0 {
      for key in keys.filter({ $0 != 0 }).sorted() {
        let value = self[key - 1]
        if value != 0 { try body(key - 1, value) }
      }
    }
    if ofLast != 0 { try body(.max, ofLast) }
  }

  /// Calls the body, in no order that matters, with the forms whose number is at least a threshold, which the body may raise; not with 0.
  @inline(__always)
  func forEach(atLeast threshold: UInt32, _ body: (UInt32, UInt32, inout UInt32) -> Void) {
    var threshold = max(threshold, 1)
    dense.withUnsafeBufferPointer { dense in
      for index in dense.indices where dense[index] >= threshold {
        body(UInt32(truncatingIfNeeded: index), dense[index], &threshold)
      }
    }
    if used > 0 {
      for slot in keys.indices where keys[slot] != 0 && values[slot] >= threshold {
        body(keys[slot] - 1, values[slot], &threshold)
      }
    }
    if ofLast >= threshold { body(.max, ofLast, &threshold) }
  }

  /// How many forms have a number that is not 0.
  var count: Int {
    dense.reduce(0) { $0 + ($1 == 0 ? 0 : 1) } + values.reduce(0) { $0 + ($1 == 0 ? 0 : 1) } + (ofLast == 0 ? 0 : 1)
  }
}
