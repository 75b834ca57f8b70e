/// The paragraphs of a parcel: a hash and the beginning of each, packed.
final class ParagraphBatch {
  /// How many bytes of a paragraph's beginning are kept, to show it.
  static let beginningBytes = 120

  /// What stands for one paragraph.
  struct Entry: BitwiseCopyable {
    let digest: UInt64
    /// The number of its document among those that end in the parcel.
    let document: UInt32
    let end: UInt32
  }

  private let entries = GrowingMemory<Entry>(capacity: 256)
  private let bytes = GrowingMemory<UInt8>(capacity: 16_384)
  /// How many documents have ended in the parcel.
  var documents = 0

  /// Adds a paragraph of the document that is being cut.
  func append(_ digest: UInt64, _ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UnsafeBufferPointer(rebasing: text.prefix(ParagraphBatch.beginningBytes)))
    entries.append(Entry(digest: digest, document: UInt32(documents), end: UInt32(bytes.count)))
  }

  /// Forgets all but the memory.
  func removeAll() {
    entries.removeAll()
    bytes.removeAll()
    documents = 0
  }

  /// How many paragraphs are approached before they are given.
  private static let approached = 32

  /// Calls the body with each paragraph and its beginning, which may end inside a character.
  ///
  /// Before, `approach` gets the digests of the next few.
  func forEach(approach: (UInt64) -> Void = { _ in }, _ body: (Entry, UnsafeBufferPointer<UInt8>) -> Void) {
    var start = 0
    for index in 0..<entries.count {
      if index % ParagraphBatch.approached == 0 {
        for next in index..<min(index + ParagraphBatch.approached, entries.count) {
          approach(entries.base[next].digest)
        }
      }
      let entry = entries.base[index]
      body(entry, bytes.buffer(start..<Int(entry.end)))
      start = Int(entry.end)
    }
  }
}
