/// A text as UTF-8, and how it was decoded.
public struct DecodedText: Sendable, Equatable {
  /// The text as valid UTF-8 without a byte order mark; NUL and other controls are kept.
  public var bytes: [UInt8]
  /// What the bytes were decoded as, such as `utf-8`, `utf-8-bom`, `utf-16le`, `windows-1252`.
  public var encoding: String
  /// How many invalid sequences were replaced by U+FFFD.
  public var replacements: Int
  /// Whether the encoding was told by the look of the bytes alone: UTF-16 without a byte order mark, and what a detector tells.
  public var isGuessed: Bool
  /// How sure the detector is, 0…100; nil where none was asked.
  public var confidence: Int?

  /// A decoded text; by default as one that was valid UTF-8.
  public init(
    bytes: [UInt8], encoding: String = "utf-8", replacements: Int = 0, isGuessed: Bool = false, confidence: Int? = nil
  ) {
    self.bytes = bytes
    self.encoding = encoding
    self.replacements = replacements
    self.isGuessed = isGuessed
    self.confidence = confidence
  }
}
