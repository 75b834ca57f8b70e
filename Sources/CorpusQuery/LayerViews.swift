import CorpusStore
import Synchronization

/// Keeps the view of a layer that was asked for last, as the next command mostly looks the same way.
public final class LayerViews: Sendable {
  /// What a view depends on.
  private struct Key: Equatable {
    let store: String
    let corpus: String
    let fingerprint: ContentHash
    /// Views keep sums of the first segments, which compacting makes others of.
    let segments: [SegmentInfo]
    let forms: Int
    let countsPunctuation: Bool
    let layer: LayerName
  }

  private let kept = Mutex<(key: Key, view: LayerView)?>(nil)

  /// Keeps nothing yet.
  public init() {}

  /// A view of a layer of a corpus: the last one, or a new one.
  public func view(
    _ layer: LayerName, of corpus: Corpus, in store: Store, _ vocabulary: Vocabulary, countsPunctuation: Bool
  ) throws -> LayerView {
    // Forms keep their numbers for ever: a view is good until there are more of them, or other segments.
    let key = Key(
      store: store.identity, corpus: corpus.name, fingerprint: corpus.fingerprint, segments: corpus.segments,
      forms: vocabulary.count, countsPunctuation: countsPunctuation, layer: layer)
    if let kept = kept.withLock({ $0 }), kept.key == key { return kept.view }
    // The old one goes first: it may be large.
    kept.withLock { $0 = nil }
    let made = try LayerView(layer, of: corpus, in: store, vocabulary, countsPunctuation: countsPunctuation)
    kept.withLock { $0 = (key, made) }
    return made
  }
}
