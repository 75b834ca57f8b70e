import TextProcessing

/// What is known of a form by itself, in one byte: its kind, whether it counts as a word, whether it occurs.
public struct FormFlags: Hashable, Sendable {
  /// The kind in the four lower bits, `counted` in bit 4, `occurs` in bit 5.
  public let rawValue: UInt8

  /// Takes a byte from the vocabulary.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The bit of forms with a letter or a digit.
  public static let countedBit: UInt8 = 0x10
  /// The bit of forms that occur as a word form in some corpus, rather than only as another form's lower case or stem.
  public static let occursBit: UInt8 = 0x20

  /// The flags of a form of that kind which occurs.
  init(kind: TokenKind, isCounted: Bool) {
    rawValue = kind.rawValue | (isCounted ? FormFlags.countedBit : 0) | FormFlags.occursBit
  }

  /// The flags of a value of annotation, which is no word form by that.
  static func ofValue(_ form: UnsafeBufferPointer<UInt8>) -> UInt8 {
    FormFlags(kind: TokenKind.of(form), isCounted: TokenKind.isCounted(form)).rawValue & ~occursBit
  }

  /// What the form is.
  public var kind: TokenKind { TokenKind(rawValue: rawValue & 0x0F) ?? .symbol }
  /// Whether it has a letter or a digit and so counts as a word.
  public var isCounted: Bool { rawValue & FormFlags.countedBit != 0 }
  /// Whether it occurs as a word form.
  public var occurs: Bool { rawValue & FormFlags.occursBit != 0 }
}
