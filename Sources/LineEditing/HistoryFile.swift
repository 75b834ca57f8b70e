import Glibc

/// A history file that several sessions may share.
///
/// Each entry is appended as it is made, in one write under a lock, so sessions add to each other's lines and a crash
/// loses none. A file that has grown by a quarter over its size is cut to the newest entries: written anew beside and
/// renamed, again under the lock. The file is created for the user alone (mode 0600), its folders with mode 0700.
struct HistoryFile {
  /// Why the file could not be used.
  struct Failure: Error {
    let doing: String
    let path: String
    let code: Int32

    var message: String { "\(doing) \(VisibleText(path).text) failed: \(String(cString: strerror(code)))" }
  }

  private let path: String
  private let size: Int
  private let byteLimit: Int

  /// A file that need not exist, kept to the newest `size` entries, and to those in its last `byteLimit` bytes.
  init(path: String, size: Int, byteLimit: Int = 4 << 20) {
    self.byteLimit = byteLimit
    self.path = path
    self.size = max(0, size)
  }

  /// The newest entries, oldest first; none where there is no file.
  func load() throws(Failure) -> [String] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 && errno == ENOENT { return [] }
    guard descriptor >= 0 else { throw failure("reading") }
    defer { close(descriptor) }
    return try entries(of: descriptor)
  }

  /// Adds an entry at the end, making the file and its folders where they are missing.
  func append(_ entry: String) throws(Failure) {
    guard size > 0 else { return }
    makeFolders()
    let descriptor = try openLocked()
    defer { close(descriptor) }
    var line = HistoryCodec.encode(entry)
    var last: UInt8 = 0
    let end = lseek(descriptor, 0, SEEK_END)
    if end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") {
      line.insert(UInt8(ascii: "\n"), at: 0)  // another session was killed in the middle of a line
    }
    try write(line, to: descriptor)
  }

  /// Cuts the file to the newest entries, if it has outgrown its size by a quarter.
  func compact() throws(Failure) {
    guard access(path, F_OK) == 0 else { return }
    let descriptor = try openLocked()
    defer { close(descriptor) }
    let all = try entries(of: descriptor)
    let fileBytes = lseek(descriptor, 0, SEEK_END)
    guard all.count > size + size / 4 || fileBytes > byteLimit else { return }
    let kept = all.suffix(size).flatMap(HistoryCodec.encode)
    try replace(with: kept)
  }

  /// Reads at most the last `byteLimit` bytes, from the first whole line in them.
  private func entries(of descriptor: Int32) throws(Failure) -> [String] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("reading") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw failure("reading", EINVAL) }
    let length = min(Int(status.st_size), byteLimit)
    let start = Int(status.st_size) - length
    var bytes = [UInt8](repeating: 0, count: length)
    var filled = 0
    while filled < length {
      let count = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress?.advanced(by: filled), length - filled, start + filled)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure("reading") }
      if count == 0 { break }
      filled += count
    }
    let whole = bytes[..<filled]
    guard start > 0 else { return HistoryCodec.decode(Array(whole)) }
    let firstEnd = whole.firstIndex(of: UInt8(ascii: "\n")) ?? whole.endIndex
    return HistoryCodec.decode(Array(whole[firstEnd...]))
  }

  /// Opens for appending and locks; opens again where another session has renamed a new file into its place meanwhile.
  ///
  /// A lock that is not to be had soon is done without: a single append is whole even so.
  private func openLocked() throws(Failure) -> Int32 {
    for _ in 0..<3 {
      let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
      guard descriptor >= 0 else { throw failure("writing") }
      var tries = 20
      while flock(descriptor, LOCK_EX | LOCK_NB) != 0 && tries > 0 {
        tries -= 1
        usleep(5_000)
      }
      var opened = stat()
      var named = stat()
      let isSame = fstat(descriptor, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino
      if isSame && opened.st_mode & S_IFMT == S_IFREG { return descriptor }
      close(descriptor)
      if isSame { throw failure("writing", EINVAL) }
    }
    throw failure("writing", EAGAIN)
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure("writing") }
      rest = rest.dropFirst(count)
    }
  }

  /// Writes a new file beside and renames it over the old one; through a symbolic link, so that the link stays.
  private func replace(with bytes: [UInt8]) throws(Failure) {
    guard let resolved = realpath(path, nil) else { throw failure("writing") }
    defer { free(resolved) }
    let target = String(cString: resolved)
    let temporary = "\(target).\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("writing") }
    do {
      defer { close(descriptor) }
      try write(bytes, to: descriptor)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, target) == 0 else {
      let kept = errno
      unlink(temporary)
      throw failure("writing", kept)
    }
  }

  /// Makes the folders of the path that are missing; whether that worked shows when the file is opened.
  private func makeFolders() {
    for (index, character) in zip(path.indices, path) where character == "/" && index > path.startIndex {
      _ = mkdir(String(path[..<index]), 0o700)
    }
  }

  private func failure(_ doing: String, _ code: Int32 = errno) -> Failure {
    Failure(doing: doing, path: path, code: code)
  }
}
