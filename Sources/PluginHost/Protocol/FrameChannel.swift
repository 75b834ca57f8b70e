import AnalyzerKit
import Glibc

/// Frames over two descriptors: four bytes of length, low first, then the message as `PartialCoding` writes it.
///
/// Never blocks for long: between attempts it calls `wait`, which may throw to give up.
public struct FrameChannel: Sendable {
  /// What went wrong with a frame.
  public enum Failure: Error {
    /// The other side is gone.
    case closed
    /// The other side sent what is no frame, or no message: what it was.
    case rubbish(String)
  }

  /// What is written to a pipe at once, in bytes: PIPE_BUF.
  private static let atomic = 4096

  private let reading: Int32
  private let writing: Int32
  private let patience: Int32

  /// Reads from one descriptor and writes to another; `patience` is how long one wait for a descriptor lasts, in
  /// milliseconds, −1 for ever.
  public init(reading: Int32, writing: Int32, patience: Int32 = 20) {
    self.reading = reading
    self.writing = writing
    self.patience = patience
    for descriptor in [reading, writing] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
      // What a plugin starts must not write frames, nor keep the channel open when the plugin is gone.
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
  }

  /// A message as a frame; throws `overflow` for one that is too long.
  public static func frame(of message: some Encodable) throws -> [UInt8] {
    let (head, body) = try parts(of: message)
    return head + body
  }

  private static func parts(of message: some Encodable) throws -> (head: [UInt8], body: [UInt8]) {
    let body = try PartialCoding.encode(message)
    guard body.count <= WorkerProtocol.longestFrame else {
      throw AnalyzerError.overflow("a message of \(body.count >> 20) MB between session and worker")
    }
    return (withUnsafeBytes(of: UInt32(body.count).littleEndian) { Array($0) }, body)
  }

  /// Sends a message.
  public func send(_ message: some Encodable, wait: () throws -> Void) throws {
    let (head, body) = try FrameChannel.parts(of: message)
    // A small frame is written at once, which the system does not interrupt: so what a crashed thread says last stands
    // between frames, not in one.
    for part in head.count + body.count <= FrameChannel.atomic ? [head + body] : [head, body] {
      var sent = 0
      while sent < part.count {
        let count = part.withUnsafeBytes { write(writing, $0.baseAddress.map { $0 + sent }, part.count - sent) }
        if count > 0 {
          sent += count
        } else if errno == EAGAIN {
          try hold(writing, POLLOUT, wait)
        } else if errno != EINTR {
          throw Failure.closed
        }
      }
    }
  }

  /// Waits for the next message.
  public func receive<Message: Decodable>(_ type: Message.Type, wait: () throws -> Void) throws -> Message {
    let head = try take(4, wait)
    let count = Int(head.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    guard count <= WorkerProtocol.longestFrame else {
      throw Failure.rubbish("it began with \(FrameChannel.shown(head))")
    }
    let body = try take(count, wait)
    do {
      return try PartialCoding.decode(type, from: body)
    } catch {
      throw Failure.rubbish("a message that begins with \(FrameChannel.shown(Array(body.prefix(40))))")
    }
  }

  private func take(_ count: Int, _ wait: () throws -> Void) throws -> [UInt8] {
    // Memory is taken as it is filled, so that a length that is not true takes none.
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = read(reading, buffer.baseAddress.map { $0 + filled }, count - filled)
        if got > 0 {
          filled += got
        } else if got == 0 {
          throw Failure.closed
        } else if errno == EAGAIN {
          try hold(reading, POLLIN, wait)
        } else if errno != EINTR {
          throw Failure.closed
        }
      }
    }
  }

  private func hold(_ descriptor: Int32, _ events: Int32, _ wait: () throws -> Void) throws {
    try wait()
    var source = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    _ = poll(&source, 1, patience)
  }

  /// Bytes for an error message: as text where they are text.
  private static func shown(_ bytes: [UInt8]) -> String {
    let isText = bytes.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A }
    if isText { return "‘\(String(decoding: bytes, as: UTF8.self).split(separator: "\n").joined(separator: " "))’" }
    return bytes.map { String($0, radix: 16) }.joined(separator: " ")
  }
}
