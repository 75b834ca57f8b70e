import Glibc

/// The lines of a stream, ended by LF or CRLF, each read once.
///
/// Other line ends of Unicode belong to the line, since columns may hold them. It holds one piece of the stream and one line.
final class ByteLines {
  /// The longest line, in bytes: longer ones are no lines of tokens.
  static let longestLine = 1 << 24

  /// The number of the line that was read last, from 1.
  private(set) var number = 0

  private let stream: any ByteStream
  private let path: String
  private var piece: [UInt8] = []
  private var place = 0
  private var isAtEnd = false

  init(_ stream: any ByteStream, path: String) {
    self.stream = stream
    self.path = path
  }

  /// The next line without its end; nil after the last.
  func next() throws(ImportError) -> ArraySlice<UInt8>? {
    var line: [UInt8] = []
    var hasLine = false
    while true {
      if place == piece.count {
        guard !isAtEnd, let next = try stream.next() else {
          isAtEnd = true
          guard hasLine else { return nil }
          number += 1
          return withoutReturn(line[...])
        }
        piece = next
        place = 0
        continue
      }
      let start = place
      let end = lineFeed(from: start) ?? piece.count
      place = min(end + 1, piece.count)
      if line.count + end - start > ByteLines.longestLine { throw tooLong }
      if end < piece.count {
        number += 1
        if !hasLine { return withoutReturn(piece[start..<end]) }
        line.append(contentsOf: piece[start..<end])
        return withoutReturn(line[...])
      }
      line.append(contentsOf: piece[start...])
      hasLine = true
    }
  }

  /// An error at the line that was read last.
  func malformed(_ problem: String, line: Int? = nil) -> ImportError {
    .malformed(path: path, line: line ?? number, problem: problem)
  }

  private var tooLong: ImportError {
    .malformed(
      path: path, line: number + 1,
      problem: "the line is longer than \(ByteLines.longestLine >> 20) MB; a line should hold one token")
  }

  private func lineFeed(from start: Int) -> Int? {
    piece.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress, let found = memchr(base + start, 0x0A, bytes.count - start) else {
        return nil
      }
      return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
    }
  }

  private func withoutReturn(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.last == 0x0D ? line.dropLast() : line
  }
}
