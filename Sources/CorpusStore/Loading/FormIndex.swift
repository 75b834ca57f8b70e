import CMemory

/// Finds the id of a form by its XXH3 hash: open addressing with linear probing, eight bytes a slot.
///
/// A slot holds the upper half of the hash and one more than the id. Its home follows from the highest bits, so that the table can grow
/// without the forms. Whoever finds a slot still has to compare the forms.
final class FormIndex {
  @exclusivity(unchecked) private var slots: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) private var bits = 12
  @exclusivity(unchecked) private var used = 0

  /// There is room for as many forms as are `expected` from the start.
  init(expected: Int = 0) {
    while bits < 32, (1 << bits) * 3 < expected * 4 { bits += 1 }
    slots = PageMemory.zeroed(1 << bits, of: UInt64.self)
  }

  deinit { PageMemory.free(slots, 1 << bits) }

  @inline(__always)
  private func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> UInt64(truncatingIfNeeded: 64 &- bits)) }

  /// Asks for what stands at the home of a hash, and does not wait for it.
  @inline(__always)
  func approach(_ hash: UInt64) { lect_prefetch(slots + home(hash)) }

  /// The id that stands at the home of a hash, if it has that hash as far as can be told.
  @inline(__always)
  func idAtHome(_ hash: UInt64) -> UInt32? {
    let entry = slots[home(hash)]
    return entry != 0 && entry &>> 32 == hash &>> 32 ? UInt32(truncatingIfNeeded: entry) &- 1 : nil
  }

  /// The first id with the hash, as far as can be told, that the body wants.
  @inline(__always)
  func first(_ hash: UInt64, where isWanted: (UInt32) throws -> Bool) rethrows -> UInt32? {
    let mask = (1 &<< bits) &- 1
    var slot = home(hash)
    while true {
      let entry = slots[slot]
      if entry == 0 { return nil }
      if entry &>> 32 == hash &>> 32 {
        let id = UInt32(truncatingIfNeeded: entry) &- 1
        if try isWanted(id) { return id }
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// Adds an id, which must be below 2^32 - 1.
  func add(_ hash: UInt64, _ id: UInt32) {
    if (used + 1) * 4 > (1 << bits) * 3 { enlarge() }
    place(hash & ~0xFFFF_FFFF | UInt64(id) &+ 1)
    used += 1
  }

  private func place(_ entry: UInt64) {
    let mask = (1 << bits) - 1
    var slot = home(entry)
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = entry
  }

  private func enlarge() {
    let old = slots
    let oldCount = 1 << bits
    // Homes are the highest 32 bits at most, which the slots keep.
    bits = min(bits + 1, 32)
    slots = PageMemory.zeroed(1 << bits, of: UInt64.self)
    for slot in 0..<oldCount where old[slot] != 0 { place(old[slot]) }
    PageMemory.free(old, oldCount)
  }
}
