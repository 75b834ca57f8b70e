import Glibc

/// Memory for plain values that grows: makes room first, then lends a pointer for writing without checks.
///
/// Its members are read and written one by one, never lent: checks of exclusive access, which cost more than what they guard, are off.
final class GrowingMemory<Element: BitwiseCopyable> {
  @exclusivity(unchecked) private(set) var base: UnsafeMutablePointer<Element>
  @exclusivity(unchecked) private var capacity: Int
  /// How many elements are in use.
  @exclusivity(unchecked) private(set) var count = 0

  /// Whether large pages are used for what is large.
  private let large: Bool

  /// Has room for so many; without `large` pages, for what has room for much more than is ever written.
  init(capacity: Int = 1_024, large: Bool = true) {
    self.capacity = max(16, capacity)
    self.large = large
    base = GrowingMemory.room(self.capacity, large)
  }

  /// Has so many elements with all bits zero; without `large` pages, where few of them will be written.
  init(zeros: Int, large: Bool = true) {
    capacity = max(16, zeros)
    self.large = large
    base = PageMemory.zeroed(capacity, of: Element.self, large: large)
    count = max(0, zeros)
  }

  private static func room(_ count: Int, _ large: Bool) -> UnsafeMutablePointer<Element> {
    let small = large ? nil : PageMemory.reserve(count, of: Element.self)
    return small ?? PageMemory.allocate(count, of: Element.self)
  }

  deinit { PageMemory.free(base, capacity) }

  /// Makes room for so many more.
  @inline(__always)
  func makeRoom(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  @inline(never)
  private func grow(_ more: Int) {
    let old = capacity
    capacity = max(old * 2, count + more)
    base =
      PageMemory.reallocate(base, to: capacity)
      ?? PageMemory.enlarge(base, used: count, from: old, to: capacity) { GrowingMemory.room($0, large) }
  }

  /// Appends one.
  @inline(__always)
  func append(_ element: Element) {
    makeRoom(1)
    base[count] = element
    count += 1
  }

  /// Appends a copy of others.
  func append(_ other: UnsafeBufferPointer<Element>) {
    guard let start = other.baseAddress else { return }
    makeRoom(other.count)
    memcpy(base + count, start, other.count * MemoryLayout<Element>.stride)
    count += other.count
  }

  /// Appends so many of the same; none when the number is not positive.
  func append(repeating element: Element, count more: Int) {
    guard more > 0 else { return }
    makeRoom(more)
    for index in count..<count + more { base[index] = element }
    count += more
  }

  /// Counts so many as in use that were written beyond the end; room must have been made.
  func advance(_ more: Int) { count += more }

  /// Sets all bits of what is in use to zero.
  func clear() { memset(base, 0, count * MemoryLayout<Element>.stride) }

  /// Forgets all but the memory.
  func removeAll() { count = 0 }

  /// Forgets the first so many and moves the others to the front.
  func removeFirst(_ first: Int) {
    count -= first
    memmove(base, base + first, count * MemoryLayout<Element>.stride)
  }

  /// Cuts off what is from `start` on, and returns it: in `spare`, which is empty, or else in memory of its own, with as much room as
  /// this one.
  func cut(at start: Int, into spare: GrowingMemory? = nil) -> GrowingMemory {
    let rest = spare ?? GrowingMemory(capacity: capacity)
    rest.append(buffer(start..<count))
    count = start
    return rest
  }

  /// What is in use.
  var buffer: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  /// A part of it.
  func buffer(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }
}
