import Glibc

/// The lookup table of a vocabulary run: open addressing with linear probing, an index (plus one; 0 is free) a slot.
///
/// The home of a form is hash · slots / 2^64 for its XXH3 hash; at most two thirds of the slots are taken.
enum VocabularyTable {
  /// The home slot of a hash.
  @inline(__always)
  static func slot(of hash: UInt64, in slots: Int) -> Int {
    Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(truncatingIfNeeded: slots)).high)
  }

  /// How many slots a run of so many forms has.
  static func slots(for forms: Int) -> Int { max(16, forms + forms / 2 + 1) }

  /// Builds the table of so many forms from their hashes, in their order.
  static func build(_ forms: Int, hash: (Int) throws -> UInt64) rethrows -> [UInt32] {
    let size = slots(for: forms)
    var table = [UInt32](repeating: 0, count: size)
    try table.withUnsafeMutableBufferPointer { table in
      for index in 0..<forms {
        var place = slot(of: try hash(index), in: size)
        while table[place] != 0 { place = place + 1 == size ? 0 : place + 1 }
        table[place] = UInt32(index + 1).littleEndian
      }
    }
    return table
  }

  /// Whether two forms of the same length have the same bytes.
  @inline(__always)
  static func areEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else { return true }
    return memcmp(leftBase, rightBase, left.count) == 0
  }
}
