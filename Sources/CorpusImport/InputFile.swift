/// A file to be read, or a member of an archive.
public struct InputFile: Sendable, Equatable {
  /// The name of its document: the path below the deepest folder common to all inputs, unique among them.
  public var name: String
  /// The size in bytes when it was found: as it is on disk; of a member of an archive, unpacked.
  public var size: Int
  /// What it is read as.
  public var format: ImportFormat
  /// How it is packed.
  var packing = Packing.none
  /// The path as the system has it; of a member, that of its archive.
  var location: FilePath
  /// The folder that a relative path starts from.
  var currentFolder: FilePath
  /// When it last changed, as the system told when it was found.
  var changed = FileSystem.Time()
  /// Whether its beginning was looked at when it was found; else whoever reads it does.
  var wasLookedAt = true

  /// How a file is packed.
  enum Packing: Sendable, Equatable {
    /// It is not.
    case none
    /// With gzip.
    case gzip
    /// As a member of a zip archive.
    case member(ArchiveMember)
  }

  /// The path as the user would write it, for messages; of a member, its archive's and its own: `a.zip/b.txt`.
  public var path: String {
    guard case .member(let member) = packing else { return location.display }
    return ([location.display] + member.names.map { FilePath.display($0[...]) }).joined(separator: "/")
  }

  /// The names from the root down, for joins and path patterns.
  var components: [String] {
    var names = location.absoluteComponents(currentFolder: currentFolder)
    if case .member(let member) = packing { names += member.names }
    return names.map { FilePath.display($0[...]) }
  }
}

/// A file in an archive.
struct ArchiveMember: Sendable, Equatable {
  /// Its place among all entries of the archive, from 0.
  var index: Int
  /// The folders and the name, without `.` and `..`: they only name, nothing is ever written or opened by them.
  var names: [[UInt8]]
  /// How many bytes it says to hold.
  var size: Int
}
