/// What `set` and `timing` change.
struct Settings: Sendable {
  /// Whether each command tells how long it took.
  var showsTiming = false
  /// The name of the output format; nil for the face's own.
  var format: String?
  /// The layer of analyzers that are not told one.
  var layer = "lower"
}
