import TextProcessing

/// Finds where the tokens of a document stand in its text, by their forms alone.
///
/// A token's form is its bytes in normal form; between two tokens there is nothing that a token could begin with. Linear.
enum TokenAlignment {
  /// The bytes of each token; nil when the forms are not those of the text.
  static func ranges(of forms: [UnsafeBufferPointer<UInt8>], in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>]? {
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(forms.count)
    var offset = 0
    for form in forms {
      guard let found = next(form, in: text, from: offset) else { return nil }
      ranges.append(found)
      offset = found.upperBound
    }
    return ranges
  }

  /// How many bytes beside a token are looked at, before the text counts as another.
  private static let reach = 4_096

  private static func next(
    _ form: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from offset: Int
  ) -> Range<Int>? {
    var start = offset
    while start < text.count, start - offset < reach {
      if let end = end(of: form, in: text, from: start) { return start..<end }
      // A character further: what stands between tokens is white space, controls and format characters.
      repeat { start += 1 } while start < text.count && text[start] & 0xC0 == 0x80
    }
    return nil
  }

  /// Where a form ends that begins at an offset.
  private static func end(
    of form: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let first = form.first else { return nil }
    if start + form.count <= text.count, text[start] == first,
      UnsafeBufferPointer(rebasing: text[start..<start + form.count]).elementsEqual(form)
    {
      return start + form.count
    }
    // Another spelling of the form can only be one that is not normal, and begins with a letter's first byte or not in ASCII.
    guard text[start] >= 0x80 || text[start] == first || text[start] | 0x20 >= 0x61 else { return nil }
    var end = start
    let limit = min(text.count, start + form.count * 3 + 16)
    var matched: Int?
    while end < limit {
      repeat { end += 1 } while end < text.count && text[end] & 0xC0 == 0x80
      let piece = UnsafeBufferPointer(rebasing: text[start..<end])
      if piece.last.map({ $0 <= 0x20 }) == true { break }
      // The longest spelling: a mark or soft hyphen behind it belongs to it.
      if FormNormalizer.normalize(piece).elementsEqual(form) { matched = end } else if matched != nil { break }
    }
    return matched
  }
}
