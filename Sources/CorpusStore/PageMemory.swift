import CMemory
import Glibc

/// Memory for what is large: stretches come from the system in large pages, and go back to it at once.
///
/// Tables that are read all over the place spend much of their time on finding pages; with pages of 2 MB they do not.
enum PageMemory {
  /// The size of a large page; stretches from this on are taken from the system.
  static let pageBytes = 1 << 21

  /// Room for so many elements, whose content is not defined.
  static func allocate<Element: BitwiseCopyable>(_ count: Int, of type: Element.Type) -> UnsafeMutablePointer<Element> {
    let bytes = count * MemoryLayout<Element>.stride
    if bytes >= pageBytes, let mapped = map(bytes) { return mapped.bindMemory(to: Element.self, capacity: count) }
    return fromAllocator(count, of: type)
  }

  /// The same in small pages, so that what is not touched costs nothing, until `useLargePages`; nil when the system gives none.
  static func reserve<Element: BitwiseCopyable>(_ count: Int, of type: Element.Type) -> UnsafeMutablePointer<Element>? {
    let bytes = count * MemoryLayout<Element>.stride
    guard bytes >= pageBytes else { return fromAllocator(count, of: type) }
    return map(bytes, large: false)?.bindMemory(to: Element.self, capacity: count)
  }

  /// Has what was reserved filled in large pages, where it is large: all of it is about to be written.
  static func useLargePages<Element: BitwiseCopyable>(_ memory: UnsafeMutablePointer<Element>, _ count: Int) {
    let bytes = count * MemoryLayout<Element>.stride
    if bytes >= pageBytes, isMapped(memory) { madvise(memory, whole(bytes), MADV_HUGEPAGE) }
  }

  /// Room for so many elements with all bits zero; without `large` pages, where little of it will be touched.
  static func zeroed<Element: BitwiseCopyable>(
    _ count: Int, of type: Element.Type, large: Bool = true
  ) -> UnsafeMutablePointer<Element> {
    let bytes = count * MemoryLayout<Element>.stride
    if bytes >= pageBytes, let mapped = map(bytes, large: large) {
      return mapped.bindMemory(to: Element.self, capacity: count)
    }
    let made = fromAllocator(count, of: type)
    // Written, not left to the system: pages that are read before they are written are given twice.
    memset(made, 0, bytes)
    return made
  }

  /// Gives back room for so many elements.
  static func free<Element: BitwiseCopyable>(_ memory: UnsafeMutablePointer<Element>, _ count: Int) {
    let bytes = count * MemoryLayout<Element>.stride
    if bytes >= pageBytes, isMapped(memory) { munmap(memory, whole(bytes)) } else { Glibc.free(memory) }
  }

  /// The same room for so many elements, as long as it is not large; nil where it is, or none is left.
  ///
  /// The allocator moves pages, too, from some size on.
  static func reallocate<Element: BitwiseCopyable>(
    _ memory: UnsafeMutablePointer<Element>, to count: Int
  ) -> UnsafeMutablePointer<Element>? {
    let bytes = count * MemoryLayout<Element>.stride
    return bytes < pageBytes ? realloc(memory, bytes)?.bindMemory(to: Element.self, capacity: count) : nil
  }

  /// Room for `new` elements instead of `old`, which `make` makes, with the first so many that are `used`.
  ///
  /// Large pages move as they are: what they hold is not copied, and no memory is touched.
  static func enlarge<Element: BitwiseCopyable>(
    _ memory: UnsafeMutablePointer<Element>, used: Int, from old: Int, to new: Int,
    _ make: (Int) -> UnsafeMutablePointer<Element>
  ) -> UnsafeMutablePointer<Element> {
    var larger = make(new)
    let (bytes, usedBytes) = (old * MemoryLayout<Element>.stride, used * MemoryLayout<Element>.stride)
    if usedBytes >= pageBytes, isMapped(memory), isMapped(larger) {
      if lect_move_pages(memory, whole(bytes), larger, whole(new * MemoryLayout<Element>.stride)) { return larger }
      // That place may be another's by now.
      larger = make(new)
    }
    memcpy(larger, memory, usedBytes)
    free(memory, old)
    return larger
  }

  /// So many bytes and what is left of the last large page.
  static func whole(_ bytes: Int) -> Int { (bytes + pageBytes - 1) / pageBytes * pageBytes }

  /// Room from the allocator; what is large begins anywhere but with a large page, so that `free` can tell it.
  private static func fromAllocator<Element: BitwiseCopyable>(
    _ count: Int, of type: Element.Type
  ) -> UnsafeMutablePointer<Element> {
    func make() -> UnsafeMutablePointer<Element> {
      // Where there is no memory left, this ends as it does everywhere.
      malloc(count * MemoryLayout<Element>.stride)?.bindMemory(to: type, capacity: count) ?? .allocate(capacity: count)
    }
    var made = make()
    while isMapped(made) {
      let other = make()
      Glibc.free(made)
      made = other
    }
    return made
  }

  private static func isMapped(_ memory: UnsafeMutableRawPointer) -> Bool {
    UInt(bitPattern: memory) & UInt(pageBytes - 1) == 0
  }

  /// Maps whole large pages; nil when the system gives none.
  private static func map(_ bytes: Int, large: Bool = true) -> UnsafeMutableRawPointer? {
    let size = whole(bytes)
    let length = size + pageBytes
    guard let start = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), start != MAP_FAILED
    else { return nil }
    let before = whole(Int(bitPattern: start)) - Int(bitPattern: start)
    if before > 0 { munmap(start, before) }
    let aligned = start + before
    if length - before > size { munmap(aligned + size, length - before - size) }
    // Where the system has no large pages, small ones do.
    if large { madvise(aligned, size, MADV_HUGEPAGE) }
    return aligned
  }
}
