import Glibc

/// Commands from standard input, as they come: whoever writes them may wait for the result of one before the next.
final class StandardInput {
  /// The most bytes of a line.
  static let lineLimit = 4 << 20
  /// The most lines of one command; what goes on beyond is taken as it stands.
  private static let longestCommand = 1000

  private let descriptor: Int32
  private let isInterrupted: () -> Bool
  private var buffer: [UInt8] = []
  private var line = 0
  private var hasEnded = false

  /// Reads from a descriptor, which stays the caller's, until `isInterrupted`.
  init(_ descriptor: Int32 = STDIN_FILENO, isInterrupted: @escaping () -> Bool) {
    self.descriptor = descriptor
    self.isInterrupted = isInterrupted
  }

  /// The next line, with those after it as long as the text `isIncomplete`; nil at the end, or when interrupted.
  func next(_ isIncomplete: (String) -> Bool) throws(ScriptError) -> Script.Part? {
    var text = ""
    var count = 0
    while let next = try nextLine() {
      text += (count > 0 ? "\n" : "") + next
      count += 1
      if count >= StandardInput.longestCommand || !isIncomplete(text) { break }
    }
    return count == 0 || isInterrupted() ? nil : Script.Part(text: text, line: line - count + 1)
  }

  private func nextLine() throws(ScriptError) -> String? {
    var searched = 0
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let bytes = buffer[..<end]
        defer { buffer.removeFirst(end + 1) }
        return try text(of: bytes)
      }
      searched = buffer.count
      guard buffer.count <= StandardInput.lineLimit else { throw .lineTooLong(line: line + 1) }
      if try !fill() {
        defer { buffer = [] }
        return buffer.isEmpty ? nil : try text(of: buffer[...])
      }
    }
  }

  private func text(of bytes: ArraySlice<UInt8>) throws(ScriptError) -> String {
    line += 1
    let hasMark = line == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    guard let text = String(validating: hasMark ? bytes.dropFirst(3) : bytes, as: UTF8.self) else {
      throw .notText(line: line)
    }
    return text
  }

  /// Reads the next piece; false at the end, or when interrupted.
  private func fill() throws(ScriptError) -> Bool {
    while !hasEnded {
      // A signal ends poll, but not read.
      var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let isReady = poll(&source, 1, -1) > 0
      if isInterrupted() { return false }
      guard isReady else { continue }
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count >= 0 else { throw .unreadable("standard input", String(cString: strerror(errno))) }
      hasEnded = count == 0
      buffer += piece.prefix(count)
      return count > 0
    }
    return false
  }
}
