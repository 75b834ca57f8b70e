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

  /// The first `forms` forms as bits, eight a byte, the lowest first.
  func bytes(_ forms: Int) -> [UInt8] {
    (0..<(forms + 7) / 8).map { index in
      index / 8 < words.count ? UInt8(truncatingIfNeeded: words[index / 8] >> UInt64(index % 8 * 8)) : 0
    }
  }

  /// The set that `bytes` gave.
  init(bytes: UnsafeRawBufferPointer) {
    words = Array(repeating: 0, count: (bytes.count + 7) / 8)
    for (index, byte) in bytes.enumerated() { words[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8) }
  }

  init() {}

  /// How many forms it holds.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Adds forms.
  mutating func insert(_ forms: some Sequence<UInt32>) {
    for form in forms { insert(form) }
  }
}
