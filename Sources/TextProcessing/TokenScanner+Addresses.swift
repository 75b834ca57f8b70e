extension TokenScanner {
  /// The end of a URL whose scheme (`https`) ends at the colon at `colon`, or of `www.…/path`; nil if there is none.
  mutating func address(_ start: Int, _ colon: Int, _ bound: Int) -> Int? {
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

  private mutating func isMailto(_ start: Int, _ colon: Int) -> Bool {
    if colon - start != 6 || bytes[colon] != 0x3A { return false }
    return withLowered(start, colon) { $0.elementsEqual("mailto".utf8) }
  }

  /// Where an address ends: at a blank, a quote or an angle bracket, without the punctuation of the sentence.
  mutating func addressEnd(_ start: Int, _ from: Int, _ bound: Int) -> Int {
    var at = from
    while at < bound {
      let (scalar, next) = UTF8Reader.decode(bytes, at, count)
      let value = table[scalar]
      if next > bound || CharacterClass.isBlank(value) || value == CharacterClass.quote { break }
      if scalar == 0x3C || scalar == 0x3E || scalar == 0x22 || scalar == 0x7C || scalar == 0x5C { break }
      if scalar >= 0x2000, CharacterClass.opening...CharacterClass.punctuation ~= value { break }
      at = next
    }
    // A closing bracket belongs to the address as long as its opening one does: `/a_(b)`.
    var open = Brackets()
    for position in start..<at { open.add(bytes[position]) }
    while at > from, open.isTrailing(bytes[at - 1]) {
      at -= 1
      open.remove(bytes[at])
    }
    return at
  }

  /// The end of an e-mail address whose local part reaches `end` (at `@` or `+`), or nil.
  mutating func mail(_ start: Int, _ end: Int, _ bound: Int) -> Int? {
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

/// How many brackets of each kind are open at the end of an address.
private struct Brackets {
  private var round = 0
  private var square = 0
  private var curly = 0

  mutating func add(_ byte: UInt8) { change(byte, by: 1) }
  mutating func remove(_ byte: UInt8) { change(byte, by: -1) }

  private mutating func change(_ byte: UInt8, by step: Int) {
    switch byte {
    case 0x28: round += step
    case 0x29: round -= step
    case 0x5B: square += step
    case 0x5D: square -= step
    case 0x7B: curly += step
    case 0x7D: curly -= step
    default: break
    }
  }

  /// Whether a last byte belongs to the sentence, not to the address.
  mutating func isTrailing(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2E, 0x2C, 0x3A, 0x3B, 0x21, 0x3F, 0x27, 0x2A: return true
    case 0x29: return round < 0
    case 0x5D: return square < 0
    case 0x7D: return curly < 0
    default: return false
    }
  }
}
