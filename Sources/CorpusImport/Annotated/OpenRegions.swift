import TextProcessing

/// The regions of a document while it is read: regions nest by name, and regions of different names may cross.
struct OpenRegions {
  private var regions: [AnnotatedRegion] = []
  private var open: [String: [Int]] = [:]

  /// Opens a region at a token.
  mutating func open(_ name: String, _ attributes: [AnnotatedRegion.Attribute], at token: Int) {
    open[name, default: []].append(regions.count)
    regions.append(AnnotatedRegion(name: name, tokens: token..<token, attributes: attributes))
  }

  /// Closes the innermost region of a name before a token; false where none is open.
  mutating func close(_ name: String, at token: Int) -> Bool {
    guard let index = open[name]?.popLast() else { return false }
    regions[index].tokens = regions[index].tokens.lowerBound..<token
    return true
  }

  /// The names of the regions that are open, each as often as it is.
  var openNames: [String] {
    open.keys.sorted().flatMap { name in Array(repeating: name, count: open[name]?.count ?? 0) }
  }

  /// The regions that hold tokens, in the order of their starts in the source; those that are open end at a token.
  mutating func finish(at token: Int) -> [AnnotatedRegion] {
    for name in openNames { _ = close(name, at: token) }
    return regions.filter { !$0.tokens.isEmpty }
  }
}
