import Glibc

/// The bytes of a file, as they are on disk.
///
/// The file must be the one that was found: its size and the time of its last change are held against what they were
/// then, before the first byte and after the last.
final class FileStream: ByteStream {
  private let isOnePiece: Bool
  private let file: InputFile
  private let descriptor: Int32
  private var isAtEnd = false
  /// How many bytes were passed on.
  private(set) var position = 0

  /// Opens a file, which is read in pieces of 64 KB, or as one piece.
  init(_ file: InputFile, isOnePiece: Bool = false) throws(ImportError) {
    self.file = file
    self.isOnePiece = isOnePiece
    do { descriptor = try FileSystem.open(file.location) } catch {
      throw .unreadable(path: file.path, reason: error.reason)
    }
  }

  deinit { close(descriptor) }

  func next() throws(ImportError) -> [UInt8]? {
    if isAtEnd { return nil }
    if position == 0 { try check() }
    // With one more than there should be, the end is found in the same go.
    let length = isOnePiece ? file.size + 1 : 1 << 16
    let bytes: [UInt8]
    do { bytes = try FileSystem.read(descriptor, limit: length, expecting: isOnePiece ? file.size : nil) } catch {
      throw .unreadable(path: file.path, reason: error.reason)
    }
    position += bytes.count
    if position > file.size { throw .changed(path: file.path) }
    if bytes.count < length {
      isAtEnd = true
      try check()
      if position != file.size { throw .changed(path: file.path) }
    }
    return bytes.isEmpty ? nil : bytes
  }

  private func check() throws(ImportError) {
    let status: FileSystem.Status
    do { status = try FileSystem.status(of: descriptor) } catch {
      throw .unreadable(path: file.path, reason: error.reason)
    }
    if status.kind != .file { throw .notAFile(path: file.path) }
    if status.size != file.size || status.changed != file.changed { throw .changed(path: file.path) }
  }
}
