/// Reads numbers from bytes that `CheckedBlob` holds: these are followed by at least 16 bytes of its padding, so a number
/// that starts inside may be read without looking; whoever reads checks `isInside` afterwards.
struct ByteCursor {
  private var next: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  /// Reads from `offset` up to `end` (both in bytes from `base`).
  init(_ base: UnsafeRawPointer, from offset: Int, to end: Int) {
    next = (base + offset).assumingMemoryBound(to: UInt8.self)
    self.end = (base + end).assumingMemoryBound(to: UInt8.self)
  }

  /// Whether a number may be read: bytes are left.
  var hasMore: Bool {
    @inline(__always) get { next < end }
  }

  /// Whether no number reached beyond the end.
  var isInside: Bool {
    @inline(__always) get { next <= end }
  }

  /// The next two bytes, without going on; they may be padding.
  @inline(__always)
  var nextTwo: UInt16 { UInt16(littleEndian: UnsafeRawPointer(next).loadUnaligned(as: UInt16.self)) }

  /// Goes on by some bytes that were looked at.
  @inline(__always)
  mutating func skip(_ bytes: Int) { next += bytes }

  /// The next so many bytes, and goes on behind them; nil when there are fewer.
  @inline(__always)
  mutating func bytes(_ count: Int) -> UnsafePointer<UInt8>? {
    guard count >= 0, end - next >= count else { return nil }
    defer { next += count }
    return next
  }

  /// Reads a number of 1 to 5 bytes; at most three may be read between two looks at `hasMore`.
  @inline(__always)
  mutating func varint() -> UInt32 {
    let first = next[0]
    next += 1
    if first < 0x80 { return UInt32(first) }
    return longVarint(first)
  }

  @inline(__always)
  private mutating func longVarint(_ first: UInt8) -> UInt32 {
    var number = UInt32(first & 0x7F)
    var shift: UInt32 = 7
    while true {
      let byte = next[0]
      next += 1
      number |= UInt32(byte & 0x7F) << shift
      shift += 7
      if byte < 0x80 || shift > 28 { return number }
    }
  }
}
