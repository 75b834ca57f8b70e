/// The names that paths lead through, from the root down; files of one folder that follow each other share what is known of it.
struct FolderNames {
  private let currentFolder: FilePath
  /// The folder that was looked at last, as it is written before a file's name.
  private var folder: [UInt8] = []
  /// Its names.
  private var names: [[UInt8]]

  /// Relative paths start from a folder.
  init(currentFolder: FilePath) {
    self.currentFolder = currentFolder
    names = currentFolder.absoluteComponents(currentFolder: currentFolder)
  }

  /// The same as `FilePath.absoluteComponents`.
  mutating func names(of path: FilePath) -> [[UInt8]] {
    let start = path.bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let name = path.bytes[start...]
    // Others lead elsewhere than into their folder.
    if name.isEmpty || name.allSatisfy({ $0 == UInt8(ascii: ".") }) {
      return path.absoluteComponents(currentFolder: currentFolder)
    }
    if folder.count != start || !path.bytes.starts(with: folder) {
      folder = Array(path.bytes[..<start])
      names = FilePath(bytes: folder).absoluteComponents(currentFolder: currentFolder)
    }
    return names + [Array(name)]
  }
}
