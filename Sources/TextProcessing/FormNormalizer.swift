internal import CICU

/// The form of a token: its bytes in Unicode's composed normal form (NFC), soft hyphens (U+00AD) removed.
///
/// Two spellings that look the same (`ä` as one code point or as `a` and a mark) are one form.
public enum FormNormalizer {
  /// Whether the bytes are certainly a form already: no work is needed.
  ///
  /// True for nearly all real text (a quick check by code point); false means `normalize` must be asked, which may
  /// still return the same bytes. The bytes are valid UTF-8. Linear.
  public static func isNormal(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if UTF8Reader.isASCII(bytes) { return true }
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
    let text = withoutSoftHyphens(bytes)
    guard let length = Int32(exactly: text.count), length <= longest else { return text }
    return [UInt8](unsafeUninitializedCapacity: text.count * mostGrowth) { target, count in
      let written = text.withUnsafeBufferPointer { text in
        text.withMemoryRebound(to: CChar.self) { text in
          target.withMemoryRebound(to: CChar.self) { target in
            lect_compose(text.baseAddress, length, target.baseAddress, length * Int32(mostGrowth))
          }
        }
      }
      count = Int(written)
      guard written < 0 else { return }
      // Memory is short: the text as it is.
      _ = target.update(fromContentsOf: text)
      count = text.count
    }
  }

  /// How many times as many bytes a composed form may take (Unicode Standard Annex 15, section "Maximum expansion").
  private static let mostGrowth = 3
  /// No word of any language is longer; ICU counts in 32 bits.
  private static let longest: Int32 = 1 << 26

  private static func withoutSoftHyphens(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      // U+00AD; the text is valid UTF-8, so that this is no part of another character.
      if bytes[at] == 0xC2, at + 1 < bytes.count, bytes[at + 1] == 0xAD {
        at += 2
      } else {
        result.append(bytes[at])
        at += 1
      }
    }
    return result
  }
}
