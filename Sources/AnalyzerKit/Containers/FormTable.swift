/// A mark of 32 bits for each form: in a hash table at first, in an array by form number when that fills.
struct FormTable: Sendable {
  private var dense: [UInt32] = []
  /// The marks of forms beyond the array.
  private var sparse = SparseCounts<UInt32>()

  /// All marks are 0.
  init() {}

  /// Gives a form a mark; tells whether it had another.
  mutating func replace(_ form: FormID, by mark: UInt32) -> Bool {
    let index = Int(form.rawValue)
    if index < dense.count {
      defer { dense[index] = mark }
      return dense[index] != mark
    }
    let before = sparse[form.rawValue]
    if before == Int(mark) { return false }
    sparse.add(form.rawValue, Int(mark) - before)
    spread()
    return true
  }

  /// Gives each of some forms a mark; returns those that had another, and those that are not in the array.
  mutating func replace(_ forms: [FormID], by mark: UInt32) -> (changed: [FormID], left: [FormID]) {
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
          count &+= cells[index] == mark ? 0 : 1
          cells[index] = mark
        }
      }
    }
    return (changed, left)
  }

  /// Makes an array of a hash table that has filled.
  private mutating func spread() {
    // A slot takes twelve bytes and is half empty; an array for as many forms as sixteen times takes little more.
    guard sparse.used > 1024, Int(sparse.largest) < sparse.used * 16 else { return }
    // A little more, as later segments bring later forms.
    let count = Int(sparse.largest) + 1 + Int(sparse.largest) / 8
    if count > dense.count { dense += Array(repeating: 0, count: count - dense.count) }
    var beyond = SparseCounts<UInt32>()
    sparse.forEach { form, mark in
      if Int(form) < dense.count {
        dense[Int(form)] = UInt32(truncatingIfNeeded: mark)
      } else {
        beyond.add(form, mark)
      }
    }
    sparse = beyond
  }
}
