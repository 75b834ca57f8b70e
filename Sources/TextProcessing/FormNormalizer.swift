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
    return Array(String(scalars).precomposedStringWithCanonicalMapping.utf8)
  }
}
