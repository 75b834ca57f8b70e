/// Cuts a text into tokens and sentences, piece by piece, at exact byte offsets.
///
/// Unicode's word and sentence rules (UAX #29) are the base; on top stand the conventions of written language that
/// they leave out: abbreviations, ordinals, numbers, dates, addresses, emoji, hyphenated compounds, elisions.
/// What belongs to a language comes from `LanguageData`; without it the general rules stand alone.
///
/// A tokenizer is immutable and may be shared by threads. Cutting is linear in the text and allocates nothing a
/// token. Every byte is in at most one token; white space, controls and stray format characters are in none.
public struct Tokenizer: Sendable {
  /// The version of the rules: it changes whenever any boundary may change for the same language data.
  public static let version = "3"
  /// A sentence never has more tokens: a longer one is cut there, by rule, so that memory is bounded.
  public static let longestSentence = 4_096
  /// A token never has more bytes: a longer run is cut there, by rule.
  public static let longestToken = 1_024

  /// The language it cuts by ("und": the general rules).
  public let language: String
  /// Whether contractions are kept or split.
  public let contractions: Contractions
  let rules: LanguageRules

  /// A tokenizer by the general rules alone, without abbreviations: for a language see `init(language:data:)`.
  public init(language: String) {
    self.init(language: language, data: .none)
  }

  /// A tokenizer for a language with its data files; a language without files gets the general rules.
  public init(language: String, data: LanguageData, contractions: Contractions = .keep) {
    self.language = language
    self.contractions = contractions
    rules = data.rules(for: language)
  }

  /// The version of the rules, the dictionaries and the data used, as "3" or "3-icu72.1-a3f2c901": part of a corpus.
  ///
  /// ICU's is named where the language is written without spaces, or unknown; "+contractions" at the end says that they are
  /// split.
  public var version: String {
    var parts = [Self.version]
    if rules.isUnspaced { parts.append("icu" + DictionaryBreaker.version) }
    if !rules.digest.isEmpty { parts.append(rules.digest) }
    return parts.joined(separator: "-") + (contractions == .split ? Contractions.suffix : "")
  }

  /// Where a text has been read to.
  ///
  /// A new state stands at the start of a text.
  public struct State: Sendable, Equatable {
    /// How many bytes have been read; the next piece starts here.
    public var offset = 0
    var paragraphPending = true
    /// The start of a text.
    public init() {}
  }

  /// Appends about `limit` tokens (at least 1) of the text to the buffer; false when the text is at its end.
  ///
  /// A piece ends after a sentence, so it exceeds the limit by less than `longestSentence` tokens. Any sequence of
  /// limits gives the same tokens, sentences and paragraphs. The text is valid UTF-8 and the same for one state.
  public func next(
    _ text: UnsafeBufferPointer<UInt8>, _ state: inout State, limit: Int, into buffer: inout TokenBuffer
  ) -> Bool {
    guard let bytes = text.baseAddress, state.offset >= 0, state.offset < text.count else { return false }
    var scanner = TokenScanner(bytes: bytes, count: text.count, rules: rules, contractions: contractions)
    let more = scanner.scan(&state, limit: max(1, limit), into: &buffer)
    scanner.deallocate()
    return more
  }
}
