internal import CICU

/// Tells the legacy encoding of a text by the frequencies of its characters, with ICU's detector.
enum DecodingDetector {
  /// What is told with less confidence, in percent, is not told at all.
  static let leastConfidence = 5
  /// How many bytes the detector is given.
  ///
  /// ICU looks at 8 KB for encodings of one byte a character, and at all for others.
  private static let sampleLength = 32_768
  /// How much of what is around a byte above 7F is in the sample, on either side.
  private static let context = 48

  /// The encoding and the confidence in percent; nil where nothing can be told.
  static func encoding(of bytes: ArraySlice<UInt8>) -> (encoding: TextEncoding, confidence: Int)? {
    let sample = sample(of: bytes)
    guard !sample.isEmpty else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
      guard let name = buffer.baseAddress else { return nil }
      let confidence = sample.withUnsafeBytes { raw in
        Int(
          lect_encoding_detect(
            raw.bindMemory(to: CChar.self).baseAddress, Int32(clamping: sample.count), name, buffer.count))
      }
      guard confidence >= leastConfidence, let encoding = try? TextEncoding(named: String(cString: name)) else {
        return nil
      }
      return (encoding, confidence)
    }
  }

  /// The stretches around the bytes above 7F: in most texts of Europe they are few, and the rest tells nothing.
  private static func sample(of bytes: ArraySlice<UInt8>) -> [UInt8] {
    var sample: [UInt8] = []
    var taken = bytes.startIndex
    for index in bytes.indices where bytes[index] >= 0x80 && index >= taken - context {
      let start = max(taken, index - context)
      let end = min(bytes.endIndex, index + context + 1)
      if start < end { sample.append(contentsOf: bytes[start..<end]) }
      taken = max(taken, end)
      if sample.count >= sampleLength { break }
    }
    return sample
  }
}
