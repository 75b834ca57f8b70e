import CEdit

/// Text made fit for the terminal: nothing in it can move the cursor, change colours or turn the writing around.
///
/// Control characters, line ends and the invisible format characters become `<U+001B>` and the like. The joiners
/// U+200C and U+200D stay, because words of Persian and Indic scripts are spelt with them.
struct VisibleText {
  /// The text to print.
  let text: String

  /// The columns it takes, as the C library counts them: 2 for most of CJK, 0 for combining marks.
  let width: Int

  /// Makes `raw` visible.
  init(_ raw: String) {
    var shown = String.UnicodeScalarView()
    for scalar in raw.unicodeScalars {
      if Self.isHarmless(scalar) {
        shown.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        shown.append(
          contentsOf: "<U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)>".unicodeScalars)
      }
    }
    text = String(shown)
    width = shown.reduce(0) { $0 + Self.width(of: $1) }
  }

  /// The columns of one character; 0 for what cannot be printed.
  static func width(of scalar: Unicode.Scalar) -> Int {
    _ = localeIsUTF8
    return max(0, Int(cedit_character_width(wchar_t(bitPattern: scalar.value))))
  }

  /// The C library knows the widths of non-ASCII characters in a UTF-8 locale only; set once, and again on opening.
  private static let localeIsUTF8 = cedit_use_utf8() == 0

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    case .format: scalar.value == 0x200C || scalar.value == 0x200D
    default: true
    }
  }
}
