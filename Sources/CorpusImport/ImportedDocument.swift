/// A document as it was read, before tokenising.
public struct ImportedDocument: Sendable, Equatable {
  /// The path of its file as the user would write it, for messages.
  public var path: String
  /// The path below the deepest folder common to all inputs; unique in the load.
  public var name: String
  /// The whole decoded text, heading included: valid UTF-8 without a byte order mark.
  public var bytes: [UInt8]
  /// Where in `bytes` the text starts: after the heading, or at 0 where there is none or it is kept.
  public var textStart: Int
  /// The heading, where one was recognised; its ranges are in `bytes`.
  public var heading: Heading?
  /// The fields that have a value, each name once: those of the heading, of the path, of the table.
  public var metadata: [MetadataField]
  /// What the file was decoded as, such as `utf-8`, `utf-8-bom`, `utf-16le`, `windows-1252`.
  public var encoding: String
  /// How many invalid sequences were replaced by U+FFFD.
  public var replacements: Int
  /// Whether the encoding was told by the look of the bytes alone.
  public var isEncodingGuessed: Bool
  /// Whether the path fits the pattern of `--path`; true where there is none.
  public var fitsPath: Bool

  /// The text to be tokenised.
  public var text: ArraySlice<UInt8> { bytes[textStart...] }
}
