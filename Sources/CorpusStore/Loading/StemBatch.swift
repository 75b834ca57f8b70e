import TextProcessing
import Threading

/// Forms of one language that are stemmed on several threads; what comes out does not depend on how many.
final class StemBatch: @unchecked Sendable {
  /// How many forms a thread takes at once, and how many are worth a thread.
  private static let partForms = 4_096

  /// The stems of a part of the forms.
  private struct Part {
    var bytes: [UInt8] = []
    /// Where each stem ends; one that is the form itself is empty.
    var ends: [UInt32] = []
  }

  private let language: String
  private let forms = GrowingMemory<UInt8>()
  private let ends = GrowingMemory<Int>()
  private let monitor = Monitor()
  private var parts: [Part] = []
  private var next = 0

  init(language: String) { self.language = language }

  /// Adds a form.
  func append(_ form: UnsafeBufferPointer<UInt8>) {
    forms.append(form)
    ends.append(forms.count)
  }

  /// Stems all forms.
  func stem(threads: Int) throws {
    let count = (ends.count + StemBatch.partForms - 1) / StemBatch.partForms
    parts = Array(repeating: Part(), count: count)
    var helpers: [WorkerThread] = []
    for _ in 1..<max(1, min(threads, count)) {
      // Where the system gives no more threads, those that there are do the work.
      guard let helper = try? WorkerThread({ self.work() }) else { break }
      helpers.append(helper)
    }
    work()
    for helper in helpers { helper.join() }
  }

  private func work() {
    guard let stemmer = Stemmer(language: language) else { return }
    while let number = monitor.locked({ takeLocked() }) {
      var part = Part()
      let first = number * StemBatch.partForms
      for index in first..<min(first + StemBatch.partForms, ends.count) {
        let form = forms.buffer((index == 0 ? 0 : ends.base[index - 1])..<ends.base[index])
        stemmer.appendStem(of: form, to: &part.bytes)
        part.ends.append(UInt32(part.bytes.count))
      }
      monitor.locked { parts[number] = part }
    }
  }

  private func takeLocked() -> Int? {
    guard next < parts.count else { return nil }
    next += 1
    return next - 1
  }

  /// Gives the stem of a form to the body, by the form's place; nil when it is the form itself.
  func stem<Result>(_ place: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result? {
    let (part, index) = place.quotientAndRemainder(dividingBy: StemBatch.partForms)
    guard part < parts.count, index < parts[part].ends.count else { return nil }
    let range = Int(index == 0 ? 0 : parts[part].ends[index - 1])..<Int(parts[part].ends[index])
    if range.isEmpty { return nil }
    return try parts[part].bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
  }
}
