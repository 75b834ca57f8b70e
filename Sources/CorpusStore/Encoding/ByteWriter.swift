import Glibc

/// A growing stretch of bytes: the encoders write numbers here.
///
/// Memory that is not the program's is never touched: every write makes room first.
struct ByteWriter: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// How many bytes were written.
  private(set) var count = 0

  init(capacity: Int = 4_096) {
    self.capacity = max(capacity, 64)
    memory = .allocate(capacity: self.capacity)
  }

  deinit { memory.deallocate() }

  /// Forgets all but the memory.
  mutating func removeAll() { count = 0 }

  /// Makes room for so many bytes more.
  @inline(__always)
  mutating func makeRoom(_ bytes: Int) {
    if count + bytes > capacity { grow(bytes) }
  }

  @inline(never)
  private mutating func grow(_ bytes: Int) {
    capacity = max(capacity * 2, count + bytes)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    memcpy(larger, memory, count)
    memory.deallocate()
    memory = larger
  }

  /// Writes a number in 1 to 5 bytes, 7 bits each, the lowest first.
  @inline(__always)
  mutating func varint(_ number: UInt32) {
    makeRoom(5)
    var rest = number
    while rest >= 0x80 {
      memory[count] = UInt8(truncatingIfNeeded: rest) | 0x80
      count += 1
      rest >>= 7
    }
    memory[count] = UInt8(truncatingIfNeeded: rest)
    count += 1
  }

  /// Writes a number in 4 bytes, little endian.
  mutating func fixed32(_ number: UInt32) {
    makeRoom(4)
    UnsafeMutableRawPointer(memory + count).storeBytes(of: number.littleEndian, as: UInt32.self)
    count += 4
  }

  /// Writes the lowest `bytes` bytes of a number, little endian.
  @inline(__always)
  mutating func low(_ number: UInt64, bytes: Int) {
    makeRoom(8)
    UnsafeMutableRawPointer(memory + count).storeBytes(of: number.littleEndian, as: UInt64.self)
    count += bytes
  }

  /// Lets the body write up to `most` bytes and return where they end.
  @inline(__always)
  mutating func write(most: Int, _ body: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>) {
    makeRoom(most)
    count = memory.distance(to: body(memory + count))
  }

  /// Replaces 4 bytes that were written.
  mutating func replace32(at offset: Int, _ number: UInt32) {
    precondition(offset + 4 <= count)
    UnsafeMutableRawPointer(memory + offset).storeBytes(of: number.littleEndian, as: UInt32.self)
  }

  /// Appends what another wrote.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    makeRoom(bytes.count)
    memcpy(memory + count, base, bytes.count)
    count += bytes.count
  }

  /// The bytes as an array.
  func bytes() -> [UInt8] { Array(UnsafeBufferPointer(start: memory, count: count)) }

  /// Lends the bytes.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(start: memory, count: count))
  }
}
