extension TokenScanner {
  /// The end of a URL whose scheme (`https`) ends at the colon at `colon`, or of `www.…/path`; nil if there is none.
  func address(_ start: Int, _ colon: Int, _ bound: Int) -> Int? {
    let isScheme = bytes[colon] == 0x3A && byte(colon + 1) == 0x2F && byte(colon + 2) == 0x2F
    if isScheme {
      for at in start..<colon where !(bytes[at] < 0x80 && CharacterClass.isWordish(ascii[Int(bytes[at])])) {
        if bytes[at] != 0x2B && bytes[at] != 0x2D && bytes[at] != 0x2E { return nil }
      }
      let end = addressEnd(start, colon + 3, bound)
      return end <= colon + 3 ? nil : end
    }
    if isMailto(start, colon), classify(colon + 1).value != CharacterClass.blank {
      return addressEnd(start, colon + 1, bound)
    }
    return nil
  }

  private func isMailto(_ start: Int, _ colon: Int) -> Bool {
    if colon - start != 6 || bytes[colon] != 0x3A { return false }
    return withLowered(start, colon) { $0.elementsEqual("mailto".utf8) }
  }

  /// Where an address ends: at a blank, a quote or an angle bracket, without the punctuation of the sentence.
  func addressEnd(_ start: Int, _ from: Int, _ bound: Int) -> Int {
    var at = from
    while at < bound {
      let (scalar, next) = UTF8Reader.decode(bytes, at, count)
      let value = table[scalar]
      if next > bound || CharacterClass.isBlank(value) || value == CharacterClass.quote { break }
      if scalar == 0x3C || scalar == 0x3E || scalar == 0x22 || scalar == 0x7C || scalar == 0x5C { break }
      if scalar >= 0x2000, CharacterClass.opening...CharacterClass.punctuation ~= value { break }
      at = next
    }
    while at > from, isTrailing(start, at) { at -= 1 }
    return at
  }

  /// Whether the ASCII mark before `end` belongs to the sentence, not to the address.
  private func isTrailing(_ start: Int, _ end: Int) -> Bool {
    switch bytes[end - 1] {
    case 0x2E, 0x2C, 0x3A, 0x3B, 0x21, 0x3F, 0x27, 0x2A: return true
    case 0x29: return !hasOpen(0x28, 0x29, start, end)
    case 0x5D: return !hasOpen(0x5B, 0x5D, start, end)
    case 0x7D: return !hasOpen(0x7B, 0x7D, start, end)
    default: return false
    }
  }

  /// Whether the closing bracket before `end` has its opening one inside.
  private func hasOpen(_ open: UInt8, _ close: UInt8, _ start: Int, _ end: Int) -> Bool {
    var depth = 0
    for at in start..<end {
      if bytes[at] == open { depth += 1 }
      if bytes[at] == close { depth -= 1 }
    }
    return depth >= 0
  }

  /// The end of an e-mail address whose local part reaches `end` (at `@` or `+`), or nil.
  func mail(_ start: Int, _ end: Int, _ bound: Int) -> Int? {
    var at = end
    while at < bound, at - end < 64, bytes[at] != 0x40 {
      let byte = bytes[at]
      if byte >= 0x80 { return nil }
      let isPart = CharacterClass.isWordish(ascii[Int(byte)]) || byte == 0x2B || byte == 0x2D || byte == 0x2E
      if !isPart { return nil }
      at += 1
    }
    guard at < bound, bytes[at] == 0x40, CharacterClass.isWordish(classify(at + 1).value) else { return nil }
    var last = run(at + 1, bound)
    while last < bound, bytes[last] == 0x2E || bytes[last] == 0x2D {
      let next = run(last + 1, bound)
      if next == last + 1 { break }
      last = next
    }
    return last
  }
}
