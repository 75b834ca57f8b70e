/// What layers of an import may be called.
enum LayerColumns {
  /// The layers that Lect makes itself.
  static let reserved: Set<String> = ["word", "lower", "stem"]
}
