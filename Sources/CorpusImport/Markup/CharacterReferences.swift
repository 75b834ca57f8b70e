/// The five references of XML (`&amp;` …) and those by number (`&#228;`, `&#xE4;`); anything else is left as it stands.
enum CharacterReferences {
  private static let named: [(name: [UInt8], character: UInt8)] = [
    (Array("lt".utf8), 0x3C), (Array("gt".utf8), 0x3E), (Array("amp".utf8), 0x26), (Array("quot".utf8), 0x22),
    (Array("apos".utf8), 0x27),
  ]

  /// The longest reference between `&` and `;`.
  private static let longest = 10

  /// The text with its references decoded.
  static func decoded(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard var mark = text.firstIndex(of: 0x26) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var start = text.startIndex
    while true {
      result.append(contentsOf: text[start..<mark])
      let body = text[(mark + 1)...].prefix(longest + 1).prefix { $0 != 0x3B }
      if body.endIndex < text.endIndex, text[body.endIndex] == 0x3B, let character = character(body) {
        result.append(contentsOf: character)
        start = body.endIndex + 1
      } else {
        result.append(0x26)
        start = mark + 1
      }
      guard let next = text[start...].firstIndex(of: 0x26) else { break }
      mark = next
    }
    result.append(contentsOf: text[start...])
    return result[...]
  }

  private static func character(_ body: ArraySlice<UInt8>) -> [UInt8]? {
    if body.first != 0x23 { return named.first { $0.name.elementsEqual(body) }.map { [$0.character] } }
    let isHexadecimal = body.dropFirst().first.map { $0 | 0x20 == 0x78 } ?? false
    let digits = body.dropFirst(isHexadecimal ? 2 : 1)
    guard !digits.isEmpty, digits.allSatisfy({ $0 != 0x2B && $0 != 0x2D }) else { return nil }
    let text = String(decoding: digits, as: UTF8.self)
    guard let value = UInt32(text, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(value) else {
      return nil
    }
    return Array(String(Character(scalar)).utf8)
  }
}
