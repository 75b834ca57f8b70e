/// Finds the members of a zip archive that are to be read.
///
/// A member is treated as a file in a folder. Folders in an archive are passed over, links are not followed, hidden files and what
/// macOS adds are left out, and packed files in it are not opened.
struct ZipDirectory {
  /// A member, and what it is read as.
  typealias Found = (format: ImportFormat, packing: InputFile.Packing)

  /// The members that are read, in their order in the archive.
  private(set) var members: [Found] = []
  /// Those that are not, and why.
  private(set) var skipped: [SkippedFile] = []

  /// Reads the directory and the first bytes of every member.
  ///
  /// Throws where the archive is damaged or encrypted, has too many members, or says to hold too much.
  init(_ location: FilePath, _ inspector: InputInspector) throws(ImportError) {
    let path = location.display
    let archive = try ZipArchive(location, path: path)
    var limit = ExpansionLimit(path: path, packed: archive.packedSize)
    while let entry = try archive.nextEntry() {
      if !entry.isFile, !entry.isLink { continue }
      let names = Self.names(of: entry.name)
      guard let name = names.last else { continue }
      let own = ([path] + names.map { FilePath.display($0[...]) }).joined(separator: "/")
      if let reason = entry.isLink ? .linkInArchive : Self.reason(names) {
        skipped.append(SkippedFile(path: own, reason: reason))
        continue
      }
      let finding = try inspector.inspect(name: name, origin: .folder) { () throws(ImportError) in
        if entry.isEncrypted { throw .encrypted(path: own) }
        return try archive.head()
      }
      switch finding {
      case .leftOut(let reason): skipped.append(SkippedFile(path: own, reason: reason))
      case .read(let format, _, _):
        try limit.add(entry.size ?? 0)
        let member = ArchiveMember(index: entry.index, names: names, size: entry.size ?? 0)
        members.append((format, .member(member)))
      }
    }
  }

  /// The folders and the name of a member: it is split at slashes of either kind, and `.` and `..` are left out.
  private static func names(of name: [UInt8]) -> [[UInt8]] {
    name.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.map(Array.init)
      .filter { $0 != Array(".".utf8) && $0 != Array("..".utf8) }
  }

  private static func reason(_ names: [[UInt8]]) -> SkippedFile.Reason? {
    if names.contains(where: { $0.first == UInt8(ascii: ".") || $0 == Array("__MACOSX".utf8) }) { return .hidden }
    let packed: Set<String> = ["zip", "gz", "bz2", "xz", "zst", "7z", "tar", "tgz", "rar"]
    return packed.contains(names.last?.fileExtension ?? "") ? .archiveInArchive : nil
  }
}
