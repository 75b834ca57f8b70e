import CMemory

/// The forms that a worker meets most, each with all that a token needs of it, in memory small enough to stay near the processor.
///
/// Direct mapped: a form has one place, which it takes from whatever stood there. Only forms of 1 to 16 bytes are kept, whole, so that
/// whatever is found is the form that was looked for.
final class FormCache {
  /// A form, and what is known of it.
  struct Entry: BitwiseCopyable {
    /// The form's bytes, zero behind its end.
    fileprivate var low: UInt64 = 0
    fileprivate var high: UInt64 = 0
    /// XXH3 of the form.
    var hash: UInt64 = 0
    /// The worker's number of it.
    var number: UInt32 = 0
    /// How many bytes the form has; 0 is a free place.
    fileprivate var length: UInt8 = 0
    /// `wordBit` if it counts as a word, and the next bit if its form is not these bytes.
    var bits: UInt8 = 0
    /// The stemmer that it was noted for last; of a free place one that there is not.
    fileprivate var stemmer: UInt16 = .max
  }

  /// The bytes of a form of 1 to 16 bytes, as it is looked up.
  struct Key {
    fileprivate let low: UInt64
    fileprivate let high: UInt64
    fileprivate let length: UInt8
    fileprivate let place: Int

    /// The key of what is not kept, and never found.
    static var none: Key {
      @inline(__always) get { Key() }
    }

    @inline(__always)
    private init() { (low, high, length, place) = (0, 0, 0, 0) }

    /// The key of the bytes at `start`; 16 bytes must be readable there, and the length be 1…16.
    @inline(__always)
    init(_ start: UnsafePointer<UInt8>, _ length: Int, _ masks: UnsafePointer<Mask>) {
      let bytes = UnsafeRawPointer(start)
      let mask = masks[length]
      low = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)) & mask.low
      high = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)) & mask.high
      self.length = UInt8(truncatingIfNeeded: length)
      let count = UInt64(truncatingIfNeeded: length)
      let product = (low ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: high ^ count ^ 0xE703_7ED1_A0B4_28DB)
      place = Int(truncatingIfNeeded: product.high ^ product.low) & FormCache.mask
    }
  }

  /// Which of 16 bytes belong to a form.
  struct Mask: BitwiseCopyable {
    fileprivate let low: UInt64
    fileprivate let high: UInt64
  }

  /// Marks what counts as a word.
  static let wordBit: UInt8 = 1
  private static let irregularBit: UInt8 = 2
  /// The most bytes of a form that is kept.
  static let mostBytes = 16
  /// 512 KB: a quarter of what a processor has near.
  private static let mask = (1 << 14) - 1

  /// The entries; whoever holds the pointer must keep the cache.
  let entries: UnsafeMutablePointer<Entry>
  /// By length, 0…16: which bytes belong to the form; as with the entries, whoever holds the pointer must keep the cache.
  let masks: UnsafeMutablePointer<Mask>

  init() {
    entries = .allocate(capacity: FormCache.mask + 1)
    entries.initialize(repeating: Entry(), count: FormCache.mask + 1)
    masks = .allocate(capacity: FormCache.mostBytes + 1)
    for length in 0...FormCache.mostBytes {
      // A shift by 64 leaves nothing.
      let low = ~(UInt64.max << UInt64(min(length, 8) * 8))
      let high = ~(UInt64.max << UInt64(max(length - 8, 0) * 8))
      masks[length] = Mask(low: low, high: high)
    }
  }

  deinit {
    entries.deallocate()
    masks.deallocate()
  }

  /// Forgets all forms.
  func removeAll() { entries.update(repeating: Entry(), count: FormCache.mask + 1) }

  /// Asks for the entry at the place of a key, and does not wait for it.
  @inline(__always)
  static func approach(_ key: Key, _ entries: UnsafeMutablePointer<Entry>) { lect_prefetch(entries + key.place) }

  /// The entry at the place of a key, and 1 if it is not the form, noted for the stemmer, else 0.
  ///
  /// Without a branch: when many are looked up one after another, their waits overlap, and no guess is wrong.
  @inline(__always)
  static func look(
    _ key: Key, _ stemmer: UInt16, _ entries: UnsafeMutablePointer<Entry>
  ) -> (entry: UnsafeMutablePointer<Entry>, isMissed: Int) {
    let entry = entries + key.place
    let differs =
      (entry.pointee.low ^ key.low) | (entry.pointee.high ^ key.high)
      | UInt64(entry.pointee.length ^ key.length) | UInt64(entry.pointee.stemmer ^ stemmer)
    return (entry, differs == 0 ? 0 : 1)
  }

  /// Keeps what is known of a form; the key of none is not kept.
  @inline(__always)
  static func put(
    _ key: Key, _ stemmer: UInt16, _ entries: UnsafeMutablePointer<Entry>, number: UInt32, hash: UInt64, isWord: Bool,
    isIrregular: Bool
  ) {
    if key.length == 0 { return }
    entries[key.place] = Entry(
      low: key.low, high: key.high, hash: hash, number: number, length: key.length,
      bits: (isWord ? wordBit : 0) | (isIrregular ? irregularBit : 0), stemmer: stemmer)
  }
}
