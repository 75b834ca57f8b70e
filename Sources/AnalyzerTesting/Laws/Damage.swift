/// Makes bytes that are no partial, or hardly one.
enum Damage {
  /// A few random bytes, most of them small, so that some look like the start of a value.
  static func random(using generator: inout SeededGenerator) -> [UInt8] {
    (0..<Int.random(in: 0...24, using: &generator)).map { _ in
      Bool.random(using: &generator) ? .random(in: 0...8, using: &generator) : .random(in: 0...255, using: &generator)
    }
  }

  /// Bytes with a few changed, cut off, or put in twice.
  static func damaged(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
    guard !bytes.isEmpty else { return [0xFF] }
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes[place] = .random(in: 0...255, using: &generator)
      case 1: bytes[place] ^= 0x80
      case 2: bytes.insert(.random(in: 0...255, using: &generator), at: place)
      default: bytes.removeLast(min(bytes.count - 1, place))
      }
    }
    return bytes
  }
}
