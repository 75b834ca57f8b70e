import TextProcessing

/// Forms of one language that are stemmed part by part, each part by whoever takes it; what comes out does not depend on who that is.
final class StemBatch: @unchecked Sendable {
  /// How many forms a part has.
  private static let partForms = 4_096

  /// The stems of a part of the forms.
  struct Part {
    fileprivate var bytes: [UInt8] = []
    /// Where each stem ends; one that is the form itself is empty.
    fileprivate var ends: [UInt32] = []
  }

  private let language: String
  private let forms = GrowingMemory<UInt8>()
  private let ends = GrowingMemory<Int>()
  private var parts: [Part] = []
  /// How many parts are still to be taken in.
  private var left = 0

  init(language: String) { self.language = language }

  /// Adds a form.
  func append(_ form: UnsafeBufferPointer<UInt8>) {
    forms.append(form)
    ends.append(forms.count)
  }

  /// Tells that no form follows; returns of how many parts it is.
  func close() -> Int {
    left = (ends.count + StemBatch.partForms - 1) / StemBatch.partForms
    parts = Array(repeating: Part(), count: left)
    return left
  }

  /// Whether all parts are taken in.
  var isStemmed: Bool { left == 0 }

  /// Takes a part in: one thread at a time.
  func take(_ part: Part, _ number: Int) {
    parts[number] = part
    left -= 1
  }

  /// The stems of a part, by a stemmer of the caller's for each language.
  func stem(part number: Int, _ stemmers: inout [String: Stemmer]) -> Part {
    var part = Part()
    guard let stemmer = stemmers[language] ?? Stemmer(language: language) else { return part }
    stemmers[language] = stemmer
    let first = number * StemBatch.partForms
    for index in first..<min(first + StemBatch.partForms, ends.count) {
      let form = forms.buffer((index == 0 ? 0 : ends.base[index - 1])..<ends.base[index])
      stemmer.appendStem(of: form, to: &part.bytes)
      part.ends.append(UInt32(part.bytes.count))
    }
    return part
  }

  /// Gives the stem of a form to the body, by the form's place; nil when it is the form itself.
  ///
  /// All parts must have been taken in.
  func stem<Result>(_ place: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result? {
    let (part, index) = place.quotientAndRemainder(dividingBy: StemBatch.partForms)
    guard part < parts.count, index < parts[part].ends.count else { return nil }
    let range = Int(index == 0 ? 0 : parts[part].ends[index - 1])..<Int(parts[part].ends[index])
    if range.isEmpty { return nil }
    return try parts[part].bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
  }
}
