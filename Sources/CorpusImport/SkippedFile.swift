/// A file or folder below a named folder, or matched by a glob, that was not read.
public struct SkippedFile: Sendable, Equatable {
  /// Why it was not read.
  public enum Reason: Sendable, Equatable {
    /// The name starts with a dot.
    case hidden
    /// No format is known by the extension, which is given without its dot and may be empty.
    case unknownExtension(String)
    /// It is of a format that is not the one being read.
    case otherFormat(ImportFormat)
    /// It is not what its extension says, or not as the options want it; with what is wrong.
    case unfit(ImportFormat, String)
    /// The table that `--meta` names.
    case table
    /// An archive or a compressed file within an archive.
    case archiveInArchive
    /// A link within an archive; such are never followed.
    case linkInArchive
    /// It is no text; with what it is, where that is known.
    case binary(String?)
    /// A link to a folder; such are read only when they are named.
    case linkedFolder
    /// A link to nothing.
    case brokenLink
    /// Neither file nor folder: a socket, a device, a named pipe.
    case special
  }

  /// The path as the user would write it.
  public var path: String
  /// Why it was not read.
  public var reason: Reason
  /// How many files that are read were found before it.
  var filesBefore: Int

  /// A skipped file and why.
  public init(path: String, reason: Reason) { self.init(path: path, reason: reason, filesBefore: 0) }

  init(path: String, reason: Reason, filesBefore: Int) {
    self.path = path
    self.reason = reason
    self.filesBefore = filesBefore
  }
}

extension SkippedFile.Reason: CustomStringConvertible {
  /// The reason in a few words, such as `unknown extension .wml`.
  public var description: String {
    switch self {
    case .hidden: "hidden"
    case .unknownExtension(""): "no extension"
    case .unknownExtension(let name): "unknown extension .\(name)"
    case .otherFormat(let format): format.rawValue
    case .unfit(let format, let problem): "\(format.rawValue): \(problem)"
    case .table: "the table of --meta"
    case .archiveInArchive: "packed within an archive"
    case .linkInArchive: "a link within an archive"
    case .binary(nil): "binary data"
    case .binary(let what?): what
    case .linkedFolder: "a link to a folder"
    case .brokenLink: "a link to nothing"
    case .special: "no ordinary file"
    }
  }
}
