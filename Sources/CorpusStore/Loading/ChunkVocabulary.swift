import CMemory
import Glibc

/// Forms, numbered in the order in which they were added: a hash table with open addressing.
///
/// A form of up to 8 bytes is its own key; a longer one is found by a hash and compared.
final class ChunkVocabulary {
  fileprivate struct Slot: BitwiseCopyable {
    var key: UInt64
    /// The form's number plus one; 0 is free.
    var number: UInt32
    var length: UInt32
  }

  @exclusivity(unchecked) private var slots: UnsafeMutablePointer<Slot>
  @exclusivity(unchecked) private var mask: Int
  private let bytes = GrowingMemory<UInt8>(capacity: 1 << 16)
  /// Where each form begins, by one more than its number.
  private let starts = GrowingMemory<UInt32>(capacity: 1 << 12)

  /// How many forms there are.
  @exclusivity(unchecked) private(set) var count = 0

  /// How many bytes the forms have together; they must stay below `mostBytes`.
  var byteCount: Int { bytes.count }
  /// More bytes of forms cannot be counted.
  static let mostBytes = Int(UInt32.max) - 65_536

  /// There is room for as many forms as are `expected` from the start.
  init(expected: Int = 0) {
    var size = 1 << 14
    while size * 3 < expected * 5 { size *= 2 }
    mask = size - 1
    slots = ChunkVocabulary.zeroed(size)
    begin()
  }

  /// Has something to read where nothing is found.
  private func begin() {
    bytes.append(0)
    starts.append(0)
  }

  deinit { PageMemory.free(slots, mask + 1) }

  private static func zeroed(_ count: Int) -> UnsafeMutablePointer<Slot> { PageMemory.zeroed(count, of: Slot.self) }

  /// Forgets all forms and keeps the memory.
  func removeAll() {
    memset(slots, 0, (mask + 1) * MemoryLayout<Slot>.stride)
    bytes.removeAll()
    starts.removeAll()
    begin()
    count = 0
  }

  /// A key for a form and the mixture of it that says where it stands.
  struct Key {
    let key: UInt64
    let length: Int
    let place: UInt64
  }

  /// The key of the bytes at `start`; `readable` bytes may be read there.
  @inline(__always)
  static func key(_ start: UnsafePointer<UInt8>, _ length: Int, readable: Int) -> Key {
    if length <= 8 {
      var word: UInt64 = 0
      if readable >= 8 {
        word = UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
        word &= length == 8 ? ~0 : (1 << UInt64(length * 8)) - 1
      } else {
        for index in 0..<length { word |= UInt64(start[index]) << UInt64(index * 8) }
      }
      return Key(
        key: word, length: length, place: mix(word ^ 0xA076_1D64_78BD_642F, UInt64(length) ^ 0xE703_7ED1_A0B4_28DB))
    }
    var hash = UInt64(truncatingIfNeeded: length) ^ 0xE703_7ED1_A0B4_28DB
    var at = 0
    while at < length - 8 {
      hash = mix(load(start + at) ^ 0xA076_1D64_78BD_642F, hash ^ 0x8EBC_6AF0_9C88_C6E3)
      at += 8
    }
    hash = mix(load(start + (length - 8)) ^ 0xA076_1D64_78BD_642F, hash ^ 0x8EBC_6AF0_9C88_C6E3)
    return Key(key: hash, length: length, place: hash)
  }

  @inline(__always)
  private static func load(_ start: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }

  /// Whether two forms of the same length, above 8 bytes, are the same.
  @inline(__always)
  fileprivate static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    var at = 0
    while at < length - 8 {
      if load(left + at) != load(right + at) { return false }
      at += 8
    }
    return load(left + (length - 8)) == load(right + (length - 8))
  }

  /// Both halves of a product: a fast mixture of two words.
  @inline(__always)
  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  /// The table as it is now, for looking up in a hot loop: whoever adds a form must take it anew.
  struct Probe {
    fileprivate let slots: UnsafeMutablePointer<Slot>
    fileprivate let mask: Int
    fileprivate let bytes: UnsafeMutablePointer<UInt8>
    fileprivate let starts: UnsafeMutablePointer<UInt32>

    /// Asks for what stands where a form belongs, and does not wait for it.
    @inline(__always)
    func approach(_ key: Key) { lect_prefetch(slots + (Int(truncatingIfNeeded: key.place) & mask)) }

    /// The first form with a key, by which it may be the one looked for; asks for where its bytes begin, if those count.
    @inline(__always)
    func candidate(_ key: Key) -> Candidate {
      var slot = Int(truncatingIfNeeded: key.place) & mask
      while slots[slot].number != 0, slots[slot].key != key.key || Int(slots[slot].length) != key.length {
        slot = (slot &+ 1) & mask
      }
      let place = Int(slots[slot].number)
      let longPlace = key.length > 8 ? place : 0
      lect_prefetch(starts + longPlace)
      return Candidate(place: place, longPlace: longPlace)
    }

    /// Asks for the bytes of a candidate, if those count.
    @inline(__always)
    func approachBytes(_ candidate: Candidate) { lect_prefetch(bytes + Int(starts[candidate.longPlace])) }

    /// The number of a form with its candidate; nil when it is new.
    @inline(__always)
    func find(_ key: Key, _ start: UnsafePointer<UInt8>, _ candidate: Candidate) -> UInt32? {
      guard candidate.place != 0 else { return find(key, start) }
      let isSame =
        key.length <= 8 || ChunkVocabulary.areEqual(bytes + Int(starts[candidate.place]), start, key.length)
      return isSame ? UInt32(truncatingIfNeeded: candidate.place) &- 1 : find(key, start)
    }

    /// The number of a form; nil when it is new.
    @inline(__always)
    func find(_ key: Key, _ start: UnsafePointer<UInt8>) -> UInt32? {
      var slot = Int(truncatingIfNeeded: key.place) & mask
      while true {
        let entry = slots[slot]
        if isSame(entry, key, start) { return entry.number &- 1 }
        if entry.number == 0 { return nil }
        slot = (slot &+ 1) & mask
      }
    }

    @inline(__always)
    private func isSame(_ entry: Slot, _ key: Key, _ start: UnsafePointer<UInt8>) -> Bool {
      guard entry.key == key.key, Int(entry.length) == key.length, entry.number != 0 else { return false }
      return key.length <= 8 || ChunkVocabulary.areEqual(bytes + Int(starts[Int(entry.number)]), start, key.length)
    }
  }

  /// A form that may be the one looked for.
  struct Candidate {
    /// One more than its number; 0 where there is none.
    let place: Int
    /// The same, but 0 for a form that is its own key, too.
    fileprivate let longPlace: Int
  }

  /// The table as it is now.
  var probe: Probe {
    @inline(__always) get { Probe(slots: slots, mask: mask, bytes: bytes.base, starts: starts.base) }
  }

  /// The number of a form; nil when it is new.
  @inline(__always)
  func find(_ key: Key, _ start: UnsafePointer<UInt8>) -> UInt32? { probe.find(key, start) }

  /// Adds a form that is new.
  func add(_ key: Key, _ start: UnsafePointer<UInt8>) -> UInt32 {
    if (count + 1) * 5 > (mask + 1) * 3 { enlarge() }
    let number = UInt32(count)
    starts.append(UInt32(truncatingIfNeeded: bytes.count))
    bytes.append(UnsafeBufferPointer(start: start, count: key.length))
    count += 1
    place(Slot(key: key.key, number: number + 1, length: UInt32(key.length)), key.place)
    return number
  }

  private func place(_ entry: Slot, _ home: UInt64) {
    var slot = Int(truncatingIfNeeded: home) & mask
    while slots[slot].number != 0 { slot = (slot + 1) & mask }
    slots[slot] = entry
  }

  private func enlarge() {
    let old = slots
    let oldCount = mask + 1
    mask = oldCount * 2 - 1
    slots = ChunkVocabulary.zeroed(oldCount * 2)
    for index in 0..<oldCount where old[index].number != 0 {
      let entry = old[index]
      let home =
        entry.length <= 8
        ? ChunkVocabulary.mix(entry.key ^ 0xA076_1D64_78BD_642F, UInt64(entry.length) ^ 0xE703_7ED1_A0B4_28DB)
        : entry.key
      place(entry, home)
    }
    PageMemory.free(old, oldCount)
  }
}
