import CorpusStore
import Synchronization

/// Keeps the view of a layer that was asked for last, as the next command mostly looks the same way.
public final class LayerViews: Sendable {
  private let kept = Mutex<(key: String, view: LayerView)?>(nil)

  /// Keeps nothing yet.
  public init() {}

  /// A view of a layer of a corpus: the last one, or a new one.
  public func view(
    _ layer: LayerName, of corpus: Corpus, in store: Store, _ vocabulary: Vocabulary, countsPunctuation: Bool
  ) throws -> LayerView {
    // Forms keep their numbers for ever: a view is good until there are more of them.
    let key =
      "\(store.identity) \(corpus.name) \(corpus.fingerprint) \(vocabulary.count) \(countsPunctuation) \(layer.name)"
    if let kept = kept.withLock({ $0 }), kept.key == key { return kept.view }
    // The old one goes first: it may be large.
    kept.withLock { $0 = nil }
    let made = try LayerView(layer, of: corpus, in: store, vocabulary, countsPunctuation: countsPunctuation)
    kept.withLock { $0 = (key, made) }
    return made
  }
}
