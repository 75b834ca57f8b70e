/// The emoticons of plain text, by their build: eyes, perhaps a nose, a mouth.
enum Emoticons {
  /// Whether an emoticon may start with the byte: `< ^ : ; =`.
  static func mayStart(_ byte: UInt8) -> Bool {
    byte == 0x3C || byte == 0x5E || byte == 0x3A || byte == 0x3B || byte == 0x3D
  }

  /// The length of the emoticon that the bytes start with, or nil.
  static func length(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes.count >= 2 else { return nil }
    if bytes[0] == 0x3C, bytes[1] == 0x33 { return 2 }
    if bytes[0] == 0x5E, bytes[1] == 0x5E { return 2 }
    guard bytes[0] == 0x3A || bytes[0] == 0x3B || bytes[0] == 0x3D else { return nil }
    if isMouth(bytes[1]) { return 2 }
    let hasNose = bytes[1] == 0x2D || bytes[1] == 0x6F || bytes[1] == 0x5E || bytes[1] == 0x27
    return hasNose && bytes.count >= 3 && isMouth(bytes[2]) ? 3 : nil
  }

  /// Whether the byte is a mouth: `) ( ] [ } { D P p O o 3 | / \ *`.
  private static func isMouth(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x29, 0x28, 0x5D, 0x5B, 0x7D, 0x7B, 0x44, 0x50, 0x70, 0x4F, 0x6F, 0x33, 0x7C, 0x2F, 0x5C, 0x2A: return true
    default: return false
    }
  }
}
