import TextProcessing

/// What is said of a document's tokens, on its way from a worker to the sequencer.
struct PortionAnnotation: Sendable {
  /// A layer of annotation over the document.
  struct Column: Sendable {
    let name: String
    /// For each token the number of its value plus one, or 0 where it has none; a number of the chunk, later of the store.
    var values: [UInt32]
    /// How many tokens have a value.
    let tokens: Int
    /// Names the values.
    let digest: ContentHash
  }

  var columns: [Column] = []
  /// The regions, from the document's first token.
  var regions: [AnnotatedRegion] = []

  /// Names the regions with their attributes.
  static func digest(_ regions: [AnnotatedRegion], _ hasher: ContentHasher) -> ContentHash {
    hasher.reset()
    for region in regions {
      hasher.add(region.name)
      hasher.add(UInt64(region.tokens.lowerBound))
      hasher.add(UInt64(region.tokens.upperBound))
      hasher.add(UInt64(region.attributes.count))
      for attribute in region.attributes {
        hasher.add(attribute.name)
        hasher.add(attribute.value)
      }
    }
    return hasher.finish()
  }
}
