internal import CCLD2

/// Tells the language of a text: German and English by their function words where these leave no doubt, others by the letters, with the
/// Compact Language Detector 2.
///
/// The detector looks at a few passages from all over the text: four very short ones, which settle it for nearly every text, else longer ones, or
/// all of a short text. So its cost does not grow with the text, and is small for a news item, too. Texts of a few words are
/// guesses; the confidence says so.
public struct LanguageDetector: Sendable {
  /// Passages at even distances.
  private struct Passages {
    let count: Int
    /// How many bytes one has.
    let bytes: Int
    /// The share of letters from which they settle a text's language: it is of one language, then.
    let settling: Double
    var total: Int { count * bytes }
  }

  /// Of 1,701 texts of 1 to 5 KB whose language is known, seven languages, the first passages settle 96 %, all of them rightly, as all of
  /// the text does.
  private static let first = [
    Passages(count: 4, bytes: 128, settling: 0.9), Passages(count: 4, bytes: 512, settling: 0.8),
  ]
  private static let more = Passages(count: 8, bytes: 2_048, settling: 0)
  /// What some hundred bytes do not tell from a close relative.
  private static let similar: Set<String> = [
    "af", "be", "bg", "bs", "cs", "da", "gl", "hr", "id", "lb", "mk", "ms", "nb", "nn", "sk", "sr", "uk",
  ]

  /// A detector; it holds no state and may be used from several threads.
  public init() {}

  /// The language of `text`, which is valid UTF-8; "und" with confidence 0 when it has too few letters.
  ///
  /// The confidence is the share of letters in that language, halved when the runner-up is close; of a text that function words tell,
  /// their share, which is five sixths at least.
  public func detect(_ text: UnsafeBufferPointer<UInt8>) -> DetectedLanguage {
    if let language = FunctionWords.shared.language(of: text) { return language }
    for (round, passages) in Self.first.enumerated() where text.count > 2 * passages.total {
      let found = Self.sample(passages, of: text).withUnsafeBufferPointer(Self.answer)
      // A language whose runner-up is close has a confidence of at most a half.
      if found.confidence >= passages.settling, round > 0 || !Self.similar.contains(found.code) { return found }
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
