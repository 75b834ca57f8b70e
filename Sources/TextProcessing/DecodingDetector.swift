internal import CICU

/// Tells the legacy encoding of a text by the frequencies of its characters, with ICU's detector.
enum DecodingDetector {
  /// What is told with less confidence, in percent, is not told at all: ICU gives 10 without any evidence.
  static let leastConfidence = 15
  /// With less confidence, Windows-1252 is taken where all fits it as well.
  static let enoughConfidence = 40
  /// The confidence in Windows-1252 where a few letters in words are all there is to tell by.
  static let confidenceInWords = 10
  /// How many bytes the detector is given.
  ///
  /// ICU looks at 8 KB for encodings of one byte a character, and at all for others.
  private static let sampleLength = 32_768
  /// How much of what is around a byte above 7F is in the sample, on either side.
  private static let context = 48

  /// The encoding and the confidence in percent; nil where nothing can be told.
  ///
  /// It is the likeliest in which every byte makes sense: what holds invalid sequences is not what a text was written in.
  static func encoding(of bytes: [UInt8]) -> (encoding: TextEncoding, confidence: Int)? {
    let candidates = candidates(sample(of: bytes))
    let isWestern = isWestern(bytes)
    for (name, confidence) in candidates where confidence >= (isWestern ? enoughConfidence : leastConfidence) {
      if let encoding = try? TextEncoding(named: name), isClean(bytes, encoding) { return (encoding, confidence) }
    }
    return isWestern ? (.windows1252, confidenceInWords) : nil
  }

  /// Whether all bytes above 7F are letters or quotes of Windows-1252 that stand alone or in pairs at an ASCII letter: so
  /// they do in the languages of Western Europe, and hardly in others.
  private static func isWestern(_ bytes: [UInt8]) -> Bool {
    var run = 0
    var touchesLetter = false
    var previous: UInt8 = 0
    for byte in bytes {
      if byte >= 0x80 {
        if run == 0 { touchesLetter = isASCIILetter(previous) }
        run += 1
        if run > 2 || !isOfWesternWord(byte) { return false }
      } else {
        if run > 0, !touchesLetter, !isASCIILetter(byte) { return false }
        run = 0
      }
      previous = byte
    }
    return run == 0 || touchesLetter
  }

  private static func isASCIILetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

  private static func isOfWesternWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xD7, 0xF7: false
    case 0xC0...0xFF, 0x84, 0x91...0x94, 0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F, 0xAB, 0xBB: true
    default: false
    }
  }

  /// What ICU tells, the likeliest first.
  private static func candidates(_ sample: [UInt8]) -> [(name: String, confidence: Int)] {
    if sample.isEmpty { return [] }
    let list = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      let isTold = sample.withUnsafeBytes { raw in
        lect_encoding_detect(
          raw.bindMemory(to: CChar.self).baseAddress, Int32(clamping: sample.count), start, buffer.count)
      }
      return isTold ? String(cString: start) : ""
    }
    return list.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ")
      return parts.count == 2 ? Int(parts[1]).map { (String(parts[0]), $0) } : nil
    }
  }

  /// Whether the text can be decoded without an invalid sequence; its last character may be cut.
  private static func isClean(_ bytes: [UInt8], _ encoding: TextEncoding) -> Bool {
    if encoding == .windows1252 { return true }
    guard let converter = DecodingConverter(encoding) else { return false }
    _ = converter.decode(bytes, isLast: false)
    return converter.replacements == 0
  }

  /// The stretches around the bytes above 7F: in most texts of Europe they are few, and the rest tells nothing.
  private static func sample(of bytes: [UInt8]) -> [UInt8] {
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
