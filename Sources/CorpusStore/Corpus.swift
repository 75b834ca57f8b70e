/// A 128-bit number that names a content.
public struct ContentHash: Hashable, Sendable, CustomStringConvertible {
  /// The upper half.
  public let high: UInt64
  /// The lower half.
  public let low: UInt64

  /// Makes it from its halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Thirty-two hexadecimal digits.
  public var description: String { ContentHash.digits(high) + ContentHash.digits(low) }

  private static func digits(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}

/// What a list of corpora shows of one.
public struct CorpusInfo: Sendable, Hashable {
  /// Its name.
  public let name: String
  /// Documents.
  public let documents: Int
  /// Tokens, punctuation included.
  public let tokens: Int
  /// Counted tokens: those with a letter or a digit.
  public let words: Int
  /// Distinct word forms, punctuation included.
  public let forms: Int
  /// Documents by language, most first, then by code.
  public let languages: [LanguageCount]
  /// Names the content: forms, bounds, names, metadata and annotation in order; not ids, segments or times.
  public let fingerprint: ContentHash
  /// The version of the tokeniser that cut it.
  public let tokeniserVersion: String
  /// When it was made, ISO 8601, UTC.
  public let created: String
}

/// How many documents a language has.
public struct LanguageCount: Sendable, Hashable {
  /// The language's code.
  public let language: String
  /// Documents in it.
  public let documents: Int
}

/// A corpus as one reader saw it: a value that does not change when the store does.
public struct Corpus: Sendable {
  /// Its number in the store; never used again for another.
  public let id: Int
  /// Counts, languages, fingerprint and versions.
  public let info: CorpusInfo
  /// The metadata fields, in order.
  public let fields: [CorpusField]
  /// The segments, in order.
  public let segments: [SegmentInfo]
  /// The casing variants that occur in it ("und", "tr", …), the common one first.
  public let casingVariants: [String]
  /// Whether its text is kept.
  public let keepsText: Bool
  /// The layers: `word`, `lower`, `stem`, then the others by name.
  public let layers: [CorpusLayer]
  /// The kinds of regions, by name, besides sentences, paragraphs and documents.
  public let regions: [CorpusRegion]

  /// Its name.
  public var name: String { info.name }
  /// Names the content.
  public var fingerprint: ContentHash { info.fingerprint }
  /// The version of the tokeniser that cut it.
  public var tokeniserVersion: String { info.tokeniserVersion }
  /// Documents.
  public var documentCount: Int { info.documents }
  /// Tokens, punctuation included.
  public var tokens: Int { info.tokens }
  /// Counted tokens.
  public var words: Int { info.words }
  /// Documents by language.
  public var languages: [LanguageCount] { info.languages }
}

/// What is known of a segment without opening it.
public struct SegmentInfo: Sendable, Hashable {
  /// Its number in the store; never used again for another.
  public let id: Int
  /// Its place in the corpus, from 0.
  public let ordinal: Int
  /// How many tokens it holds.
  public let tokens: Int
  /// The ordinal of the first document that it touches.
  public let firstDocument: Int
  /// How many documents it touches.
  public let documents: Int
  /// Whether its first document began in an earlier segment.
  public let continuesDocument: Bool
  /// Whether its last document goes on in the next segment.
  public let isContinued: Bool
  /// The position in its document of the first token; 0 unless it continues one.
  public let firstPosition: Int
  /// Names ids, forms and bounds: a key for what is computed from this segment.
  public let checksum: ContentHash
  /// Names the values of each layer of annotation that it has any of.
  public let layerChecksums: [LayerName: ContentHash]
  /// Names the regions that start in it; nil without any.
  public let regionsChecksum: ContentHash?
}
