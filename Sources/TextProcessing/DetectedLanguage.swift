/// The language a text was found to be in, and how sure the detector is.
public struct DetectedLanguage: Sendable, Equatable {
  /// The ISO 639 code, lower case, without script or region ("de", "en", "zh"), or "und" when unknown.
  public var code: String
  /// From 0 (a guess) to 1 (all of the text, clearly); 0 for "und".
  public var confidence: Double

  /// A detected language with its confidence (0…1).
  public init(code: String, confidence: Double) {
    self.code = code
    self.confidence = confidence
  }

  /// No language could be told.
  public static let unknown = DetectedLanguage(code: "und", confidence: 0)
}
