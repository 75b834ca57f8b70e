import AnalyzerKit
import CMemory
import Glibc
import Synchronization

/// Counts forms over documents, and in how many documents each occurs: a cell for each form of the store, used again and again.
///
/// What is not touched costs nothing, and only what was touched is looked at again. Tokens are first collected, then counted: which of
/// them count is foreseen badly, and where their cells are not at all; so these are asked for before they are needed.
///
/// A cell has eight bytes, so that as many as possible are near the processor: from the lowest on, 32 bits count tokens, 16 the documents,
/// and 16 name the last document that the form was seen in, as they come from 1 on. So no more documents than that may be counted before
/// `empty`; tokens may be any number.
final class CollocateCounter {
  /// How many forms it counts.
  let forms: Int
  /// One for each form, and one more for what is no form.
  private let cells: UnsafeMutablePointer<UInt64>
  /// The forms with a count; there is room for all, and one more.
  private let touched: UnsafeMutablePointer<UInt32>
  private let memory: UnsafeMutableRawPointer
  private let bytes: Int
  /// Whether it is meant for few forms.
  let expectsFew: Bool
  /// How many tokens cells may hold before their counts are put aside.
  private let mostTokens: Int
  @exclusivity(unchecked) private var touchedCount = 0
  @exclusivity(unchecked) private var document: UInt64 = 0
  /// How many tokens the cells hold at most.
  @exclusivity(unchecked) private var tokens = 0
  /// By form, what was put aside.
  @exclusivity(unchecked) private var aside: [UInt32: Int] = [:]
  /// Where tokens are collected.
  @exclusivity(unchecked) private var pending = GrowingBuffer<UInt32>()

  private static let documentShift: UInt64 = 48
  private static let mostDocuments: UInt64 = 0xFFFF
  private static let oneDocument: UInt64 = 1 << 32
  private static let countMask: UInt64 = 0xFFFF_FFFF

  /// Counts forms with numbers below `forms`; after `mostTokens` tokens, no more than 32 bits hold, counts are put aside.
  ///
  /// Where few forms are expected, each takes a page of its own at most; otherwise memory comes in large pages.
  init(forms: Int, mostTokens: Int = 1 << 31, expectsFew: Bool = false) throws {
    self.forms = forms
    self.expectsFew = expectsFew
    self.mostTokens = min(max(mostTokens, 1), 1 << 31)
    bytes = (forms + 1) * (MemoryLayout<UInt64>.stride + MemoryLayout<UInt32>.stride)
    // From the system, which gives pages of zeros when they are first touched.
    guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      memory != MAP_FAILED
    else { throw AnalyzerError.unsuitableCorpus("there is no memory to count each of \(forms) forms") }
    // Cells are looked up all over the place: fewer pages are found faster.
    madvise(memory, bytes, expectsFew ? MADV_NOHUGEPAGE : MADV_HUGEPAGE)
    self.memory = memory
    cells = memory.bindMemory(to: UInt64.self, capacity: forms + 1)
    touched = (memory + (forms + 1) * MemoryLayout<UInt64>.stride).bindMemory(to: UInt32.self, capacity: forms + 1)
    // Never touched for the first time, so that it is never looked at.
    cells[forms] = 1
  }

  deinit { munmap(memory, bytes) }

  /// Whether nothing is counted.
  var isEmpty: Bool { touchedCount == 0 }

  /// Whether it must be emptied before another document begins.
  var isFull: Bool { document == CollocateCounter.mostDocuments }

  /// What follows is in another document than what came before.
  ///
  /// Where that is one too many, and nobody emptied it, the last document goes on.
  func beginDocument() { document = min(document + 1, CollocateCounter.mostDocuments) }

  // MARK: Collecting

  /// Where so many tokens can be collected before the next `count`.
  func collection(of tokens: Int) -> CollocateCollection {
    pending.reserve(tokens + 1)
    return CollocateCollection(pending.pointer)
  }

  // MARK: Counting

  /// Counts what was collected in the last `collection`; a table gives each number its form, and one beyond the table, or the store, is
  /// not counted.
  ///
  /// Returns whether all numbers are in the table, which may be missing.
  func count(_ collected: CollocateCollection, by table: UnsafeBufferPointer<FormID>?) -> Bool {
    let numbers = UnsafeMutableBufferPointer(start: collected.numbers, count: collected.count)
    var largest: UInt32 = 0
    if let table, !table.isEmpty {
      // First all forms, then all cells: each waits for memory, and short loops have more of it under way. Cells are asked for meanwhile.
      let bound = UInt32(clamping: forms)
      for index in numbers.indices {
        let number = numbers[index]
        largest = max(largest, number)
        let form = Int(number) < table.count ? table[Int(number)].rawValue : .max
        numbers[index] = form
        lect_prefetch(cells + Int(min(form, bound)))
      }
    }
    UnsafeBufferPointer(numbers).withMemoryRebound(to: FormID.self) { count($0) }
    return table.map { $0.isEmpty || Int(largest) < $0.count } ?? true
  }

  /// Counts forms; those that are not below the number of forms are passed over.
  func count(_ forms: UnsafeBufferPointer<FormID>) {
    tokens += forms.count
    if tokens > mostTokens {
      putAside()
      tokens = forms.count
    }
    let (cells, touched, bound, document) = (cells, touched, UInt32(clamping: self.forms), document)
    let name = document &<< CollocateCounter.documentShift
    var touchedCount = touchedCount
    for form in forms {
      // Without a branch, as nobody foresees what comes next.
      let cell = cells + Int(min(form.rawValue, bound))
      let known = cell.pointee
      touched[touchedCount] = form.rawValue
      touchedCount &+= known == 0 ? 1 : 0
      let isSeen = known &>> CollocateCounter.documentShift == document
      let numbers = known & ~(CollocateCounter.mostDocuments &<< CollocateCounter.documentShift)
      cell.pointee = name | numbers &+ 1 &+ (isSeen ? 0 : CollocateCounter.oneDocument)
    }
    self.touchedCount = touchedCount
  }

  /// Counts so many tokens of one form, no more than 32 bits hold; one that is not below the number of forms is passed over.
  func count(_ form: FormID, times: Int) {
    guard times > 0, Int(form.rawValue) < forms else { return }
    // One as any other, and the rest at once.
    withUnsafePointer(to: form) { count(UnsafeBufferPointer(start: $0, count: 1)) }
    tokens += times - 1
    if tokens > mostTokens {
      putAside()
      tokens = times
    }
    cells[Int(form.rawValue)] += UInt64(times - 1)
  }

  /// Leaves one token of each form in its cell, and keeps the others elsewhere.
  private func putAside() {
    for form in UnsafeBufferPointer(start: touched, count: touchedCount) {
      let cell = cells + Int(form)
      aside[form, default: 0] += Int(cell.pointee & CollocateCounter.countMask) - 1
      cell.pointee = cell.pointee & ~CollocateCounter.countMask | 1
    }
    cells[forms] = 1
  }

  /// Moves what was counted to a storage, and starts anew.
  func empty(into storage: CountStorage) {
    let (cells, touched, count) = (cells, touched, touchedCount)
    var total = 0
    if !aside.isEmpty {
      for form in UnsafeBufferPointer(start: touched, count: count) {
        let cell = cells[Int(form)]
        let tokens = Int(cell & CollocateCounter.countMask) + (aside[form] ?? 0)
        storage.append(
          FormID(rawValue: form), count: tokens, documents: Int(cell &>> 32 & CollocateCounter.mostDocuments))
        cells[Int(form)] = 0
        total += tokens
      }
      aside = [:]
    } else {
      storage.forms.append(count: count) { (forms: UnsafeMutableBufferPointer<FormID>) in
        storage.counts.append(count: count) { (counts: UnsafeMutableBufferPointer<UInt32>) in
          storage.frequencies.append(count: count) { (documents: UnsafeMutableBufferPointer<UInt32>) in
            for index in 0..<count {
              let form = touched[index]
              let cell = cells[Int(form)]
              cells[Int(form)] = 0
              forms[index] = FormID(rawValue: form)
              counts[index] = UInt32(truncatingIfNeeded: cell)
              documents[index] = UInt32(truncatingIfNeeded: cell &>> 32 & CollocateCounter.mostDocuments)
              total &+= Int(counts[index])
            }
          }
        }
      }
    }
    cells[forms] = 1
    (document, tokens, touchedCount) = (0, 0, 0)
    storage.tokens = total
  }
}

/// Counters that nobody uses, for the next analysis: new ones would begin with pages that the system must clear.
final class CollocateCounters: Sendable {
  /// How many are kept: two a thread.
  private static let most = 16
  /// A counter of more forms is not kept, as it may be large.
  private static let mostForms = 4 << 20

  /// Counters move between threads, but only those that nobody uses.
  private struct Idle: @unchecked Sendable {
    var counters: [CollocateCounter] = []
  }

  private let idle = Mutex(Idle())

  /// A counter of forms with numbers below `forms`, with nothing counted.
  func counter(forms: Int, expectsFew: Bool = false) throws -> CollocateCounter {
    let kept = idle.withLock { idle -> CollocateCounter? in
      // Of a store that grew, or another one, they are of no use any more.
      idle.counters.removeAll { $0.forms != forms }
      return idle.counters.lastIndex { $0.expectsFew == expectsFew }.map { idle.counters.remove(at: $0) }
    }
    return try kept ?? CollocateCounter(forms: forms, expectsFew: expectsFew)
  }

  /// Takes a counter that nobody uses any more; one that still holds something, after an error, is not kept.
  func giveBack(_ counter: CollocateCounter) {
    guard counter.isEmpty, counter.forms <= CollocateCounters.mostForms else { return }
    let returned = Idle(counters: [counter])
    idle.withLock { idle in
      if idle.counters.count < CollocateCounters.most { idle.counters += returned.counters }
    }
  }
}
