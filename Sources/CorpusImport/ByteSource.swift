/// Opens the bytes of files, unpacked; members of one archive that are read in order are found without starting again.
final class ByteSource {
  private var file: FileStream?
  private var archive: (location: FilePath, reader: ZipArchive)?

  /// How many bytes of the file were read, as they are on disk; nil in an archive.
  var position: Int? { file?.position }

  /// Opens a file; one that is not packed may be read as one piece.
  func open(_ file: InputFile, asOnePiece isOnePiece: Bool = false) throws(ImportError) -> any ByteStream {
    self.file = nil
    switch file.packing {
    case .none, .gzip:
      archive = nil
      let stream = try FileStream(file, isOnePiece: isOnePiece && file.packing == .none)
      self.file = stream
      return file.packing == .gzip ? try GzipStream(stream, of: file) : stream
    case .member(let member): return try open(member, of: file)
    }
  }

  private func open(_ member: ArchiveMember, of file: InputFile) throws(ImportError) -> any ByteStream {
    if archive?.location != file.location {
      try mustBeUnchanged(file)
      archive = (file.location, try ZipArchive(file.location, path: file.location.display))
    }
    guard let reader = archive?.reader else { throw .changed(path: file.path) }
    while let entry = try reader.nextEntry() {
      if entry.index == member.index {
        if entry.size ?? 0 != member.size { throw .changed(path: file.path) }
        return ZipMemberStream(reader, member, path: file.path)
      }
      if entry.index > member.index { break }
    }
    throw .changed(path: file.path)
  }

  private func mustBeUnchanged(_ file: InputFile) throws(ImportError) {
    let status: FileSystem.Status
    do { status = try FileSystem.status(of: file.location) } catch {
      throw .unreadable(path: file.path, reason: error.reason)
    }
    if status.changed != file.changed { throw .changed(path: file.path) }
  }

  /// The bytes of a file that is one document; `limit` is how many it may hold.
  func contents(of file: InputFile, limit: Int) throws(ImportError) -> [UInt8] {
    if file.packing == .none, file.size > limit { throw .tooLarge(path: file.path, size: file.size) }
    let stream = try open(file, asOnePiece: true)
    var bytes: [UInt8] = []
    while let piece = try stream.next() {
      if piece.count > limit - bytes.count { throw .tooLarge(path: file.path, size: bytes.count + piece.count) }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
    }
    return bytes
  }
}
