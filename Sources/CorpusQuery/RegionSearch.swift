/// Finds the smallest region around each of some matches, which ascend by start.
public struct RegionSearch {
  private let regions: [Range<Int>]
  private var next = 0
  /// Regions that begin before the last match and do not end before it.
  private var open: [Range<Int>] = []

  /// Searches regions that ascend by start; they may nest and overlap.
  public init(_ regions: [Range<Int>]) { self.regions = regions }

  /// The smallest region that holds a range as a whole, the first of several of that size; nil when there is none.
  ///
  /// As within CWB's `within`, whatever lies in no region matches nothing. Linear in the regions that overlap the range.
  public mutating func region(around range: Range<Int>) -> Range<Int>? {
    while next < regions.count, regions[next].lowerBound <= range.lowerBound {
      open.append(regions[next])
      next += 1
    }
    open.removeAll { $0.upperBound <= range.lowerBound }
    return open.filter { $0.upperBound >= range.upperBound }.min { $0.count < $1.count }
  }
}
