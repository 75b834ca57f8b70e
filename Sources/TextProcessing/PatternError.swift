/// Why a regular expression was refused.
public struct PatternError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The expression as given.
  public var pattern: String
  /// What is wrong, in the words of the PCRE2 library.
  public var reason: String
  /// Where, as a UTF-8 byte offset into the pattern (0…length); the length when it is known to be the end.
  public var offset: Int

  /// An error at a byte offset of a pattern.
  public init(pattern: String, reason: String, offset: Int) {
    self.pattern = pattern
    self.reason = reason
    self.offset = offset
  }

  /// One sentence that names the pattern, the place and the reason.
  public var description: String {
    "the regular expression \(pattern) is wrong at character \(characterOffset + 1): \(reason)"
  }

  /// The offset in characters (from 0), for a caret under the pattern.
  public var characterOffset: Int {
    let bytes = pattern.utf8
    let end = bytes.index(bytes.startIndex, offsetBy: max(0, min(offset, bytes.count)))
    return String(decoding: bytes[..<end], as: UTF8.self).count
  }
}
