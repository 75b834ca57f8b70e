/// Lines of a text in UTF-8, ended by LF, CR, CRLF, NEL, or the line and paragraph separators of Unicode.
enum LineScanner {
  struct Line: Equatable {
    var content: Range<Int>
    /// Where the next line starts.
    var end: Int
  }

  /// The line that starts at a place; nil where it is longer than `limit` bytes.
  static func line(of text: [UInt8], from start: Int, limit: Int = .max) -> Line? {
    text.withUnsafeBufferPointer { bytes in
      var index = start
      let last = limit < bytes.count - start ? start + limit : bytes.count
      while index < last {
        let length = lineEnd(of: bytes, at: index)
        if length > 0 { return Line(content: start..<index, end: index + length) }
        index += 1
      }
      if index == bytes.count { return Line(content: start..<index, end: index) }
      let length = lineEnd(of: bytes, at: index)
      return length > 0 ? Line(content: start..<index, end: index + length) : nil
    }
  }

  /// Where the first line that holds more than blanks starts, from a place on.
  static func endOfBlankLines(of text: [UInt8], from start: Int) -> Int {
    text.withUnsafeBufferPointer { bytes in
      var lineStart = start
      var index = start
      while index < bytes.count {
        let length = lineEnd(of: bytes, at: index)
        if length > 0 {
          index += length
          lineStart = index
        } else if isBlank(bytes[index]) {
          index += 1
        } else {
          return lineStart
        }
      }
      return bytes.count
    }
  }

  /// Space and tab.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// The bytes without blanks at their ends.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop(while: isBlank)
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return bytes
  }

  /// How many bytes of a line end stand at a place: 0 where there is none.
  @inline(__always)
  private static func lineEnd(of bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    switch bytes[index] {
    case 0x0A: 1
    case 0x0D: index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    case 0xC2: index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      index + 2 < bytes.count && bytes[index + 1] == 0x80 && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9)
        ? 3 : 0
    default: 0
    }
  }
}
