/// A character written by name or number in markup (`&amp;`, `&#39;`, `&#x27;`), left over in a text.
enum CharacterReference {
  /// The longest reference recognised, in bytes.
  static let longest = 12

  /// The length of the reference that the bytes start with, or nil.
  static func length(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes.count >= 4, bytes[0] == 0x26 else { return nil }
    let isNumber = bytes[1] == 0x23
    var at = isNumber ? 2 : 1
    while at < min(bytes.count, longest), bytes[at] != 0x3B {
      let isDigit = bytes[at] &- 0x30 < 10
      let isLetter = (bytes[at] | 0x20) &- 0x61 < 26
      if !isDigit && !isLetter || isNumber && isLetter && bytes[2] | 0x20 != 0x78 { return nil }
      at += 1
    }
    if at >= min(bytes.count, longest) || at < 3 { return nil }
    return at + 1
  }

  /// Whether the form is a reference, or the same one several times.
  static func matches(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let length = length(form), form.count % length == 0 else { return false }
    return (length..<form.count).allSatisfy { form[$0] == form[$0 - length] }
  }
}
