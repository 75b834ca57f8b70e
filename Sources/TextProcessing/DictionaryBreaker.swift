internal import CICU
import Synchronization

/// One of ICU's break iterators with room for what it finds: the only place that calls it.
///
/// Safety: the handle and `ends` live as long as the breaker; one thread at a time uses one (see the pool).
final class DictionaryBreaker {
  /// How many bytes are cut at once: the time of a run is linear in its length, and so is what ICU allocates.
  static let window = 3_072

  private let handle: OpaquePointer
  private let ends: UnsafeMutablePointer<Int32>
  private let spare: UnsafeMutablePointer<Int32>

  /// Nil when ICU lacks its rules.
  init?() {
    guard let opened = lect_word_breaker_open() else { return nil }
    handle = opened
    ends = .allocate(capacity: Self.window)
    spare = .allocate(capacity: Self.window)
  }

  deinit {
    lect_word_breaker_close(handle)
    ends.deallocate()
    spare.deallocate()
  }

  /// The ends of the words of a text of 1 to `window` bytes of valid UTF-8, ascending, in bytes; none if ICU fails.
  ///
  /// They hold until the next call.
  func cut(_ text: UnsafeBufferPointer<UInt8>, _ rules: UnspacedRules) -> UnsafeBufferPointer<Int32> {
    let length = min(text.count, Self.window)
    let found = lect_word_breaker_cut(handle, text.baseAddress, Int32(length), ends, Int32(Self.window))
    let whole = UnsafeBufferPointer(rebasing: text.prefix(length))
    var cutter = UnspacedCutter(text: whole, rules: rules, ends: ends, count: max(0, Int(found)))
    cutter.correct(spare: spare)
    return UnsafeBufferPointer(start: ends, count: cutter.count)
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
