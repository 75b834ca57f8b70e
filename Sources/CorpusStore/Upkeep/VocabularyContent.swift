/// What a check needs to know of each form.
struct VocabularyContent {
  /// The hash of each form.
  private(set) var hashes: [UInt64] = []
  /// Whether each form counts as a word.
  private(set) var isCounted: [Bool] = []

  /// Adds the next form.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ flags: FormFlags) {
    hashes.append(Hashing.form(bytes))
    isCounted.append(flags.isCounted)
  }
}
