/// A named stretch of a text that is still to be cut into tokens, such as a speech with its speaker.
public struct TextRegion: Sendable, Hashable {
  /// What kind of stretch it is, by the name that `--within` takes.
  public var name: String
  /// The bytes of the text, from 0.
  public var bytes: Range<Int>
  /// Its attributes in the order of the source; a name occurs once.
  public var attributes: [AnnotatedRegion.Attribute]

  /// A region.
  public init(name: String, bytes: Range<Int>, attributes: [AnnotatedRegion.Attribute] = []) {
    self.name = name
    self.bytes = bytes
    self.attributes = attributes
  }
}

/// Finds the tokens of regions that are known by their bytes, while the text is cut piece by piece.
///
/// A region holds the tokens that start in it. Regions without tokens are left out. O(regions · log regions + tokens).
public struct RegionPlacement {
  private let regions: [TextRegion]
  private var places: [(offset: Int, index: Int, isEnd: Bool)]
  private var next = 0
  private var bounds: [Range<Int>]
  private var tokens = 0

  /// The regions of one text.
  public init(_ regions: [TextRegion]) {
    self.regions = regions
    bounds = Array(repeating: 0..<0, count: regions.count)
    places = []
    places.reserveCapacity(regions.count * 2)
    for (index, region) in regions.enumerated() {
      places.append((region.bytes.lowerBound, index, false))
      places.append((region.bytes.upperBound, index, true))
    }
    places.sort { $0.offset != $1.offset ? $0.offset < $1.offset : !$0.isEnd && $1.isEnd }
  }

  /// Takes the starts of the next tokens of the text, ascending.
  public mutating func add(starts: [Int]) {
    for start in starts {
      while next < places.count, places[next].offset <= start { place() }
      tokens += 1
    }
  }

  /// The regions over the tokens that were added, in the order of the text's regions.
  public mutating func finish() -> [AnnotatedRegion] {
    while next < places.count { place() }
    return regions.indices.compactMap { index in
      bounds[index].isEmpty
        ? nil
        : AnnotatedRegion(name: regions[index].name, tokens: bounds[index], attributes: regions[index].attributes)
    }
  }

  private mutating func place() {
    let index = places[next].index
    // A start always comes before its end.
    bounds[index] = places[next].isEnd ? bounds[index].lowerBound..<tokens : tokens..<tokens
    next += 1
  }
}
