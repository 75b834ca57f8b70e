import Glibc

/// Reads lines from a pipe, a file or any other descriptor that is no terminal.
///
/// Lines end in LF or CRLF, the last one may end with the stream, and a byte order mark at the start is skipped. Memory
/// is bounded by the limit on lines. Prompts are not shown, and the history is not kept.
public final class StreamLineEditor: LineEditor {
  /// The number of the line read last, from 1; 0 before the first.
  public private(set) var lineNumber = 0

  private let descriptor: Int32
  private let lineLimit: Int
  private var buffer: [UInt8] = []
  private var position = 0

  /// Reads from a descriptor, which stays the caller's; a line may have `lineLimit` bytes (by default 1 MiB).
  public init(descriptor: Int32 = STDIN_FILENO, lineLimit: Int = 1 << 20) {
    self.descriptor = descriptor
    self.lineLimit = max(1, lineLimit)
  }

  /// Reads one line; after an error the next call goes on with the next line.
  public func readLine(prompt: String) throws(LineEditingError) -> LineResult {
    guard var line = try nextLine() else { return .endOfInput }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    if lineNumber == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    guard let text = String(validating: line, as: UTF8.self) else { throw .notUTF8(line: lineNumber) }
    return .line(text)
  }

  /// Does nothing: what comes from a stream is kept there.
  public func remember(_ line: String) {}

  /// Empty.
  public var history: [String] { [] }

  /// Does nothing.
  public func saveHistory() {}

  /// The bytes up to the next LF, or nil at the end of the stream.
  ///
  /// An overlong line is read to its end and dropped.
  private func nextLine() throws(LineEditingError) -> [UInt8]? {
    var line: [UInt8] = []
    var isTooLong = false
    lineNumber += 1
    while true {
      if position == buffer.count, try !fill() {
        if isTooLong { throw .lineTooLong(line: lineNumber, limit: lineLimit) }
        if line.isEmpty { lineNumber -= 1 }
        return line.isEmpty ? nil : line
      }
      let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n"))
      let piece = buffer[position..<(end ?? buffer.count)]
      position = end.map { $0 + 1 } ?? buffer.count
      isTooLong = isTooLong || line.count + piece.count > lineLimit
      line = isTooLong ? [] : line + piece
      guard end != nil else { continue }
      if isTooLong { throw .lineTooLong(line: lineNumber, limit: lineLimit) }
      return line
    }
  }

  /// Reads the next piece; false at the end of the stream.
  private func fill() throws(LineEditingError) -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count >= 0 {
        buffer = Array(piece.prefix(count))
        position = 0
        return count > 0
      }
      if errno == EAGAIN {
        var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&source, 1, -1)
      } else if errno != EINTR {
        throw .system(doing: "reading standard input", code: errno)
      }
    }
  }
}
