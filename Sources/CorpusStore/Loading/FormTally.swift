import Glibc

/// Counts the tokens and documents of each form in a segment; its memory is used again from segment to segment.
final class FormTally {
  /// What is counted of a form.
  private struct Entry: BitwiseCopyable {
    var count: UInt32
    var documents: UInt32
    /// The last document that had it.
    var last: UInt32
    /// Where its next position goes, while positions are sorted by form.
    var place: UInt32
  }

  private let entries = GrowingMemory<Entry>(capacity: 1 << 12)
  private let touched = GrowingMemory<UInt32>(capacity: 1 << 12)
  private let positions = GrowingMemory<UInt32>(capacity: 1 << 12)
  private var stamp: UInt32 = 0

  /// The forms that were counted, ascending.
  var forms: UnsafeBufferPointer<UInt32> { touched.buffer }

  /// How many tokens a form has.
  func count(_ form: UInt32) -> UInt32 { entries.base[Int(form)].count }

  /// How many documents a form has.
  func documents(_ form: UInt32) -> UInt32 { entries.base[Int(form)].documents }

  /// Counts a segment, whose tokens have the forms `ids`, all below `forms`.
  ///
  /// A document that began in an earlier segment counts only for the forms that it did not have there: those not in
  /// `seen`, which then gets the forms of the document that goes on in the next segment.
  func add(_ content: SegmentContent, _ ids: UnsafeBufferPointer<UInt32>, forms: Int, seen: inout Set<UInt32>) {
    if entries.count < forms {
      let more = forms - entries.count
      entries.makeRoom(more)
      memset(entries.base + entries.count, 0, more * MemoryLayout<Entry>.stride)
      entries.advance(more)
    }
    touched.makeRoom(min(forms, ids.count))
    for document in content.variants.indices {
      stamp &+= 1
      if stamp == 0 {
        for form in 0..<entries.count { entries.base[form].last = 0 }
        stamp = 1
      }
      let tokens = UnsafeBufferPointer(
        rebasing: ids[content.documentStarts[document]..<content.documentStarts[document + 1]])
      if document == 0, content.continuesDocument {
        add(tokens) { !seen.contains($0) }
      } else {
        add(tokens) { _ in true }
      }
    }
    updateSeen(content, ids, &seen)
    var sorted = UnsafeMutableBufferPointer(start: touched.base, count: touched.count)
    sorted.sort()
  }

  @inline(__always)
  private func add(_ tokens: UnsafeBufferPointer<UInt32>, isNew: (UInt32) -> Bool) {
    let entries = entries.base
    let touched = touched.base + touched.count
    let stamp = stamp
    var more = 0
    for form in tokens {
      let entry = entries + Int(form)
      if entry.pointee.count == 0 {
        touched[more] = form
        more += 1
      }
      entry.pointee.count &+= 1
      if entry.pointee.last != stamp {
        entry.pointee.last = stamp
        if isNew(form) { entry.pointee.documents &+= 1 }
      }
    }
    self.touched.advance(more)
  }

  private func updateSeen(_ content: SegmentContent, _ ids: UnsafeBufferPointer<UInt32>, _ seen: inout Set<UInt32>) {
    guard content.isContinued else {
      if !seen.isEmpty { seen = [] }
      return
    }
    let last = content.variants.count - 1
    if !(content.continuesDocument && last == 0) { seen = [] }
    for form in ids[content.documentStarts[last]..<content.documentStarts[last + 1]] { seen.insert(form) }
  }

  /// Calls the body with the positions of each form, ascending by form, among the tokens that were counted.
  func forEachPositions(
    in ids: UnsafeBufferPointer<UInt32>, _ body: (UInt32, UnsafeBufferPointer<UInt32>) -> Void
  ) {
    positions.removeAll()
    positions.makeRoom(ids.count)
    let entries = entries.base
    let positions = positions.base
    var place: UInt32 = 0
    for form in forms {
      entries[Int(form)].place = place
      place += entries[Int(form)].count
    }
    for index in 0..<ids.count {
      let entry = entries + Int(ids[index])
      positions[Int(entry.pointee.place)] = UInt32(truncatingIfNeeded: index)
      entry.pointee.place &+= 1
    }
    for form in forms {
      let entry = entries[Int(form)]
      let start = positions + Int(entry.place - entry.count)
      body(form, UnsafeBufferPointer(start: start, count: Int(entry.count)))
    }
  }

  /// Forgets the counts.
  func clear() {
    for form in touched.buffer {
      entries.base[Int(form)].count = 0
      entries.base[Int(form)].documents = 0
    }
    touched.removeAll()
  }
}
