/// The shingles of a document: the runs of so many forms in a row, as 64-bit hashes.
///
/// A document with fewer forms than a shingle has is one shingle as a whole. Two different shingles share a hash with a
/// probability of 5 · 10⁻²⁰.
enum Shingles {
  /// An odd number without pattern: a shingle is a polynomial over the hashes of its forms.
  private static let base: UInt64 = 0x9FB2_1C65_1E98_DF25

  /// The hashes of all shingles in their order; none for a document without forms.
  static func hashes(of forms: [UInt64], width: Int) -> [UInt64] {
    guard !forms.isEmpty else { return [] }
    let width = min(width, forms.count)
    var highest: UInt64 = 1
    for _ in 1..<max(width, 1) { highest = highest &* base }
    var sum: UInt64 = 0
    for form in forms[..<width] { sum = sum &* base &+ form }
    var result: [UInt64] = []
    result.reserveCapacity(forms.count - width + 1)
    result.append(mixed(sum &+ UInt64(width)))
    for index in width..<max(width, forms.count) {
      sum = (sum &- forms[index - width] &* highest) &* base &+ forms[index]
      result.append(mixed(sum &+ UInt64(width)))
    }
    return result
  }

  /// The hash of a sequence of hashes.
  static func hash(of numbers: some Sequence<UInt64>) -> UInt64 {
    var sum: UInt64 = 0
    for number in numbers { sum = sum &* base &+ mixed(number) }
    return mixed(sum)
  }

  /// The hash of a form's text (FNV-1a, mixed).
  static func hash(ofText bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return mixed(value)
  }

  /// Spreads what tells numbers apart over all bits (the finaliser of SplitMix64).
  static func mixed(_ number: UInt64) -> UInt64 {
    var value = number &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// The Jaccard similarity of two sets, given as ascending lists: what they share by what they have together.
  static func similarity(_ left: [UInt64], _ right: [UInt64]) -> Double {
    var (i, j, shared) = (0, 0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] {
        shared += 1
        i += 1
        j += 1
      } else if left[i] < right[j] {
        i += 1
      } else {
        j += 1
      }
    }
    let all = left.count + right.count - shared
    return all == 0 ? 0 : Double(shared) / Double(all)
  }
}
