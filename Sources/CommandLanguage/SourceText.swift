/// The bytes of a text with the few questions that lexers ask of them.
///
/// The bytes come from a `String` and are valid UTF-8. Every question may be asked at any offset: beyond the end there
/// is nothing.
struct SourceText: Sendable {
  private let storage: [UInt8]
  /// The offset at which the text ends.
  let count: Int

  init(_ text: String) {
    storage = Array(text.utf8)
    count = storage.count
  }

  private init(_ storage: [UInt8], end: Int) {
    self.storage = storage
    count = min(max(end, 0), storage.count)
  }

  /// The same text up to an offset at most; nothing is copied.
  func limited(to end: Int) -> SourceText { SourceText(storage, end: min(end, count)) }

  var bytes: ArraySlice<UInt8> { storage[..<count] }

  /// The byte at an offset, or nil beyond the end.
  subscript(offset: Int) -> UInt8? {
    offset >= 0 && offset < count ? storage[offset] : nil
  }

  /// The text between two offsets.
  func string(_ span: Span) -> String {
    let lower = min(max(span.lowerBound, 0), count)
    let upper = min(max(span.upperBound, lower), count)
    return String(decoding: storage[lower..<upper], as: UTF8.self)
  }

  /// The number of bytes of the scalar at an offset, 0 at the end.
  func scalarLength(at offset: Int) -> Int {
    guard let lead = self[offset] else { return 0 }
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    return min(length, count - offset)
  }

  /// The scalar at an offset, or nil at the end.
  func scalar(at offset: Int) -> Unicode.Scalar? {
    guard let lead = self[offset] else { return nil }
    if lead < 0x80 { return Unicode.Scalar(lead) }
    return string(Span(offset, offset + scalarLength(at: offset))).unicodeScalars.first
  }

  /// The number of bytes of the line end at an offset (`\n` or `\r\n`), 0 where there is none.
  func newlineLength(at offset: Int) -> Int {
    switch self[offset] {
    case UInt8(ascii: "\n"): 1
    case UInt8(ascii: "\r") where self[offset + 1] == UInt8(ascii: "\n"): 2
    default: 0
    }
  }

  /// The number of bytes of a line continuation at an offset: a backslash and the end of the line, or of the text.
  func continuationLength(at offset: Int) -> Int {
    guard self[offset] == UInt8(ascii: "\\") else { return 0 }
    if offset + 1 == count { return 1 }
    let newline = newlineLength(at: offset + 1)
    return newline == 0 ? 0 : newline + 1
  }

  /// The number of bytes of the white space at an offset, 0 where there is none; line ends do not count.
  ///
  /// All of Unicode's white space separates words: a no-break space comes along when text is pasted, an ideographic
  /// space when Chinese or Japanese is typed.
  func spaceLength(at offset: Int) -> Int {
    guard let byte = self[offset], newlineLength(at: offset) == 0 else { return 0 }
    switch byte {
    case 0x20, 0x09, 0x0B, 0x0C, 0x0D: return 1
    case 0xC2, 0xE1, 0xE2, 0xE3:
      guard let scalar = scalar(at: offset), scalar.properties.isWhitespace else { return 0 }
      return scalarLength(at: offset)
    default: return 0
    }
  }

  /// Whether white space, a line end, a continuation or the end of the text is at an offset.
  func isBlank(at offset: Int) -> Bool {
    offset >= count || spaceLength(at: offset) > 0 || newlineLength(at: offset) > 0
      || continuationLength(at: offset) > 0
  }

  /// The offset moved down to the start of the scalar it falls into, and into the text.
  func scalarStart(atOrBefore offset: Int) -> Int {
    var start = min(max(offset, 0), count)
    while start > 0, let byte = self[start], byte & 0xC0 == 0x80 { start -= 1 }
    return start
  }
}
