import Glibc

/// What the module asks of the system: kinds, listings and contents of files.
enum FileSystem {
  /// What the system answered to a call that failed.
  struct Failure: Error {
    /// The error number of the call.
    var code: Int32

    /// The system's own words, such as `Permission denied`.
    var reason: String { String(cString: strerror(code)) }
  }

  /// What a path names.
  enum Kind { case file, folder, link, other }

  /// What the system knows of a file.
  struct Status {
    var kind: Kind
    var size: Int
    var identity: Identity
    var links: Int
    var changed: Time
  }

  /// A time as the system keeps it.
  struct Time: Sendable, Hashable {
    var seconds = 0
    var nanoseconds = 0
  }

  /// Two paths with the same identity are the same file, or hard links to it.
  struct Identity: Hashable {
    var device: UInt64
    var number: UInt64
  }

  static func status(of path: FilePath, followingLinks: Bool = true) throws(Failure) -> Status {
    var record = stat()
    let answer = path.withCString { followingLinks ? stat($0, &record) : lstat($0, &record) }
    if answer != 0 { throw Failure(code: errno) }
    return status(from: record)
  }

  /// The status of what a path names; nil where it names nothing.
  static func statusIfThere(of path: FilePath, followingLinks: Bool = true) throws(Failure) -> Status? {
    do { return try status(of: path, followingLinks: followingLinks) } catch {
      if error.code == ENOENT || error.code == ENOTDIR || error.code == ELOOP { return nil }
      throw error
    }
  }

  /// The names in a folder but `.` and `..`, in byte order.
  static func names(in folder: FilePath) throws(Failure) -> [[UInt8]] {
    guard let stream = path(orCurrent: folder).withCString({ opendir($0) }) else { throw Failure(code: errno) }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw Failure(code: errno) }
        break
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The beginning of a file that had a size, when it was found: at most `limit` bytes of it.
  static func head(of path: FilePath, size: Int, limit: Int) throws(Failure) -> [UInt8] {
    let descriptor = try open(path)
    defer { close(descriptor) }
    // With one more, the end is found in the same go; the system has files that say 0.
    return try read(descriptor, limit: size == 0 ? limit : min(size + 1, limit), expecting: min(size, limit))
  }

  /// The contents of a file, at most `limit` bytes of it.
  static func contents(of path: FilePath, limit: Int) throws(Failure) -> [UInt8] {
    let descriptor = try open(path)
    defer { close(descriptor) }
    let expected = min(try status(of: descriptor).size, limit)
    var code: Int32 = 0
    var bytes = [UInt8](unsafeUninitializedCapacity: expected) { buffer, count in
      (count, code) = fill(UnsafeMutableRawBufferPointer(buffer), from: descriptor)
    }
    // The size may be wrong: the file may grow, and the system has files that say 0.
    while code == 0, bytes.count < limit, bytes.count >= expected {
      let more = [UInt8](unsafeUninitializedCapacity: min(65536, limit - bytes.count)) { buffer, count in
        (count, code) = fill(UnsafeMutableRawBufferPointer(buffer), from: descriptor)
      }
      if more.isEmpty { break }
      bytes.append(contentsOf: more)
    }
    if code != 0 { throw Failure(code: code) }
    return bytes
  }

  /// Opens a file for reading; a device or a pipe in its place does not make it wait.
  static func open(_ path: FilePath) throws(Failure) -> Int32 {
    let descriptor = path.withCString { Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    if descriptor < 0 { throw Failure(code: errno) }
    return descriptor
  }

  /// The status of an open file.
  static func status(of descriptor: Int32) throws(Failure) -> Status {
    var record = stat()
    if fstat(descriptor, &record) != 0 { throw Failure(code: errno) }
    return status(from: record)
  }

  /// The next bytes of an open file, as many as there are up to `limit`; none at its end.
  ///
  /// Where as many as are expected come at once, and no more, the file is not asked again whether that is all.
  static func read(_ descriptor: Int32, limit: Int, expecting expected: Int? = nil) throws(Failure) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      (count, code) = fill(UnsafeMutableRawBufferPointer(buffer), from: descriptor, expecting: expected)
    }
    if code != 0 { throw Failure(code: code) }
    return bytes
  }

  /// The path with all links followed; nil where it names nothing.
  static func canonical(_ path: FilePath) -> FilePath? {
    guard let resolved = path.withCString({ realpath($0, nil) }) else { return nil }
    defer { free(resolved) }
    return FilePath(bytes: UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)).map { $0 })
  }

  /// The folder that relative paths start from.
  static func currentFolder() -> FilePath {
    guard let resolved = getcwd(nil, 0) else { return FilePath("/") }
    defer { free(resolved) }
    return FilePath(bytes: UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)).map { $0 })
  }

  /// Reads until the buffer is full, the file ends, or there are as many bytes as are expected; the count, and the
  /// error number or 0.
  private static func fill(
    _ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, expecting expected: Int? = nil
  ) -> (Int, Int32) {
    var count = 0
    while count < buffer.count {
      let step = Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      if step < 0 {
        if errno == EINTR { continue }
        return (count, errno)
      }
      if step == 0 { break }
      count += step
      if count == expected { break }
    }
    return (count, 0)
  }

  private static func path(orCurrent folder: FilePath) -> FilePath {
    folder.bytes.isEmpty ? FilePath(".") : folder
  }

  private static func status(from record: stat) -> Status {
    let kind: Kind =
      switch record.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    return Status(
      kind: kind, size: max(0, Int(record.st_size)),
      identity: Identity(device: UInt64(record.st_dev), number: UInt64(record.st_ino)), links: Int(record.st_nlink),
      changed: Time(seconds: record.st_mtim.tv_sec, nanoseconds: record.st_mtim.tv_nsec))
  }
}
