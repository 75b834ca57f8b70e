/// Finds the encoding that XML and HTML declare of themselves.
enum DecodingDeclaration {
  /// How much of the beginning is looked at, in bytes, as browsers do (WHATWG HTML, section 13.2.3.2).
  static let headLength = 1024

  /// The encoding that an XML declaration or a `<meta>` names; nil where there is none, or an unknown one.
  static func encoding(of bytes: ArraySlice<UInt8>) -> TextEncoding? {
    let head = String(decoding: bytes.prefix(headLength).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
    let isXML = head.hasPrefix("<?xml")
    let declaration = isXML ? head.prefix { $0 != ">" } : head[...]
    for mark in isXML ? ["encoding"] : ["charset"] {
      guard let place = declaration.firstRange(of: mark)?.upperBound else { continue }
      let rest = declaration[place...].drop { $0.isWhitespace }
      guard rest.first == "=" else { continue }
      let value = rest.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
      let name = value.prefix { $0.isLetter || $0.isNumber || "-_:.".contains($0) }
      // A text that could be read as far as this is in no encoding of 16 or 32 bits, whatever it says.
      if let encoding = try? TextEncoding(named: String(name)), !encoding.isWide { return encoding }
    }
    return nil
  }
}
