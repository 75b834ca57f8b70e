internal import CCLD2

/// Tells the language of a text by its letters, with the Compact Language Detector 2.
///
/// It reads at most the first `bytesRead` bytes, so its cost does not grow with the text. Short texts
/// (a few words) are guesses; the confidence says so.
public struct LanguageDetector: Sendable {
  /// How many bytes of a text are looked at.
  public static let bytesRead = 65_536

  /// A detector; it holds no state and may be used from several threads.
  public init() {}

  /// The language of `text`, which is valid UTF-8; "und" with confidence 0 when it has too few letters.
  ///
  /// The confidence is the share of letters in that language, halved when the runner-up is close.
  public func detect(_ text: UnsafeBufferPointer<UInt8>) -> DetectedLanguage {
    let count = Self.wholeCharacters(text, upTo: Self.bytesRead)
    guard count > 0, let start = text.baseAddress else { return .unknown }
    let answer = start.withMemoryRebound(to: CChar.self, capacity: count) { lect_cld2_detect($0, Int32(count)) }
    guard let name = answer.code else { return .unknown }
    let code = Self.iso(String(cString: name))
    if code == "und" { return .unknown }
    let share = Double(max(0, min(100, answer.percent))) / 100
    return DetectedLanguage(code: code, confidence: answer.reliable ? share : share / 2)
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
