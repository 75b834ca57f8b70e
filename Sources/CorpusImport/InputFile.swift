/// A file to be read.
public struct InputFile: Sendable, Equatable {
  /// The name of its document: the path below the deepest folder common to all inputs, unique among them.
  public var name: String
  /// The size in bytes when it was found.
  public var size: Int
  /// The path as the system has it.
  var location: FilePath
  /// The folder that a relative path starts from.
  var currentFolder: FilePath

  /// The path as the user would write it, for messages.
  public var path: String { location.display }

  /// The names from the root down, for joins and path patterns.
  var components: [String] {
    location.absoluteComponents(currentFolder: currentFolder).map { FilePath.display($0[...]) }
  }
}
