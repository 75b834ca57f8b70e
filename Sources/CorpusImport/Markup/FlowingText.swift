/// Text that is put together from marked-up pieces: white space collapses, blocks end lines and paragraphs.
struct FlowingText {
  /// What stands before the next character, the strongest of what was said.
  enum Separator: Int { case none, space, lineEnd, paragraph }

  /// The text so far; it neither starts nor ends with white space.
  private(set) var bytes: [UInt8] = []
  private var separator = Separator.none

  /// Where the next character or its separator will stand.
  var end: Int { bytes.count }

  /// Adds text in which every run of white space is one space.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < text.count {
      if FlowingText.isWhite(text[at]) {
        separate(.space)
        at += 1
        continue
      }
      let start = at
      while at < text.count, !FlowingText.isWhite(text[at]) { at += 1 }
      flush()
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<at]))
    }
  }

  /// Adds text whose white space is kept, but for what ends it.
  mutating func appendKept(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      switch byte {
      case 0x0A: breakLine()
      case 0x0D: break
      case _ where FlowingText.isWhite(byte) && separator.rawValue < Separator.lineEnd.rawValue: separate(.space)
      case _ where FlowingText.isWhite(byte): break
      default:
        flush()
        bytes.append(byte)
      }
    }
  }

  /// Lets at least this much separate what follows.
  mutating func separate(_ next: Separator) {
    if next.rawValue > separator.rawValue { separator = next }
  }

  /// Ends the line; a line that is ended twice ends the paragraph.
  mutating func breakLine() { separate(separator == .lineEnd ? .paragraph : .lineEnd) }

  /// Lets what follows stand directly after what is there, unless a line has ended.
  mutating func join() {
    if separator == .space { separator = .none }
  }

  /// Writes the separator, so that the next character stands at `end`.
  mutating func flush() {
    if !bytes.isEmpty {
      switch separator {
      case .none: break
      case .space: bytes.append(0x20)
      case .lineEnd: bytes.append(0x0A)
      case .paragraph: bytes.append(contentsOf: [0x0A, 0x0A])
      }
    }
    separator = .none
  }

  /// The white space of XML and HTML; a no-break space is none.
  private static func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 && byte != 0x0B }
}
