/// Tells what a term is by its characters.
enum TermKind {
  /// Whether a term has a digit and no letter.
  static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var hasDigit = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.properties.isAlphabetic { return false }
      hasDigit = hasDigit || scalar.properties.numericType != nil
    }
    return hasDigit
  }
}
