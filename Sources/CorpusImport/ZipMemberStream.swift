/// The contents of a member of a zip archive.
final class ZipMemberStream: ByteStream {
  private let archive: ZipArchive
  private let path: String
  private let size: Int
  private var limit: ExpansionLimit
  private var given = 0

  /// The member that the archive stands at.
  init(_ archive: ZipArchive, _ member: ArchiveMember, path: String) {
    self.archive = archive
    self.path = path
    size = member.size
    limit = ExpansionLimit(path: path, packed: archive.packedSize)
  }

  func next() throws(ImportError) -> [UInt8]? {
    let bytes = try archive.read(limit: 1 << 16)
    given += bytes.count
    try limit.add(bytes.count)
    if bytes.isEmpty ? given != size : given > size {
      throw .damaged(path: path, problem: "it does not hold as much as the archive says")
    }
    return bytes.isEmpty ? nil : bytes
  }
}
