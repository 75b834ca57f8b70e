import Glibc

/// Memory for plain values that grows in blocks which never move, so that a view of what there is can be read on other
/// threads while more is appended.
///
/// As in `GrowingMemory`, checks of exclusive access are off.
final class BlockMemory<Element: BitwiseCopyable> {
  /// A block holds two to this power elements.
  static var blockBits: Int { 14 }
  static var blockMask: Int { (1 << blockBits) - 1 }

  @exclusivity(unchecked) private var blocks: [UnsafeMutablePointer<Element>] = []
  /// Where the blocks begin that are memory of their own; those before are parts of a stretch.
  private var firstOwn = 0
  /// What keeps the stretch.
  private var stretch: AnyObject?
  /// How many elements there are.
  @exclusivity(unchecked) private(set) var count = 0

  deinit { for block in blocks[firstOwn...] { free(block) } }

  /// A block whose bits are all zero: the system fills its pages when they are touched.
  private static func block() -> UnsafeMutablePointer<Element> {
    let block = calloc(1 << blockBits, MemoryLayout<Element>.stride)
    // Where there is no memory left, this ends as it does everywhere.
    return block?.bindMemory(to: Element.self, capacity: 1 << blockBits) ?? .allocate(capacity: 1 << blockBits)
  }

  /// Appends one.
  @inline(__always)
  func append(_ element: Element) {
    if count >> Self.blockBits == blocks.count { blocks.append(Self.block()) }
    blocks[count >> Self.blockBits][count & Self.blockMask] = element
    count += 1
  }

  /// Appends a copy of others, block by block.
  func append(_ other: UnsafeBufferPointer<Element>) {
    var rest = other[...]
    while !rest.isEmpty {
      let part = UnsafeBufferPointer(rebasing: rest.prefix(room()))
      if let source = part.baseAddress { end().update(from: source, count: part.count) }
      count += part.count
      rest = rest.dropFirst(part.count)
    }
  }

  /// Appends what a stretch of memory holds, which `keeper` keeps and nobody else writes to; it is not copied where it is the first.
  func append(_ memory: UnsafeMutablePointer<Element>, count more: Int, keeper: AnyObject) {
    let whole = blocks.isEmpty ? more >> Self.blockBits : 0
    if whole > 0 {
      blocks = (0..<whole).map { memory + $0 << Self.blockBits }
      count = whole << Self.blockBits
      (firstOwn, stretch) = (whole, keeper)
    }
    let copied = whole << Self.blockBits
    append(UnsafeBufferPointer(start: memory + copied, count: more - copied))
  }

  /// Appends so many elements whose bits are all zero; without `large` pages, where few of them will be written.
  func appendZeros(_ more: Int, large: Bool = true) {
    if blocks.isEmpty, more >> Self.blockBits > 0 {
      // Many at once are a stretch.
      let memory = GrowingMemory<Element>(zeros: more, large: large)
      return append(memory.base, count: more, keeper: memory)
    }
    var rest = more
    while rest > 0 {
      let isNew = count >> Self.blockBits == blocks.count
      let part = min(rest, room())
      if !isNew { memset(end(), 0, part * MemoryLayout<Element>.stride) }
      count += part
      rest -= part
    }
  }

  /// How many elements the last block, or a new one, still takes.
  private func room() -> Int {
    if count >> Self.blockBits == blocks.count { blocks.append(Self.block()) }
    return (1 << Self.blockBits) - (count & Self.blockMask)
  }

  /// Where the next element goes, in a block that has room.
  private func end() -> UnsafeMutablePointer<Element> { blocks[count >> Self.blockBits] + (count & Self.blockMask) }

  /// Forgets all but the memory; there must be no view.
  func removeAll() { count = 0 }

  /// One element; the index must be below `count`.
  @inline(__always)
  subscript(index: Int) -> Element {
    get { blocks[index >> Self.blockBits][index & Self.blockMask] }
    set { blocks[index >> Self.blockBits][index & Self.blockMask] = newValue }
  }

  /// The elements of a range as an array.
  func array(_ range: Range<Int>) -> [Element] {
    var result: [Element] = []
    result.reserveCapacity(range.count)
    var first = range.lowerBound
    while first < range.upperBound {
      let end = min(range.upperBound, ((first >> Self.blockBits) + 1) << Self.blockBits)
      result.append(
        contentsOf: UnsafeBufferPointer(
          start: blocks[first >> Self.blockBits] + (first & Self.blockMask), count: end - first))
      first = end
    }
    return result
  }

  /// What there is now.
  var view: View { View(blocks: blocks, owner: self, count: count) }

  /// A look at the elements that there were when it was taken; those must not be changed any more.
  struct View: @unchecked Sendable {
    private let blocks: [UnsafeMutablePointer<Element>]
    private let owner: BlockMemory
    /// How many elements can be read.
    let count: Int

    fileprivate init(blocks: [UnsafeMutablePointer<Element>], owner: BlockMemory, count: Int) {
      self.blocks = blocks
      self.owner = owner
      self.count = count
    }

    /// One element; the index must be below `count`.
    @inline(__always)
    subscript(index: Int) -> Element {
      blocks[index >> BlockMemory.blockBits][index & BlockMemory.blockMask]
    }
  }
}
