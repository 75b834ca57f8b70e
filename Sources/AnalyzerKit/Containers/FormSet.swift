/// A set of forms: one bit a form up to the largest.
public struct FormSet: Hashable, Sendable {
  @usableFromInline var bits: [UInt64] = []

  /// An empty set.
  public init() {}

  /// The set of the given forms.
  public init(_ forms: some Sequence<FormID>) {
    for form in forms { insert(form) }
  }

  /// Whether a form is in the set; constant time.
  @inlinable
  public func contains(_ form: FormID) -> Bool {
    let word = Int(form.rawValue >> 6)
    return word < bits.count && bits[word] & (1 << UInt64(form.rawValue & 63)) != 0
  }

  /// Adds a form.
  public mutating func insert(_ form: FormID) {
    let word = Int(form.rawValue >> 6)
    if word >= bits.count { bits.append(contentsOf: repeatElement(0, count: word + 1 - bits.count)) }
    bits[word] |= 1 << UInt64(form.rawValue & 63)
  }

  /// Adds the forms of another set.
  public mutating func formUnion(_ other: FormSet) {
    if other.bits.count > bits.count {
      bits.append(contentsOf: repeatElement(0, count: other.bits.count - bits.count))
    }
    for index in other.bits.indices { bits[index] |= other.bits[index] }
  }

  /// How many forms it holds; linear in the largest.
  public var count: Int { bits.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether it holds none.
  public var isEmpty: Bool { bits.allSatisfy { $0 == 0 } }

  /// The forms, ascending by number.
  public var forms: [FormID] {
    var result: [FormID] = []
    for (index, word) in bits.enumerated() where word != 0 {
      for bit in 0..<64 where word & (1 << UInt64(bit)) != 0 {
        result.append(FormID(rawValue: UInt32(truncatingIfNeeded: index * 64 + bit)))
      }
    }
    return result
  }

  /// Two sets are equal when they hold the same forms, whatever room they take.
  public static func == (left: FormSet, right: FormSet) -> Bool {
    let shared = min(left.bits.count, right.bits.count)
    return left.bits[..<shared] == right.bits[..<shared]
      && left.bits[shared...].allSatisfy { $0 == 0 } && right.bits[shared...].allSatisfy { $0 == 0 }
  }

  /// Hashes the forms that are in the set.
  public func hash(into hasher: inout Hasher) {
    for (index, word) in bits.enumerated() where word != 0 {
      hasher.combine(index)
      hasher.combine(word)
    }
  }
}
