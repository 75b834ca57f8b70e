/// What `set` and `timing` change.
struct Settings: Sendable {
  /// Whether each command tells how long it took.
  var showsTiming = false
  /// The name of the output format; nil for the face's own.
  var format: String?
  /// The layer of analyzers that are not told one.
  var layer = "lower"
  /// How `plugin check` wants analyses to be cut and put together; nil for the best way.
  var checking: Checking?

  /// Ways to cut a corpus and to put partials together, all of which must give the same.
  struct Checking: Sendable {
    /// About how many tokens a batch has.
    var batchTokens = TokenFolding.batchTokens
    /// Each segment gives a partial of its own, and they are merged in a random order of this seed.
    var order: UInt64?
  }
}
