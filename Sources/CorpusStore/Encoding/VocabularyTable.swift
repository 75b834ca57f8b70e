import CMemory
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

  /// How many slots are asked for before the first is filled.
  private static let approached = 64

  /// Builds the table of so many forms from their hashes, in their order.
  static func build(_ forms: Int, hash: (Int) throws -> UInt64) rethrows -> [UInt32] {
    let size = slots(for: forms)
    var table = [UInt32](repeating: 0, count: size)
    var homes: [Int] = []
    homes.reserveCapacity(approached)
    for first in stride(from: 0, to: forms, by: approached) {
      let end = min(first + approached, forms)
      homes.removeAll(keepingCapacity: true)
      for index in first..<end { homes.append(slot(of: try hash(index), in: size)) }
      table.withUnsafeMutableBufferPointer { table in
        // Slots are far apart: they are asked for together, so that the waits overlap.
        if let start = table.baseAddress { for home in homes { lect_prefetch(start + home) } }
        for index in first..<end {
          var place = homes[index &- first]
          while table[place] != 0 { place = place + 1 == size ? 0 : place + 1 }
          table[place] = UInt32(index + 1).littleEndian
        }
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
