/// The lines of a text that comes in pieces, ended by LF, CRLF or CR; holds one line and one piece.
struct TextLines {
  /// The longest line, in bytes.
  static let longestLine = 1 << 26

  private let source: any ByteStream
  private let path: String
  private let limit: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// The number of the line that was read last, from 1.
  private(set) var number = 0

  init(_ source: any ByteStream, path: String, limit: Int = longestLine) {
    self.source = source
    self.path = path
    self.limit = limit
  }

  /// The next line without its end; nil at the end of the text.
  ///
  /// Amortised linear in the text. Throws where a line is longer than the limit.
  mutating func next() throws(ImportError) -> ArraySlice<UInt8>? {
    var scanned = start
    while true {
      let end = buffer.withUnsafeBufferPointer { bytes in
        var index = scanned
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        return index
      }
      // A CR at the end of a piece may be half a line end.
      let isCut = end == buffer.count || buffer[end] == 0x0D && end + 1 == buffer.count
      if !isCut || isAtEnd {
        if end == buffer.count, end == start { return nil }
        defer { start = end == buffer.count ? end : end + Self.lengthOfEnd(buffer, at: end) }
        number += 1
        return buffer[start..<end]
      }
      if end - start > limit {
        throw .malformed(
          path: path, line: number + 1, problem: "the line is longer than \(limit >> 20) MB; is a line end missing?")
      }
      scanned = end - start
      buffer.removeFirst(start)
      start = 0
      if let piece = try source.next() { buffer += piece } else { isAtEnd = true }
    }
  }

  private static func lengthOfEnd(_ bytes: [UInt8], at index: Int) -> Int {
    bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
  }
}
