import TextProcessing

/// A document as it was read, before tokenising.
public struct ImportedDocument: Sendable {
  /// The path of its file as the user would write it, for messages.
  public var path: String
  /// What it is called: as its format says; else the path of its file below the deepest folder common to all inputs, with `#` and
  /// its number where the file holds several.
  public var name: String
  /// The whole decoded text, heading included: valid UTF-8 without a byte order mark.
  public var bytes: [UInt8]
  /// Where in `bytes` the text starts: after the heading, or at 0 where there is none or it is kept.
  public var textStart = 0
  /// The heading, where one was recognised; its ranges are in `bytes`.
  public var heading: Heading?
  /// The fields that have a value, each name once: those of the heading or the format, of the path, of the table.
  public var metadata: [MetadataField] = []
  /// The language's code, where the format tells it.
  public var language: String?
  /// The tokens with their annotation, where the format brings them; their offsets are in `bytes`, from 0.
  public var annotation: AnnotatedTokens?
  /// Named stretches of `bytes`, where the format brings no tokens.
  public var regions: [TextRegion] = []
  /// What the reader of its format met, with how often.
  public var remarks: [FormatRemark: Int] = [:]
  /// What the file was decoded as, such as `utf-8`, `utf-8-bom`, `utf-16le`, `windows-1252`.
  public var encoding = "utf-8"
  /// How many invalid sequences were replaced by U+FFFD.
  public var replacements = 0
  /// Whether the encoding was told by the look of the bytes alone.
  public var isEncodingGuessed = false
  /// How sure the guess is, in percent, where the detector says.
  public var encodingConfidence: Int?
  /// The fields whose own value gave way to that of the path or the table.
  public var overruled: [String] = []
  /// Whether the path fits the pattern of `--path`; true where there is none.
  public var fitsPath = true
  /// How many bytes of the input (`DocumentReader.size(of:)`) were read when it was passed on, for progress.
  public var position = 0

  /// The text to be tokenised.
  public var text: ArraySlice<UInt8> { bytes[textStart...] }
}
