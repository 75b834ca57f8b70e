import CMemory
import Glibc

/// Counts the tokens and documents of each form in a segment; its memory is used again from segment to segment.
///
/// Forms get numbers in the order of their first tokens, so that what is looked up most lies close together; the vocabulary may be
/// much larger than what a segment has of it.
final class FormTally {
  /// What is counted of a form.
  private struct Entry: BitwiseCopyable {
    var count: UInt32 = 0
    var documents: UInt32 = 0
    /// The last document that had it, counted from 1.
    var last: UInt32 = 0
  }

  /// By form: one more than its number, 0 when it does not occur.
  private let ranks = ZeroedMemory<UInt32>()
  /// A bit a form, only while forms are sorted.
  private let present = ZeroedMemory<UInt64>()
  /// By number: the form.
  ///
  /// There is room for as many forms as tokens, and far fewer occur.
  private var names = GrowingMemory<UInt32>(large: false)
  private var otherNames = GrowingMemory<UInt32>(large: false)
  private var entries = GrowingMemory<Entry>(large: false)
  private var otherEntries = GrowingMemory<Entry>(large: false)
  /// The numbers of the forms of each document, each once, document by document.
  private let occurring = GrowingMemory<UInt32>()
  /// Where those of each document end.
  private var occurringEnds: [Int] = []
  /// The number of each token's form.
  private let numbers = GrowingMemory<UInt32>()
  /// The numbers, ascending by form.
  private let sorted = GrowingMemory<UInt32>(large: false)
  private let positions = GrowingMemory<UInt32>()
  /// By number: where the form's next position goes, while positions are sorted by form.
  private let places = GrowingMemory<UInt32>()

  /// How many tokens ahead of the one that is looked at memory is asked for.
  private static let ahead = 64

  /// How many forms occur.
  var formCount: Int { names.count }

  /// The forms that occur, ascending.
  var forms: [UInt32] { sorted.buffer.map { names.base[Int($0)] } }

  /// Counts a segment, whose tokens have the forms `ids`, all below `limit`.
  ///
  /// A document that began in an earlier segment counts only for the forms that it did not have there: those not in `seen`.
  func add(_ content: SegmentContent, _ ids: UnsafeBufferPointer<UInt32>, below limit: Int, seen: FormSet?) {
    clear()
    prepare(limit, tokens: ids.count)
    let count = ids.count
    guard let ids = ids.baseAddress else { return }
    let (ranks, names, entries, numbers) = (ranks.base, names.base, entries.base, numbers.base)
    var found: UInt32 = 0
    occurring.makeRoom(count)
    occurringEnds.removeAll(keepingCapacity: true)
    let occurring = occurring.base
    var occurrences = 0
    for document in content.variants.indices {
      let stamp = UInt32(truncatingIfNeeded: document) &+ 1
      for index in content.documentStarts[document]..<content.documentStarts[document + 1] {
        lect_prefetch(ranks + Int(ids[min(index &+ FormTally.ahead, count &- 1)]))
        let form = Int(ids[index])
        var number = ranks[form]
        if number == 0 {
          names[Int(found)] = UInt32(truncatingIfNeeded: form)
          entries[Int(found)] = Entry()
          found &+= 1
          number = found
          ranks[form] = number
        }
        number &-= 1
        numbers[index] = number
        let entry = entries + Int(number)
        entry.pointee.count &+= 1
        // Without a branch, which nobody could guess: the place behind the last is written whether it is used or not.
        let isNew = entry.pointee.last == stamp ? 0 : 1
        entry.pointee.last = stamp
        occurring[occurrences] = number
        occurrences &+= isNew
        entry.pointee.documents &+= UInt32(truncatingIfNeeded: isNew)
      }
      if document == 0, content.continuesDocument, let seen {
        for number in UnsafeBufferPointer(start: occurring, count: occurrences)
        where seen.contains(names[Int(number)]) { entries[Int(number)].documents &-= 1 }
      }
      occurringEnds.append(occurrences)
    }
    self.names.advance(Int(found))
    sort(below: limit)
  }

  /// Counts the segment that was counted last again, each form as the form that it maps to, below `limit`.
  ///
  /// Tokens are summed up form by form, and documents need a look at each form of each: the tokens themselves are not read.
  func map(_ content: SegmentContent, below limit: Int, seen: FormSet?, _ form: (UInt32) -> UInt32) {
    for name in names.buffer { ranks.base[Int(name)] = 0 }
    swap(&names, &otherNames)
    swap(&entries, &otherEntries)
    names.removeAll()
    sorted.removeAll()
    let words = otherNames.buffer
    prepare(limit, tokens: words.count)
    positions.removeAll()
    positions.makeRoom(words.count)
    let (ranks, names, entries, translation) = (ranks.base, names.base, entries.base, positions.base)
    var found: UInt32 = 0
    for number in 0..<words.count {
      let mapped = form(words[number])
      if ranks[Int(mapped)] == 0 {
        names[Int(found)] = mapped
        entries[Int(found)] = Entry()
        found &+= 1
        ranks[Int(mapped)] = found
      }
      translation[number] = ranks[Int(mapped)] &- 1
      entries[Int(translation[number])].count &+= otherEntries.base[number].count
    }
    self.names.advance(Int(found))
    var start = 0
    for (document, end) in occurringEnds.enumerated() {
      let stamp = UInt32(truncatingIfNeeded: document) &+ 1
      let earlier = document == 0 && content.continuesDocument ? seen : nil
      for index in start..<end {
        let number = Int(translation[Int(occurring.base[index])])
        guard entries[number].last != stamp else { continue }
        entries[number].last = stamp
        if let earlier, earlier.contains(names[number]) { continue }
        entries[number].documents &+= 1
      }
      start = end
    }
    otherNames.removeAll()
    sort(below: limit)
  }

  private func prepare(_ limit: Int, tokens: Int) {
    ranks.extend(to: limit)
    let most = min(limit, tokens)
    names.makeRoom(most)
    entries.makeRoom(most)
    sorted.makeRoom(most)
    numbers.makeRoom(tokens)
  }

  /// Puts the numbers in the order of their forms: a bit a form, then from bit to bit.
  private func sort(below limit: Int) {
    let words = limit / 64 + 1
    present.extend(to: words)
    let bits = present.base
    for form in names.buffer { bits[Int(form >> 6)] |= 1 << UInt64(form & 63) }
    let target = sorted.base
    var count = 0
    for word in 0..<words where bits[word] != 0 {
      var rest = bits[word]
      bits[word] = 0
      while rest != 0 {
        target[count] = ranks.base[word << 6 | rest.trailingZeroBitCount] &- 1
        count += 1
        rest &= rest &- 1
      }
    }
    sorted.advance(count)
  }

  /// Calls the body with each form, ascending, its tokens and its documents.
  @inline(__always)
  func forEach(_ body: (_ form: UInt32, _ count: UInt32, _ documents: UInt32) -> Void) {
    for number in sorted.buffer {
      let entry = entries.base[Int(number)]
      body(names.base[Int(number)], entry.count, entry.documents)
    }
  }

  /// Calls the body with the positions of each form, ascending by form, among the tokens that `add` counted.
  @inline(__always)
  func forEachPositions(in tokens: Int, _ body: (UInt32, UnsafeBufferPointer<UInt32>) -> Void) {
    positions.removeAll()
    positions.makeRoom(tokens)
    places.makeRoom(formCount)
    let (entries, positions, numbers, places) = (entries.base, positions.base, numbers.base, places.base)
    var place: UInt32 = 0
    for number in sorted.buffer {
      places[Int(number)] = place
      place &+= entries[Int(number)].count
    }
    for index in 0..<tokens {
      let next = places[Int(numbers[min(index &+ FormTally.ahead, tokens &- 1)])]
      lect_prefetch(positions + Int(next))
      let number = Int(numbers[index])
      let place = places[number]
      positions[Int(place)] = UInt32(truncatingIfNeeded: index)
      places[number] = place &+ 1
    }
    for number in sorted.buffer {
      let count = entries[Int(number)].count
      body(
        names.base[Int(number)],
        UnsafeBufferPointer(start: positions + Int(places[Int(number)] &- count), count: Int(count)))
    }
  }

  /// Forgets the counts.
  private func clear() {
    for form in names.buffer { ranks.base[Int(form)] = 0 }
    for memory in [names, sorted, positions] { memory.removeAll() }
  }
}
