/// What the encoding of segments needs of the vocabulary, as it was when the view was taken; may be read on any thread.
struct VocabularyView: Sendable {
  /// XXH3 of each form.
  let hashes: BlockMemory<UInt64>.View
  /// The lower case of each form under the common casing.
  let lowers: BlockMemory<UInt32>.View
  /// The flags of each form; whether it counts as a word is settled when it is first met.
  let flags: BlockMemory<UInt8>.View

  /// How many forms there are.
  var count: Int { hashes.count }

  /// Whether the form counts as a word.
  @inline(__always)
  func isCounted(_ form: UInt32) -> Bool { flags[Int(form)] & FormFlags.countedBit != 0 }
}
