internal import CICU
import Synchronization

/// ICU's dictionaries with room for what is found in them: the only place that calls them.
///
/// Runs of Han and Kana are cut by the dictionary itself where they can be, others by ICU's break iterator; both give the same words.
///
/// Safety: the handles and `ends` live as long as the breaker; one thread at a time uses one (see the pool).
final class DictionaryBreaker {
  /// How many bytes are cut at once: the time of a run is linear in its length, and so is what ICU allocates.
  static let window = 3_072

  private let handle: OpaquePointer
  /// Nil where ICU's dictionary is not as expected.
  private let ideographs: OpaquePointer?
  private let ends: UnsafeMutablePointer<Int32>
  private let spare: UnsafeMutablePointer<Int32>

  /// Nil when ICU lacks its rules.
  init?() {
    guard let opened = lect_word_breaker_open() else { return nil }
    handle = opened
    ideographs = lect_ideographs_open()
    ends = .allocate(capacity: Self.window)
    spare = .allocate(capacity: Self.window)
  }

  deinit {
    lect_word_breaker_close(handle)
    lect_ideographs_close(ideographs)
    ends.deallocate()
    spare.deallocate()
  }

  /// The ends of the words of a text of 1 to `window` bytes of valid UTF-8, ascending, in bytes; none if ICU fails.
  ///
  /// They hold until the next call.
  func cut(_ text: UnsafeBufferPointer<UInt8>, _ rules: UnspacedRules) -> UnsafeBufferPointer<Int32> {
    let length = min(text.count, Self.window)
    let whole = UnsafeBufferPointer(rebasing: text.prefix(length))
    let found = findWithoutIterator(whole) ?? find(whole)
    var cutter = UnspacedCutter(text: whole, rules: rules, ends: ends, count: found.count)
    cutter.correct(spare: spare)
    return UnsafeBufferPointer(start: ends, count: cutter.count)
  }

  /// What ICU's break iterator finds in a text of at most `window` bytes, before any correction; holds until the next call.
  func find(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<Int32> {
    let count = lect_word_breaker_cut(handle, text.baseAddress, Int32(text.count), ends, Int32(Self.window))
    return UnsafeBufferPointer(start: ends, count: max(0, Int(count)))
  }

  /// The same for a text of Han and Kana that are common; nil for others.
  func findWithoutIterator(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<Int32>? {
    guard let ideographs else { return nil }
    let count = lect_ideographs_cut(ideographs, text.baseAddress, Int32(text.count), ends, Int32(Self.window))
    return count < 0 ? nil : UnsafeBufferPointer(start: ends, count: Int(count))
  }

  /// Forgets the text that was cut last, which its owner may free.
  func rest() { lect_word_breaker_rest(handle) }

  /// ICU's version, such as "72.1".
  static let version: String = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { bytes in
    bytes.initialize(repeating: 0)
    lect_icu_version(bytes.baseAddress)
    return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Breakers that no thread uses now: opening one takes ICU far longer than cutting a sentence.
///
/// It holds at most as many as were in use at once.
final class DictionaryBreakerPool: Sendable {
  static let shared = DictionaryBreakerPool()

  /// A breaker that waits is used by nobody, so that any thread may take it.
  private struct Idle: @unchecked Sendable {
    let breaker: DictionaryBreaker
  }

  private let idle = Mutex<[Idle]>([])

  /// A breaker for the caller alone, or nil when ICU lacks its rules.
  func take() -> DictionaryBreaker? {
    idle.withLock { $0.popLast() }?.breaker ?? DictionaryBreaker()
  }

  /// Takes a breaker back.
  func give(_ breaker: DictionaryBreaker) {
    breaker.rest()
    let given = Idle(breaker: breaker)
    idle.withLock { $0.append(given) }
  }
}
