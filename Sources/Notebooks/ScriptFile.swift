import Glibc

/// Reads the bytes of scripts.
enum ScriptFile {
  /// The most bytes of a script; a larger file is surely something else.
  static let limit = 64 << 20

  /// The bytes of a file, or of standard input (`-`).
  static func bytes(_ path: String, name: String) throws(ScriptError) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(name, String(cString: strerror(errno))) }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(name, String(cString: strerror(errno))) }
      guard count > 0 else { return bytes }
      bytes += piece.prefix(count)
      guard bytes.count <= limit else { throw .tooLarge(name) }
    }
  }
}
