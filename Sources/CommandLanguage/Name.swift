/// The rule for names that people give: results, selections and corpora.
public enum Name {
  /// Whether a text can be a name: a letter first, then letters, digits, `_`, `-` and `.`.
  ///
  /// Letters and digits are Unicode's; a combining mark may follow a letter.
  public static func isValid(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return text.unicodeScalars.allSatisfy(\.continuesName)
  }
}

extension Unicode.Scalar {
  /// Whether a field's bare name can start with this scalar.
  var startsName: Bool {
    if isASCII { return isASCIILetter || self == "_" }
    return properties.isAlphabetic
  }

  /// Whether this scalar can stand inside a bare name.
  var continuesName: Bool {
    if isASCII { return isASCIILetter || isASCIIDigit || self == "_" || self == "-" || self == "." }
    if properties.isAlphabetic { return true }
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .nonspacingMark, .spacingMark: return true
    // ZWNJ and ZWJ belong to the spelling of Persian and Indic words.
    default: return self == "\u{200C}" || self == "\u{200D}"
    }
  }

  private var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
