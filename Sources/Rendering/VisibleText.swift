/// Text from documents, files and stores, shown so that it cannot act on a terminal.
public enum VisibleText {
  /// The most scalars of one character (grapheme cluster) that are shown; no letter or emoji of any language has more.
  private static let mostScalars = 16

  /// A text with every hidden character replaced by a visible mark; linear in its length.
  ///
  /// Control characters (C0, DEL) become Unicode's pictures for them, as `␛` and `␊`; C1 controls, line and paragraph
  /// separators, and format characters, among them the overrides of writing direction, become their number, as
  /// `\u{202E}`. The joiners U+200C and U+200D stay, since Persian and Indic words are spelt with them; so do the tags
  /// in the emoji of flags. A pile of marks on one letter is cut with `…`.
  public static func of(_ text: String) -> String {
    if DisplayWidth.isSimple(text) { return text }
    var result = ""
    for character in text {
      let scalars = character.unicodeScalars
      append(scalars.prefix(mostScalars), to: &result)
      if scalars.count > mostScalars { result += "…" }
    }
    return result
  }

  /// Appends the scalars of one character.
  private static func append(_ scalars: some Collection<Unicode.Scalar>, to result: inout String) {
    let isEmoji = scalars.first?.properties.isEmojiPresentation ?? false
    for scalar in scalars {
      if isHidden(scalar), !(isEmoji && (0xE0020...0xE007F).contains(scalar.value)) {
        result += mark(for: scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether a scalar has no glyph of its own, or acts on what is around it.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    case .format: return !DisplayWidth.isVisibleFormat(scalar) && scalar != "\u{200C}" && scalar != "\u{200D}"
    default: return false
    }
  }

  private static func mark(for scalar: Unicode.Scalar) -> String {
    if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) { return String(picture) }
    if scalar.value == 0x7F { return "\u{2421}" }
    return "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }
}
