import AnalyzerKit

/// A repeatable source of random numbers (SplitMix64, Steele, Lea and Flood 2014).
struct RandomSource: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Any scalars, mostly those that formats care about.
  mutating func text(upTo length: Int = 12) -> String {
    let special: [Unicode.Scalar] = [
      "\t", "\n", "\r", "\\", "\"", ",", "|", " ", "a", "ä", "\u{1B}", "\u{0}", "\u{85}", "\u{2028}", "\u{202E}",
      "\u{301}", "\u{200D}", "\u{FE0F}", "安", "👩", "🇩", "n", "t", "0", "\u{AD}", "\u{E0067}", "\u{1100}", "\u{1161}",
    ]
    var result = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...length, using: &self) {
      if Int.random(in: 0..<4, using: &self) > 0 {
        result.append(special.randomElement(using: &self) ?? "x")
      } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &self)) {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// A real number of any size, sometimes whole, sometimes not finite.
  mutating func real() -> Double {
    switch Int.random(in: 0..<4, using: &self) {
    case 0: Double(bitPattern: next())
    case 1: Double(Int.random(in: -1000...1000, using: &self))
    case 2: Double(Int.random(in: -100_000...100_000, using: &self)) / 1000
    default: Double.random(in: -1...1, using: &self)
    }
  }

  /// A table of a text, a whole, a real and a text again, with missing values.
  mutating func table(rows: Int) throws -> Table {
    var table = Table(columns: [
      Column("a", .text), Column("b", .integer), Column("c", .real), Column(text() + "d", .text, role: .leftContext),
    ])
    for _ in 0..<rows {
      try table.append([
        .text(text()), .integer(Int(truncatingIfNeeded: next())), .real(real()),
        Bool.random(using: &self) ? .missing : .text(text()),
      ])
    }
    return table
  }
}
