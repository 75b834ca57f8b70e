/// Memory that grows and is reused: the one type behind which batches keep their unsafe pointers.
///
/// Reads and writes through the subscript are checked; `pointer` is for the loops that must not be, and is valid until
/// the next call that changes the capacity.
public struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  /// Where the elements are.
  public private(set) var pointer: UnsafeMutablePointer<Element>
  /// How many elements are in use.
  public private(set) var count = 0
  /// How many elements there is room for.
  public private(set) var capacity: Int

  /// Makes room for some elements; at least one.
  public init(capacity: Int = 16) {
    self.capacity = max(capacity, 1)
    pointer = .allocate(capacity: self.capacity)
  }

  deinit { pointer.deallocate() }

  /// The element at an index, which must be less than `count`.
  public subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "index outside the buffer")
      return pointer[index]
    }
    set {
      precondition(index >= 0 && index < count, "index outside the buffer")
      pointer[index] = newValue
    }
  }

  /// Makes room for at least `wanted` elements in all; doubles, so that appending is amortised constant.
  public mutating func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    let larger = max(wanted, capacity * 2)
    let moved = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    moved.update(from: pointer, count: count)
    pointer.deallocate()
    pointer = moved
    capacity = larger
  }

  /// Adds an element.
  public mutating func append(_ element: Element) {
    if count == capacity { reserve(count + 1) }
    (pointer + count).initialize(to: element)
    count += 1
  }

  /// Adds room for some elements and hands it over to be filled whole.
  public mutating func append<Failure: Error>(
    count added: Int, filling fill: (UnsafeMutableBufferPointer<Element>) throws(Failure) -> Void
  ) throws(Failure) {
    reserve(count + added)
    try fill(UnsafeMutableBufferPointer(start: pointer + count, count: added))
    count += added
  }

  /// Adds elements.
  public mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
    append(count: elements.count) { (room: UnsafeMutableBufferPointer<Element>) in
      _ = room.update(fromContentsOf: elements)
    }
  }

  /// Forgets the elements from an index on; one past the end changes nothing.
  public mutating func truncate(to newCount: Int) { count = min(count, max(newCount, 0)) }

  /// Forgets the elements and keeps the memory.
  public mutating func removeAll() { count = 0 }
}
