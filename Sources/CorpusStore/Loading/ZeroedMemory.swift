import Glibc

/// Memory for numbers that are 0 until they are written, and that grows: what the system gives is zero already.
///
/// As with `GrowingMemory`, its members are read and written one by one.
final class ZeroedMemory<Element: BitwiseCopyable & BinaryInteger> {
  @exclusivity(unchecked) private(set) var base: UnsafeMutablePointer<Element>
  /// How many elements there are.
  @exclusivity(unchecked) private(set) var count = 16

  init() { base = PageMemory.zeroed(16, of: Element.self) }

  deinit { PageMemory.free(base, count) }

  /// Has at least so many elements: at least twice as many as before where they are not there.
  func extend(to wanted: Int) {
    guard wanted > count else { return }
    let larger = max(wanted, count * 2)
    base = PageMemory.enlarge(base, used: count, from: count, to: larger) { PageMemory.zeroed($0, of: Element.self) }
    count = larger
  }
}
