import Glibc

/// Writes all bytes to a descriptor: goes on after signals and partial writes, waits for slow readers.
public struct DescriptorOutput {
  /// Writes of at most this many bytes to a pipe that is ready do not block (`PIPE_BUF`), so that Ctrl-C is noticed.
  private static let pipeBlock = 4096

  private let descriptor: Int32
  private let isInterrupted: () -> Bool
  private let isFile: Bool

  /// Writes to a descriptor, which stays the caller's, until `isInterrupted` says that the user wants it to stop.
  ///
  /// `SIGPIPE` must be ignored for the reader's leaving to be told from other ends.
  public init(_ descriptor: Int32, isInterrupted: @escaping () -> Bool = { false }) {
    self.descriptor = descriptor
    self.isInterrupted = isInterrupted
    var status = stat()
    isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Writes all bytes or throws.
  public func write(_ bytes: [UInt8]) throws(OutputError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      if isInterrupted() { throw .interrupted }
      if !isFile {
        var target = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        if poll(&target, 1, -1) < 0, errno == EINTR { continue }
      }
      let block = rest.prefix(isFile ? rest.count : DescriptorOutput.pipeBlock)
      let count = block.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
        continue
      }
      switch errno {
      case EINTR, EAGAIN: continue
      case EPIPE: throw .readerLeft
      default: throw .failed(code: errno)
      }
    }
  }
}
