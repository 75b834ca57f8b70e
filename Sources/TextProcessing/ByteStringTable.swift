/// A small immutable map from byte strings to a byte of marks, looked up without making a string.
///
/// Open addressing over one array of bytes. Entries that occur twice unite their marks.
struct ByteStringTable: Sendable {
  private var slots: [Int32]
  private var keys: [UInt8] = []
  private var starts: [Int32] = [0]
  private var marks: [UInt8] = []
  /// For each first byte the lengths that occur, a bit a length, from 63 on the last, and the second bytes, a bit for the lowest six bits
  /// of each: most look-ups end here.
  private var lengths = [UInt64](repeating: 0, count: 256)
  private var seconds = [UInt64](repeating: 0, count: 256)

  init(_ entries: [(String, UInt8)]) {
    var size = 8
    while size < entries.count * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    for (key, mark) in entries {
      let bytes = Array(key.utf8)
      bytes.withUnsafeBufferPointer { insert($0, mark) }
    }
  }

  /// Whether it holds nothing.
  var isEmpty: Bool { marks.isEmpty }

  /// The marks of a key, 0 when it is not there.
  subscript(_ key: UnsafeBufferPointer<UInt8>) -> UInt8 {
    guard let first = key.first, lengths[Int(first)] &>> UInt64(min(key.count, 63)) & 1 != 0,
      seconds[Int(first)] &>> ByteStringTable.second(of: key) & 1 != 0
    else { return 0 }
    let index = slots[slot(of: key)]
    return index < 0 ? 0 : marks[Int(index)]
  }

  private mutating func insert(_ key: UnsafeBufferPointer<UInt8>, _ mark: UInt8) {
    let place = slot(of: key)
    if slots[place] >= 0 {
      marks[Int(slots[place])] |= mark
      return
    }
    slots[place] = Int32(marks.count)
    keys.append(contentsOf: key)
    starts.append(Int32(keys.count))
    marks.append(mark)
    guard let first = key.first else { return }
    lengths[Int(first)] |= 1 << UInt64(min(key.count, 63))
    seconds[Int(first)] |= 1 << ByteStringTable.second(of: key)
  }

  /// The lowest six bits of the second byte of a key, 0 where it has none.
  @inline(__always)
  private static func second(of key: UnsafeBufferPointer<UInt8>) -> UInt64 { key.count > 1 ? UInt64(key[1] & 63) : 0 }

  /// The slot that holds the key, or the empty one where it belongs.
  private func slot(of key: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash ^ hash >> 29) & mask
    while slots[place] >= 0, !equals(Int(slots[place]), key) { place = (place + 1) & mask }
    return place
  }

  private func equals(_ index: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(starts[index])
    let end = Int(starts[index + 1])
    if end - start != key.count { return false }
    for offset in 0..<key.count where keys[start + offset] != key[offset] { return false }
    return true
  }
}
