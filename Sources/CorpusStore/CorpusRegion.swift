/// A kind of region of a corpus, such as its speeches.
public struct CorpusRegion: Hashable, Sendable {
  /// The name that `--within` takes.
  public let name: String
  /// How many there are.
  public let count: Int

  /// The names of the regions that every corpus has: sentences, paragraphs, documents.
  public static let everywhere = ["s", "p", "document"]
}

extension Corpus {
  /// The names of its regions, each once: those that every corpus has, then those that came with it.
  public var regionNames: [String] {
    CorpusRegion.everywhere + regions.map(\.name).filter { !CorpusRegion.everywhere.contains($0) }
  }
}
