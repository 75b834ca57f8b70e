import CorpusStore
import PluginHost

extension Error {
  /// Whether it tells that others changed the store under the one who read it: it is not wrapped then, as what only reads is done again.
  var isOfChangedStore: Bool {
    switch self as any Error {
    case StoreError.changed, PluginError.changed: true
    default: false
    }
  }
}
