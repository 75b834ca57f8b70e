/// A set of forms, a bit each.
struct FormSet: Sendable {
  private var words: [UInt64] = []

  /// Whether it holds the form.
  @inline(__always)
  func contains(_ form: UInt32) -> Bool {
    let index = Int(form >> 6)
    return index < words.count && words[index] >> UInt64(form & 63) & 1 != 0
  }

  /// Adds a form.
  mutating func insert(_ form: UInt32) {
    let index = Int(form >> 6)
    if index >= words.count { words.append(contentsOf: repeatElement(0, count: index + 1 + index / 8 - words.count)) }
    words[index] |= 1 << UInt64(form & 63)
  }

  /// Adds forms.
  mutating func insert(_ forms: some Sequence<UInt32>) {
    for form in forms { insert(form) }
  }
}
