import CMemory

/// Counts in how many documents each paragraph stands, in bounded memory.
///
/// Counts are exact until there are more paragraphs than there is room for; then the rarest are forgotten, and what is
/// counted anew may have been missed so often as they occurred: lossy counting (Manku and Motwani 2002).
struct ParagraphTally {
  /// Free where all bits are zero.
  private struct Slot: BitwiseCopyable {
    var digest: UInt64 = 0
    /// The last document that it was seen in, from 1.
    var document: UInt32 = 0
    /// In how many documents it was counted; 0 is free.
    var count: UInt32 = 0
    /// In how many at most it was missed.
    var missed: UInt32 = 0
  }

  /// A paragraph that is among the most frequent so far.
  private struct Leader {
    let digest: UInt64
    var count: UInt32
    var missed: UInt32
    let beginning: [UInt8]
  }

  /// How many of the most frequent are kept with their beginning.
  private static let leaderCount = 64

  private let capacity: Int
  private var slots: GrowingMemory<Slot>
  private var mask: Int
  private var used = 0
  /// Paragraphs counted no more often than this have been forgotten.
  private var floor: UInt32 = 0
  private var leaders: [Leader] = []
  private var least: UInt32 = 1
  /// How many documents have ended.
  private var documents: UInt64 = 0

  /// Counts up to so many different paragraphs without a loss; there is room for as many as are `expected` from the start.
  init(capacity: Int = 1 << 19, expected: Int = 0) {
    self.capacity = max(16, capacity)
    var size = 1 << 10
    while size < min(expected, self.capacity) * 2 { size *= 2 }
    mask = size - 1
    slots = GrowingMemory(zeros: size)
  }

  /// Counts the paragraphs of a parcel; parcels come in the order of the documents.
  mutating func add(_ batch: ParagraphBatch) {
    batch.forEach(
      approach: { digest in
        // Slots are far apart: when many are asked for one after another, the waits overlap.
        lect_prefetch(slots.base + (Int(truncatingIfNeeded: digest >> 20) & mask))
      },
      { entry, beginning in
        count(entry.digest, document: UInt32(truncatingIfNeeded: documents &+ UInt64(entry.document) &+ 1), beginning)
      })
    documents += UInt64(batch.documents)
  }

  private mutating func count(_ digest: UInt64, document: UInt32, _ beginning: UnsafeBufferPointer<UInt8>) {
    let slots = slots.base
    let place = place(of: digest)
    if slots[place].count == 0 {
      slots[place] = Slot(digest: digest, document: document, count: 1, missed: floor)
      used += 1
      if used * 2 > mask + 1 { makeRoom() }
      return
    }
    guard slots[place].document != document else { return }
    slots[place].document = document
    slots[place].count &+= 1
    if slots[place].count > least { lead(slots[place], beginning) }
  }

  /// The slot of a paragraph, or the free one that it would take.
  private func place(of digest: UInt64) -> Int {
    let slots = slots.base
    var place = Int(truncatingIfNeeded: digest >> 20) & mask
    while slots[place].count > 0, slots[place].digest != digest { place = (place &+ 1) & mask }
    return place
  }

  /// Takes a paragraph among the most frequent.
  private mutating func lead(_ slot: Slot, _ beginning: UnsafeBufferPointer<UInt8>) {
    if let known = leaders.firstIndex(where: { $0.digest == slot.digest }) {
      leaders[known].count = max(leaders[known].count, slot.count)
      leaders[known].missed = slot.missed
    } else {
      let leader = Leader(digest: slot.digest, count: slot.count, missed: slot.missed, beginning: Array(beginning))
      if leaders.count < ParagraphTally.leaderCount {
        leaders.append(leader)
      } else if let rarest = leaders.indices.min(by: { leaders[$0].count < leaders[$1].count }) {
        leaders[rarest] = leader
      }
    }
    if leaders.count == ParagraphTally.leaderCount { least = leaders.reduce(.max) { min($0, $1.count) } }
  }

  /// Enlarges the table, or forgets the rarest paragraphs where it is as large as may be.
  private mutating func makeRoom() {
    var size = mask + 1
    if used < capacity {
      size *= 2
    } else {
      while used * 2 > capacity {
        floor += 1
        used = slots.buffer.reduce(0) { $0 + (isKept($1) ? 1 : 0) }
      }
    }
    let before: GrowingMemory<Slot>
    if size > mask + 1 {
      before = slots
      slots = GrowingMemory(zeros: size)
      mask = size - 1
    } else {
      before = GrowingMemory(capacity: used)
      for slot in slots.buffer where isKept(slot) { before.append(slot) }
      slots.clear()
    }
    for slot in before.buffer where isKept(slot) { slots.base[place(of: slot.digest)] = slot }
  }

  private func isKept(_ slot: Slot) -> Bool { slot.count > 0 && slot.count &+ slot.missed > floor }

  /// The paragraphs that recur in enough of so many documents: the most frequent first, at most 64.
  ///
  /// Enough is at least 3 documents, and a tenth of all or 20 of them. Rules without a letter are left out.
  func recurring(inDocuments total: Int) -> [RecurringParagraph] {
    let enough = max(3, min(20, (total + 9) / 10))
    return leaders.enumerated().filter { $0.element.count >= enough }
      .sorted { $0.element.count != $1.element.count ? $0.element.count > $1.element.count : $0.offset < $1.offset }
      .compactMap { _, leader in
        let text = ParagraphTally.wholeCharacters(leader.beginning)
        guard text.unicodeScalars.contains(where: \.properties.isAlphabetic) else { return nil }
        return RecurringParagraph(
          documents: Int(leader.count), isAtLeast: leader.missed > 0, beginning: text,
          isCut: leader.beginning.count >= ParagraphBatch.beginningBytes)
      }
  }

  /// The text of bytes whose last character may be cut.
  private static func wholeCharacters(_ bytes: [UInt8]) -> String {
    var end = bytes.count
    if let lead = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }) {
      let length = bytes[lead] < 0x80 ? 1 : bytes[lead] < 0xE0 ? 2 : bytes[lead] < 0xF0 ? 3 : 4
      if lead + length > bytes.count { end = lead }
    }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}
