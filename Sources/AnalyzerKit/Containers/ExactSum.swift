/// The exact sum of any number of `Double` values: whatever the order, the result is the same and rounded once.
///
/// A fixed-point number of 2,208 bits in limbs of 32, so that every finite `Double` fits (Neal 2015, "Fast exact
/// summation using small and large superaccumulators", the small kind). Adding is constant time.
public struct ExactSum: Sendable, Mergeable {
  private static let limbCount = 69
  /// Each holds 32 bits of the number and room for carries; none while the sum is 0.
  private var limbs: [Int64] = []
  private var additions = 0
  private var notANumber = 0
  private var positiveInfinities = 0
  private var negativeInfinities = 0

  /// The sum of nothing.
  public init() {}

  /// Adds a number; infinities and not-a-number are kept apart and show in the value.
  public mutating func add(_ number: Double) {
    guard number.isFinite else {
      switch number {
      case .infinity: positiveInfinities += 1
      case -.infinity: negativeInfinities += 1
      default: notANumber += 1
      }
      return
    }
    guard number != 0 else { return }
    if limbs.isEmpty { limbs = Array(repeating: 0, count: ExactSum.limbCount) }
    let exponent = Int(number.exponentBitPattern)
    let mantissa = number.significandBitPattern | (exponent == 0 ? 0 : 1 << 52)
    let shift = max(exponent, 1) - 1
    let (limb, offset) = (shift >> 5, UInt64(shift & 31))
    let low = (mantissa & 0xFFFF_FFFF) << offset
    let high = (mantissa >> 32) << offset
    let sign: Int64 = number < 0 ? -1 : 1
    limbs[limb] += sign * Int64(low & 0xFFFF_FFFF)
    limbs[limb + 1] += sign * Int64((low >> 32) + (high & 0xFFFF_FFFF))
    limbs[limb + 2] += sign * Int64(high >> 32)
    additions += 1
    if additions >= 1 << 28 { normalise() }
  }

  /// Adds another sum.
  public mutating func merge(_ other: ExactSum) throws {
    notANumber = try ExactSum.total(notANumber, other.notANumber)
    positiveInfinities = try ExactSum.total(positiveInfinities, other.positiveInfinities)
    negativeInfinities = try ExactSum.total(negativeInfinities, other.negativeInfinities)
    guard !other.limbs.isEmpty else { return }
    guard !limbs.isEmpty else {
      limbs = other.limbs
      additions = other.additions
      return
    }
    var other = other
    other.normalise()
    normalise()
    for index in limbs.indices { limbs[index] += other.limbs[index] }
    normalise()
  }

  private static func total(_ left: Int, _ right: Int) throws -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    guard !overflow else { throw AnalyzerError.overflow("a number of infinities") }
    return sum
  }

  /// Carries over, so that all limbs but the last are between 0 and 2³² − 1.
  private mutating func normalise() {
    additions = 0
    guard !limbs.isEmpty else { return }
    var carry: Int64 = 0
    for index in 0..<ExactSum.limbCount - 1 {
      let value = limbs[index] + carry
      limbs[index] = value & 0xFFFF_FFFF
      carry = value >> 32
    }
    limbs[ExactSum.limbCount - 1] += carry
  }

  /// The sum, rounded to the nearest `Double`, ties to even.
  public var value: Double {
    if notANumber > 0 || (positiveInfinities > 0 && negativeInfinities > 0) { return .nan }
    if positiveInfinities > 0 { return .infinity }
    if negativeInfinities > 0 { return -.infinity }
    guard !limbs.isEmpty else { return 0 }
    var copy = self
    copy.normalise()
    let isNegative = copy.limbs[ExactSum.limbCount - 1] < 0
    if isNegative {
      copy.limbs = copy.limbs.map { -$0 }
      copy.normalise()
    }
    let magnitude = ExactSum.rounded(copy.limbs)
    return isNegative ? -magnitude : magnitude
  }

  private static func rounded(_ limbs: [Int64]) -> Double {
    guard let top = limbs.lastIndex(where: { $0 != 0 }) else { return 0 }
    let highest = top * 32 + 63 - limbs[top].leadingZeroBitCount
    func bit(_ index: Int) -> UInt64 {
      index < 0 ? 0 : UInt64(bitPattern: limbs[min(index >> 5, limbCount - 1)] >> Int64(index & 31)) & 1
    }
    let lowest = max(highest - 52, 0)
    var significand: UInt64 = 0
    for index in stride(from: highest, through: lowest, by: -1) { significand = significand << 1 | bit(index) }
    // The bits of a number below 2⁵³ units are its own pattern; above, the exponent counts up from there.
    var pattern = significand
    if highest >= 52 { pattern = UInt64(highest - 51) << 52 | significand & (1 << 52 - 1) }
    guard lowest > 0 else { return Double(bitPattern: pattern) }
    guard highest - 51 < 2047 else { return .infinity }
    if bit(lowest - 1) == 1 {
      let hasMore = (0..<lowest - 1).contains { bit($0) == 1 }
      if hasMore || significand & 1 == 1 { pattern += 1 }
    }
    return Double(bitPattern: pattern)
  }
}

extension ExactSum: Codable {
  /// Reads a sum; damaged bytes are an error.
  public init(from decoder: any Decoder) throws {
    var reader = ByteReader(try Blob(from: decoder).bytes)
    notANumber = try reader.readNatural()
    positiveInfinities = try reader.readNatural()
    negativeInfinities = try reader.readNatural()
    while !reader.isAtEnd {
      if limbs.isEmpty { limbs = Array(repeating: 0, count: ExactSum.limbCount) }
      let index = try reader.readNatural()
      let value = try reader.readSigned()
      let isLast = index == ExactSum.limbCount - 1
      guard index < ExactSum.limbCount, isLast ? abs(value / 2) < 1 << 40 : (0...0xFFFF_FFFF).contains(value) else {
        throw AnalyzerError.damagedPartial("a sum is out of range")
      }
      limbs[index] = Int64(value)
    }
  }

  /// Writes the limbs that are not 0, after carrying over: equal sums give equal bytes.
  public func encode(to encoder: any Encoder) throws {
    var copy = self
    copy.normalise()
    var writer = ByteWriter()
    for count in [notANumber, positiveInfinities, negativeInfinities] { writer.append(UInt64(count)) }
    for (index, limb) in copy.limbs.enumerated() where limb != 0 {
      writer.append(UInt64(index))
      writer.append(signed: Int(limb))
    }
    try Blob(writer.bytes).encode(to: encoder)
  }
}

extension ExactSum: Equatable {
  /// Two sums are equal when their exact values are.
  public static func == (left: ExactSum, right: ExactSum) -> Bool {
    func canonical(_ sum: ExactSum) -> [Int64] {
      var copy = sum
      copy.normalise()
      return copy.limbs.allSatisfy { $0 == 0 } ? [] : copy.limbs
    }
    return canonical(left) == canonical(right) && left.notANumber == right.notANumber
      && left.positiveInfinities == right.positiveInfinities && left.negativeInfinities == right.negativeInfinities
  }
}
