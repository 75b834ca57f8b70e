import CXXHash

/// The hash functions of the store: XXH3 in 64 and 128 bits (Collet), chosen for speed; they find damage, not forgery.
enum Hashing {
  /// The 64-bit hash of bytes.
  @inline(__always)
  static func hash64(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    // The pointer may be nil only when the length is 0.
    XXH3_64bits(bytes.baseAddress, bytes.count)
  }

  /// The 64-bit hash of a form.
  @inline(__always)
  static func form(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 { hash64(UnsafeRawBufferPointer(bytes)) }
}

/// Hashes a sequence of parts in 128 bits.
final class ContentHasher {
  private let state: OpaquePointer?

  init() {
    state = XXH3_createState()
    reset()
  }

  deinit { XXH3_freeState(state) }

  /// Forgets what was added.
  func reset() { XXH3_128bits_reset(state) }

  /// A token's part of a document's digest: its form's hash and its marks.
  ///
  /// An odd factor keeps every combination of marks apart from every other of the same form.
  @inline(__always)
  static func token(_ form: UInt64, _ marks: UInt8) -> UInt64 { form ^ (UInt64(marks) &* 0x9E37_79B9_7F4A_7C15) }

  /// Makes of the hashes of tokens' forms their parts of a document's digest.
  static func mix(_ marks: UnsafePointer<UInt8>, into hashes: UnsafeMutablePointer<UInt64>, count: Int) {
    for index in 0..<count { hashes[index] = token(hashes[index], marks[index]) }
  }

  /// Adds bytes.
  func add(_ bytes: UnsafeRawBufferPointer) {
    if bytes.count > 0 { XXH3_128bits_update(state, bytes.baseAddress, bytes.count) }
  }

  /// Adds a number.
  func add(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { add($0) }
  }

  /// Adds a text with its length, so that two texts never look like others cut elsewhere; nil differs from empty.
  func add(_ text: String?) {
    guard var text else { return add(UInt64.max) }
    text.withUTF8 {
      add(UInt64($0.count))
      add(UnsafeRawBufferPointer($0))
    }
  }

  /// The hash of what was added.
  func finish() -> ContentHash {
    let hash = XXH3_128bits_digest(state)
    return ContentHash(high: hash.high64, low: hash.low64)
  }
}

extension ContentHash {
  /// Nothing yet.
  static let zero = ContentHash(high: 0, low: 0)

  /// Sixteen bytes, big endian, as they stand in the store.
  var bytes: [UInt8] {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
  }

  /// Reads sixteen bytes; nil for another number of them.
  init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    let halves = bytes.withUnsafeBytes {
      (
        UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
        UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      )
    }
    self.init(high: halves.0, low: halves.1)
  }

  /// The hash of this and the next in a chain.
  func followed(by next: ContentHash, _ hasher: ContentHasher) -> ContentHash {
    hasher.reset()
    hasher.add(high)
    hasher.add(low)
    hasher.add(next.high)
    hasher.add(next.low)
    return hasher.finish()
  }
}
