import Foundation

/// The form of a token: its bytes in Unicode's composed normal form (NFC), soft hyphens (U+00AD) removed.
///
/// Two spellings that look the same (`ä` as one code point or as `a` and a mark) are one form.
public enum FormNormalizer {
  /// Whether the bytes are certainly a form already: no work is needed.
  ///
  /// True for nearly all real text (a quick check by code point); false means `normalize` must be asked, which may
  /// still return the same bytes. The bytes are valid UTF-8. Linear.
  public static func isNormal(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = bytes.baseAddress else { return true }
    let table = CharacterClassTable.shared
    var at = 0
    while at < bytes.count {
      let byte = start[at]
      if byte < 0x80 {
        at += 1
        continue
      }
      let (scalar, next) = UTF8Reader.decode(start, at, bytes.count)
      if table.isSuspect(scalar) { return false }
      at = next
    }
    return true
  }

  /// The form of the bytes, which are valid UTF-8.
  ///
  /// Allocates: ask `isNormal` first.
  public static func normalize(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    if isNormal(bytes) { return Array(bytes) }
    var scalars = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars where scalar.value != 0xAD {
      scalars.append(scalar)
    }
    return Array(composingHangul(String(scalars).precomposedStringWithCanonicalMapping).utf8)
  }

  /// Joins a Hangul syllable with the final consonant after it (Unicode, section 3.12): Foundation of Swift 6.3 leaves it alone
  /// where another leading consonant stands before the syllable.
  private static func composingHangul(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isFinal($0.value) }) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let last = scalars.last?.value ?? 0
      let isOpen = 0xAC00...0xD7A3 ~= last && (last - 0xAC00) % 28 == 0
      if isOpen, isFinal(scalar.value), let syllable = Unicode.Scalar(last + scalar.value - 0x11A7) {
        scalars.removeLast()
        scalars.append(syllable)
      } else {
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  private static func isFinal(_ scalar: UInt32) -> Bool { 0x11A8...0x11C2 ~= scalar }
}
