/// Opens the bytes of files, unpacked; members of one archive that are read in order are found without starting again.
final class ByteSource {
  private var file: FileStream?

  /// How many bytes of the file or archive were read, as they are on disk.
  var position: Int { file?.position ?? 0 }

  /// Opens a file.
  func open(_ file: InputFile) throws(ImportError) -> any ByteStream {
    let stream = try FileStream(file)
    self.file = stream
    return stream
  }

  /// The bytes of a file that is one document; `limit` is how many it may hold.
  func contents(of file: InputFile, limit: Int) throws(ImportError) -> [UInt8] {
    if file.size > limit { throw .tooLarge(path: file.path, size: file.size) }
    let stream = try open(file)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.size)
    while let piece = try stream.next() {
      if piece.count > limit - bytes.count { throw .tooLarge(path: file.path, size: bytes.count + piece.count) }
      bytes += piece
    }
    return bytes
  }
}
