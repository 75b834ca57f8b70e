/// Reads numbers and stretches of bytes of a blob, all of whose bytes were loaded; nothing beyond its end.
struct VarintReader {
  private let blob: CheckedBlob
  private var offset = 0

  init(_ blob: CheckedBlob) { self.blob = blob }

  /// Whether nothing is left.
  var isAtEnd: Bool { offset == blob.count }

  /// The next number of at most 5 bytes; nil when there is none.
  mutating func number() -> Int? {
    var result = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      guard offset < blob.count else { return nil }
      let byte = blob.base.load(fromByteOffset: offset, as: UInt8.self)
      offset += 1
      result |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return result }
    }
    return nil
  }

  /// The next so many bytes; nil when there are fewer.
  mutating func bytes(_ length: Int) -> UnsafeRawBufferPointer? {
    guard length <= blob.count - offset else { return nil }
    defer { offset += length }
    return UnsafeRawBufferPointer(start: blob.base + offset, count: length)
  }
}
