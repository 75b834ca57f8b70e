internal import CCLD2

/// Tells the language of a text by its letters, with the Compact Language Detector 2.
///
/// It looks at a few passages from all over the text: four short ones, which settle it for nearly every text, else eight longer ones.
/// So its cost does not grow with the text. Short texts (a few words) are guesses; the confidence says so.
public struct LanguageDetector: Sendable {
  /// Passages at even distances.
  private struct Passages {
    let count: Int
    /// How many bytes one has.
    let bytes: Int
    var total: Int { count * bytes }
  }

  private static let first = Passages(count: 4, bytes: 512)
  private static let more = Passages(count: 8, bytes: 2_048)
  /// The share of letters from which the first passages settle a text's language: it is of one language, then.
  private static let settlingShare = 0.8

  /// A detector; it holds no state and may be used from several threads.
  public init() {}

  /// The language of `text`, which is valid UTF-8; "und" with confidence 0 when it has too few letters.
  ///
  /// The confidence is the share of letters in that language, halved when the runner-up is close.
  public func detect(_ text: UnsafeBufferPointer<UInt8>) -> DetectedLanguage {
    if text.count > 2 * Self.first.total {
      let found = Self.sample(Self.first, of: text).withUnsafeBufferPointer(Self.answer)
      // A language whose runner-up is close has a confidence of at most a half.
      if found.confidence >= Self.settlingShare { return found }
    }
    if text.count <= Self.more.total { return Self.answer(text) }
    return Self.sample(Self.more, of: text).withUnsafeBufferPointer(Self.answer)
  }

  private static func answer(_ text: UnsafeBufferPointer<UInt8>) -> DetectedLanguage {
    guard text.count > 0, let start = text.baseAddress else { return .unknown }
    let answer = start.withMemoryRebound(to: CChar.self, capacity: text.count) {
      lect_cld2_detect($0, Int32(text.count))
    }
    guard let name = answer.code else { return .unknown }
    let code = Self.iso(String(cString: name))
    if code == "und" { return .unknown }
    let share = Double(max(0, min(100, answer.percent))) / 100
    return DetectedLanguage(code: code, confidence: answer.reliable ? share : share / 2)
  }

  /// Passages of whole characters, from the first to the last bytes of the text, with a space behind each.
  private static func sample(_ passages: Passages, of text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var sample: [UInt8] = []
    sample.reserveCapacity(passages.total + passages.count)
    for passage in 0..<passages.count {
      var start = (text.count - passages.bytes) / (passages.count - 1) * passage
      while start < text.count, text[start] & 0xC0 == 0x80 { start += 1 }
      let rest = UnsafeBufferPointer(rebasing: text[start...])
      sample.append(contentsOf: rest[..<wholeCharacters(rest, upTo: passages.bytes)])
      sample.append(0x20)
    }
    return sample
  }

  /// The length of the longest prefix of at most `limit` bytes that ends between characters.
  private static func wholeCharacters(_ text: UnsafeBufferPointer<UInt8>, upTo limit: Int) -> Int {
    if text.count <= limit { return text.count }
    var count = limit
    while count > 0, text[count] & 0xC0 == 0x80 { count -= 1 }
    return count
  }

  /// The detector's code as the ISO 639 code used everywhere else.
  private static func iso(_ code: String) -> String {
    switch code {
    case "un", "": return "und"
    case "iw": return "he"
    case "jw": return "jv"
    case "no": return "nb"
    case "sr-ME": return "sr"
    default:
      if code.hasPrefix("xx") { return "und" }
      return String(code.prefix { $0 != "-" }).lowercased()
    }
  }
}
