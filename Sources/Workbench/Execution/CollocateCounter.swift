import AnalyzerKit
import Glibc
import Synchronization

/// Counts forms over documents, and in how many documents each occurs: a cell for each form of the store, used again and again.
///
/// What is not touched costs nothing, and only what was touched is looked at again. Tokens are first collected, then counted: which of
/// them count is foreseen badly, and where their cells are not at all, and a processor waits for one thing better than for both.
final class CollocateCounter {
  /// What is known of a form.
  private struct Cell: BitwiseCopyable {
    var count: Int
    var documents: UInt32
    /// The number of the last document it was seen in, counting as they come from 1 on.
    var document: UInt32
  }

  /// How many forms it counts.
  let forms: Int
  /// One for each form, and one more for what is no form.
  private let cells: UnsafeMutablePointer<Cell>
  /// The forms with a count; there is room for all, and one more.
  private let touched: UnsafeMutablePointer<UInt32>
  private let memory: UnsafeMutableRawPointer
  private let bytes: Int
  @exclusivity(unchecked) private var touchedCount = 0
  @exclusivity(unchecked) private var document: UInt32 = 0
  /// The tokens that are collected.
  @exclusivity(unchecked) private var pending = GrowingBuffer<UInt32>()
  @exclusivity(unchecked) private var pendingCount = 0

  /// Counts forms with numbers below `forms`.
  init(forms: Int) throws {
    self.forms = forms
    bytes = (forms + 1) * (MemoryLayout<Cell>.stride + MemoryLayout<UInt32>.stride)
    // From the system, which gives pages of zeros when they are first touched.
    guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      memory != MAP_FAILED
    else { throw AnalyzerError.unsuitableCorpus("there is no memory to count each of \(forms) forms") }
    // Cells are looked up all over the place: fewer pages are found faster.
    madvise(memory, bytes, MADV_HUGEPAGE)
    self.memory = memory
    cells = memory.bindMemory(to: Cell.self, capacity: forms + 1)
    touched = (memory + (forms + 1) * MemoryLayout<Cell>.stride).bindMemory(to: UInt32.self, capacity: forms + 1)
    // Never touched for the first time, so that it is never looked at.
    cells[forms].count = 1
  }

  deinit { munmap(memory, bytes) }

  /// Whether nothing is counted or collected.
  var isEmpty: Bool { touchedCount == 0 && pendingCount == 0 }

  /// What follows is in another document than what came before.
  func beginDocument() {
    if document == .max {
      for form in 0..<forms { cells[form].document = 0 }
      document = 0
    }
    document += 1
  }

  // MARK: Collecting

  /// Makes room for so many tokens: no more may be collected before the next `count`.
  func reserve(_ tokens: Int) { pending.reserve(tokens + 1) }

  /// Collects the tokens before a place one by one until enough have counted; returns the place of the last one looked at.
  ///
  /// `wanted` are those that may still count, and becomes what is left of it: uncounted tokens take no part of it unless `countsAll`.
  @inline(__always)
  func collectBack<Tokens: CollocateTokens>(
    _ tokens: inout Tokens, before place: Int, downTo low: Int, _ wanted: inout Int, countsAll: Bool
  ) -> Int {
    place - collect(&tokens, from: place - 1, step: -1, atMost: place - low, &wanted, countsAll)
  }

  /// Collects the tokens from a place on in the same way; returns the place behind the last one looked at.
  @inline(__always)
  func collectOn<Tokens: CollocateTokens>(
    _ tokens: inout Tokens, from place: Int, upTo high: Int, _ wanted: inout Int, countsAll: Bool
  ) -> Int {
    place + collect(&tokens, from: place, step: 1, atMost: high - place, &wanted, countsAll)
  }

  /// Returns at how many tokens it looked.
  @inline(__always)
  private func collect<Tokens: CollocateTokens>(
    _ tokens: inout Tokens, from place: Int, step: Int, atMost most: Int, _ wanted: inout Int, _ countsAll: Bool
  ) -> Int {
    // A copy, of which the compiler knows that writing to memory does not change it.
    var own = tokens
    defer { tokens = own }
    var (seen, left, count) = (0, wanted, pendingCount)
    let target = pending.pointer
    let least = countsAll ? 1 : 0
    while left > 0, seen < most {
      let (number, counts) = own.token(at: place &+ seen &* step)
      // What does not count is written over by the next.
      target[count] = number
      count &+= counts
      left &-= counts | least
      seen &+= 1
    }
    (wanted, pendingCount) = (left, count)
    return seen
  }

  // MARK: Counting

  /// Counts what is collected; a table gives each number its form, and one beyond the table, or the store, is not counted.
  func count(by table: UnsafeBufferPointer<FormID>?) {
    let numbers = UnsafeMutableBufferPointer(start: pending.pointer, count: pendingCount)
    pendingCount = 0
    if let table, !table.isEmpty {
      // First all forms, then all cells: each waits for memory, and short loops have more of it under way.
      for index in numbers.indices {
        let number = Int(numbers[index])
        numbers[index] = number < table.count ? table[number].rawValue : .max
      }
    }
    UnsafeBufferPointer(numbers).withMemoryRebound(to: FormID.self) { count($0) }
  }

  /// Counts forms; those that are not below the number of forms are passed over.
  func count(_ forms: UnsafeBufferPointer<FormID>) {
    let (cells, touched, bound, document) = (cells, touched, UInt32(clamping: self.forms), document)
    var touchedCount = touchedCount
    for form in forms {
      // Without a branch, as nobody foresees what comes next.
      let cell = cells + Int(min(form.rawValue, bound))
      let known = cell.pointee
      touched[touchedCount] = form.rawValue
      touchedCount &+= known.count == 0 ? 1 : 0
      cell.pointee = Cell(
        count: known.count &+ 1, documents: known.documents &+ (known.document == document ? 0 : 1),
        document: document)
    }
    self.touchedCount = touchedCount
  }

  /// Moves what was counted to a storage, and starts anew.
  func empty(into storage: CountStorage) {
    var total = 0
    for index in 0..<touchedCount {
      let form = touched[index]
      let cell = cells + Int(form)
      storage.append(
        FormID(rawValue: form), count: cell.pointee.count, documents: Int(cell.pointee.documents))
      total &+= cell.pointee.count
      cell.pointee.count = 0
      cell.pointee.documents = 0
    }
    storage.tokens = total
    touchedCount = 0
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
  func counter(forms: Int) throws -> CollocateCounter {
    let kept = idle.withLock { idle -> CollocateCounter? in
      // Of a store that grew, or another one, they are of no use any more.
      idle.counters.removeAll { $0.forms != forms }
      return idle.counters.popLast()
    }
    return try kept ?? CollocateCounter(forms: forms)
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
