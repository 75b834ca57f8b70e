/// The class of every code point in two stages: blocks of 256, equal blocks shared.
///
/// Built once from the generated runs, in well under a millisecond.
/// The memory is never freed or changed after `init`, so any thread may read it.
struct CharacterClassTable: @unchecked Sendable {
  static let shared = CharacterClassTable()

  /// The block number of each 256 code points.
  private let stages: UnsafeMutablePointer<UInt16>
  private let blocks: UnsafeMutablePointer<UInt8>
  /// The classes of ASCII, for the hot loop.
  let ascii: UnsafePointer<UInt8>

  private init() {
    let runs = CharacterRanges.packed
    var blockBytes: [UInt8] = []
    var uniform = [Int](repeating: -1, count: 256)
    stages = .allocate(capacity: 0x1100)
    var run = 0
    for block in 0..<0x1100 {
      let first = UInt32(block) << 8
      while run + 1 < runs.count, runs[run + 1] >> 8 <= first { run += 1 }
      let value = UInt8(truncatingIfNeeded: runs[run])
      let isUniform = run + 1 >= runs.count || runs[run + 1] >> 8 >= first + 256
      if isUniform, uniform[Int(value)] >= 0 {
        stages[block] = UInt16(uniform[Int(value)])
        continue
      }
      stages[block] = UInt16(blockBytes.count >> 8)
      if isUniform { uniform[Int(value)] = blockBytes.count >> 8 }
      var at = run
      for scalar in first..<first + 256 {
        while at + 1 < runs.count, runs[at + 1] >> 8 <= scalar { at += 1 }
        blockBytes.append(UInt8(truncatingIfNeeded: runs[at]))
      }
    }
    blocks = .allocate(capacity: blockBytes.count)
    blocks.initialize(from: blockBytes, count: blockBytes.count)
    ascii = UnsafePointer(blocks + Int(stages[0]) << 8)
  }

  /// The class of a code point; values beyond U+10FFFF are symbols.
  @inline(__always) subscript(scalar: UInt32) -> UInt8 { byte(scalar) & 0x7F }

  /// Whether a form with this code point may not be in NFC, or is a soft hyphen.
  @inline(__always) func isSuspect(_ scalar: UInt32) -> Bool { byte(scalar) & 0x80 != 0 }

  @inline(__always) private func byte(_ scalar: UInt32) -> UInt8 {
    if scalar > 0x10FFFF { return CharacterClass.symbol }
    return blocks[Int(stages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
  }
}
