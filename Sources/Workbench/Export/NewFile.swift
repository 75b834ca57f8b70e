import Glibc

/// A file that is written beside the one whose place it takes when it is whole; else nothing is left of it.
final class NewFile {
  private let path: String
  private let draft: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  /// Why a file cannot be written, in the system's words.
  struct Failure: Error {
    let path: String
    let reason: String
  }

  init(at path: String) throws(Failure) {
    self.path = path
    draft = "\(path).\(getpid()).part"
    descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(draft)
  }

  /// Adds bytes.
  func write(_ bytes: [UInt8]) throws(Failure) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 20 { try flush() }
  }

  /// Puts the file in its place.
  func finish() throws(Failure) {
    try flush()
    guard close(descriptor) == 0 else { throw failure }
    descriptor = -1
    guard rename(draft, path) == 0 else {
      let failure = failure
      unlink(draft)
      throw failure
    }
  }

  private var failure: Failure { Failure(path: path, reason: String(cString: strerror(errno))) }

  private func flush() throws(Failure) {
    var written = 0
    while written < buffer.count {
      let count = buffer.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure
      }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
