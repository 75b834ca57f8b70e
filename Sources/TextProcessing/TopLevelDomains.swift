/// The top-level domains by which a bare `example.org` is told from a missing space.
///
/// The generic ones in daily use and the country codes of larger languages: a kind must follow from the form
/// alone, so this short list is code, not a language's data.
enum TopLevelDomains {
  private static let names = ByteStringTable(
    """
    com org net edu gov mil int info biz name eu de at ch uk fr es it nl be ru ua pl cz se no dk fi us ca au nz jp cn
    in br mx ar io tv co pt gr hu ro tr kr app dev blog news online shop site xyz
    """.split(whereSeparator: \.isWhitespace).map { (String($0), 1) })

  /// Whether the label, in any case, is one of them.
  static func contains(_ label: UnsafeBufferPointer<UInt8>) -> Bool {
    if label.count < 2 || label.count > 8 { return false }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 8) { copy in
      for (offset, byte) in label.enumerated() {
        copy.initializeElement(at: offset, to: byte &- 0x41 < 26 ? byte | 0x20 : byte)
      }
      return names[UnsafeBufferPointer(rebasing: copy[..<label.count])] != 0
    }
  }

  /// Whether the form is a host name: at least two labels of letters, digits and hyphens, the last one of them.
  static func isHost(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let dot = form.lastIndex(of: 0x2E), dot > 1 else { return false }
    for byte in form[..<dot] {
      let isLabel = byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2D || byte == 0x2E || byte >= 0xC2
      if !isLabel && byte < 0x80 { return false }
    }
    return contains(UnsafeBufferPointer(rebasing: form[(dot + 1)...]))
  }
}
