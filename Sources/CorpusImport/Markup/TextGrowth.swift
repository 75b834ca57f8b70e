/// How much longer than its file a document may become, so that entities cannot make a flood of a few bytes.
struct TextGrowth {
  /// How many times its own length.
  static let most = 32
  /// How deep entities may stand within entities.
  static let deepest = 8
  /// What is always allowed, in bytes.
  private static let free = 1 << 20

  private var given = 0

  /// Counts bytes; false when all together are too many for what was read.
  mutating func allows(_ count: Int, read: Int) -> Bool {
    given += count
    return given <= TextGrowth.free || given / TextGrowth.most <= read
  }
}
