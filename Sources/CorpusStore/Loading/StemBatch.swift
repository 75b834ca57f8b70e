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
    /// The hash of each stem.
    fileprivate var hashes: [UInt64] = []
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
      let start = Int(part.ends.last ?? 0)
      part.ends.append(UInt32(part.bytes.count))
      part.hashes.append(part.bytes.withUnsafeBytes { Hashing.hash64(UnsafeRawBufferPointer(rebasing: $0[start...])) })
    }
    return part
  }

  /// How many stems are approached before they are given.
  private static let approached = 32

  /// Calls the body with each stem that is not the form itself: the place of the form, the stem and its hash, in the order of the forms.
  ///
  /// Before, `approach` is told how many come next, and can ask for the hash of each. All parts must have been taken in.
  func forEachStem(
    approach: (_ stems: Int, _ hash: (Int) -> UInt64) -> Void,
    _ body: (Int, UnsafeBufferPointer<UInt8>, UInt64) throws -> Void
  ) rethrows {
    for (number, part) in parts.enumerated() {
      try part.bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        for index in part.ends.indices {
          if index % StemBatch.approached == 0 {
            approach(min(StemBatch.approached, part.hashes.count - index)) { part.hashes[index + $0] }
          }
          let end = Int(part.ends[index])
          if end > start {
            let stem = UnsafeBufferPointer(rebasing: bytes[start..<end])
            try body(number * StemBatch.partForms + index, stem, part.hashes[index])
          }
          start = end
        }
      }
    }
  }
}
