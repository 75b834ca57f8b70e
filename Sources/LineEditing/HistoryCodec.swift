/// How history entries are written to a file: one a line, so that entries of several lines survive.
///
/// A backslash, a newline and a carriage return are written `\\`, `\n` and `\r`. A backslash before anything else stands
/// for itself, so that a file written by hand reads as it looks.
enum HistoryCodec {
  /// The line for an entry, with its newline.
  static func encode(_ entry: String) -> [UInt8] {
    var line: [UInt8] = []
    for byte in entry.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): line += [byte, byte]
      case UInt8(ascii: "\n"): line += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\r"): line += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      default: line.append(byte)
      }
    }
    return line + [UInt8(ascii: "\n")]
  }

  /// The entries of a file, oldest first.
  ///
  /// Empty lines are skipped; bytes that are not UTF-8 become U+FFFD.
  static func decode(_ file: [UInt8]) -> [String] {
    file.split(separator: UInt8(ascii: "\n")).map(decodeLine)
  }

  private static func decodeLine(_ line: ArraySlice<UInt8>) -> String {
    var entry: [UInt8] = []
    var rest = line
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let next = rest.first else {
        entry.append(byte)
        continue
      }
      switch next {
      case UInt8(ascii: "\\"): entry.append(byte)
      case UInt8(ascii: "n"): entry.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): entry.append(UInt8(ascii: "\r"))
      default:
        entry.append(byte)
        continue
      }
      rest.removeFirst()
    }
    return String(decoding: entry, as: UTF8.self)
  }
}
