/// Shows text that was typed by anyone so that it cannot act on a terminal.
enum VisibleText {
  /// The most columns that a quoted name takes in a message.
  static let clippedWidth = 48

  /// A text in double quotes, made visible and cut in the middle of a message.
  static func quoted(_ text: String) -> String { "\"" + clipped(text) + "\"" }

  /// A text made visible and cut with `…` to `clippedWidth` columns.
  static func clipped(_ text: String) -> String {
    var result = ""
    var width = 0
    for character in text {
      let piece = visible(character)
      guard width + piece.width < clippedWidth else { return result + "…" }
      result += piece.text
      width += piece.width
    }
    return result
  }

  /// A character as it is shown, and the columns that takes.
  ///
  /// Control characters become Unicode's pictures for them, or, as other characters without a glyph, their number.
  static func visible(_ character: Character) -> (text: String, width: Int) {
    if character.unicodeScalars.allSatisfy({ !isHidden($0) }) {
      // A cluster may hold any number of marks; a line of errors does not.
      if character.unicodeScalars.count > 16 {
        let shown = Character(String(String.UnicodeScalarView(character.unicodeScalars.prefix(16))))
        return (String(shown) + "…", DisplayWidth.of(shown) + 1)
      }
      return (String(character), DisplayWidth.of(character))
    }
    var text = ""
    var width = 0
    for scalar in character.unicodeScalars.prefix(16) {
      let piece = isHidden(scalar) ? picture(of: scalar) : String(Character(scalar))
      text += piece
      width += isHidden(scalar) ? piece.unicodeScalars.count : DisplayWidth.of(Character(scalar))
    }
    return (text, width)
  }

  /// Whether a scalar has no glyph of its own or acts on what is around it.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    // The joiners are part of emoji and of the spelling of Persian and Indic words.
    case .format: return scalar != "\u{200C}" && scalar != "\u{200D}"
    default: return false
    }
  }

  private static func picture(of scalar: Unicode.Scalar) -> String {
    if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) { return String(picture) }
    if scalar.value == 0x7F { return "\u{2421}" }
    return "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }
}
