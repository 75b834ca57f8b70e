import FoundationEssentials

/// Paths as a user writes them.
public enum SessionPath {
  /// The path with `~` replaced by the home folder.
  public static func expanded(_ path: String) -> String {
    path == "~" || path.hasPrefix("~/")
      ? FileManager.default.homeDirectoryForCurrentUser.path + path.dropFirst() : path
  }

  /// The folder that a path lies in; empty for a name without one.
  static func parent(of path: String) -> String {
    let ended = path.reversed().drop { $0 == "/" }
    let parent = ended.drop { $0 != "/" }
    return parent.isEmpty ? "" : parent.count == 1 ? "/" : String(parent.drop { $0 == "/" }.reversed())
  }
}
