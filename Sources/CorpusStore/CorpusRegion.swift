/// A kind of region of a corpus, such as its speeches.
public struct CorpusRegion: Hashable, Sendable {
  /// The name that `--within` takes.
  public let name: String
  /// How many there are.
  public let count: Int
}
