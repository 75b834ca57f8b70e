/// A sum of finite doubles in schoolbook arithmetic: a whole number of 2⁻¹⁰⁷⁴, in two's complement, lowest word first.
struct ExactReference: Equatable {
  private var words = [UInt32](repeating: 0, count: 80)

  init(_ numbers: [Double]) { for number in numbers { add(number) } }

  private mutating func add(_ number: Double) {
    let exponent = Int(number.exponentBitPattern)
    let mantissa = number.significandBitPattern + (exponent == 0 ? 0 : 1 << 52)
    var added = [UInt32](repeating: 0, count: words.count)
    for bit in 0..<53 where (mantissa >> UInt64(bit)) & 1 == 1 {
      let place = bit + max(exponent, 1) - 1
      added[place / 32] |= 1 << UInt32(place % 32)
    }
    var carry: UInt64 = number < 0 ? 1 : 0
    for index in words.indices {
      let sum = UInt64(words[index]) + UInt64(number < 0 ? ~added[index] : added[index]) + carry
      words[index] = UInt32(truncatingIfNeeded: sum)
      carry = sum >> 32
    }
  }

  func isLess(than other: ExactReference) -> Bool {
    let signs = (words[79] >> 31, other.words[79] >> 31)
    if signs.0 != signs.1 { return signs.0 == 1 }
    for index in words.indices.reversed() where words[index] != other.words[index] {
      return words[index] < other.words[index]
    }
    return false
  }

  /// Whether a finite double is the nearest to the sum of some numbers; of two as near, the even one.
  static func isNearest(_ value: Double, to numbers: [Double]) -> Bool {
    let twice = ExactReference(numbers + numbers)
    for neighbour in [value.nextUp, value.nextDown] where neighbour.isFinite {
      let border = ExactReference([value, neighbour])
      let isEven = value.significandBitPattern & 1 == 0
      if twice == border ? !isEven : (neighbour > value) == border.isLess(than: twice) { return false }
    }
    return true
  }
}
