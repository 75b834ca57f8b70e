/// How many columns of a terminal text takes.
///
/// Wide are the characters of East Asian Width W and F (Unicode Standard Annex #11) and whatever is shown as an emoji;
/// characters of ambiguous width are taken as narrow, as terminals do outside East Asian locales. Combining marks,
/// joiners and control characters take no column. Terminals differ on rare emoji sequences; this is what the standard
/// says of them.
public enum DisplayWidth {
  /// The columns of a text; linear in its length.
  public static func of(_ text: some StringProtocol) -> Int {
    if isSimple(text) { return text.utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of a character (grapheme cluster): 2 for an emoji of whatever parts, else those of its scalars.
  public static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.index(after: scalars.startIndex) == scalars.endIndex { return of(first) }
    let isEmoji =
      scalars.contains { $0.properties.isEmojiPresentation && !isRegionalIndicator($0) }
      || (first.properties.isEmoji && scalars.contains("\u{FE0F}"))
    return isEmoji ? 2 : scalars.reduce(0) { $0 + of($1) }
  }

  /// The columns of a scalar by itself: 0, 1 or 2.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return isControl(scalar) ? 0 : 1 }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator: return 0
    case .format: return isVisibleFormat(scalar) ? 1 : 0
    default: break
    }
    if isJoiningJamo(scalar) { return 0 }
    // Two indicators make one flag of two columns.
    if isRegionalIndicator(scalar) { return 1 }
    return isWide(scalar) || properties.isEmojiPresentation ? 2 : 1
  }

  /// Whether a text is of printable ASCII and Latin letters up to U+02FF alone: a column each and nothing hidden.
  static func isSimple(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { byte in
      switch byte {
      // 0xC2 leads the C1 controls and the soft hyphen, 0x80…0xBF are the second bytes of what 0xC3…0xCB lead.
      case 0x20..<0x7F, 0x80...0xBF, 0xC3...0xCB: true
      default: false
      }
    }
  }

  /// Whether a format character (Cf) has a glyph: the Arabic, Syriac and Kaithi signs that stand over or before numbers.
  static func isVisibleFormat(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
    default: false
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }

  private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  /// Vowels and finals of Korean syllables: they are drawn into the syllable of the consonant before them.
  private static func isJoiningJamo(_ scalar: Unicode.Scalar) -> Bool {
    (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value)
  }

  /// East Asian Width W and F without emoji, as blocks; code points not yet assigned in them count as wide (UAX #11).
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x10FF: false
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
      true
    default: false
    }
  }
}
