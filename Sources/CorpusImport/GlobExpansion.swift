/// The files and folders that a glob names.
///
/// `**` as a whole name stands for any number of folders, none included; it does not follow links and enters no
/// hidden folder, so that it ends. The other names follow links, as a shell does: there are only so many names.
struct GlobExpansion {
  private enum Step {
    case name([UInt8])
    case pattern(GlobPattern)
    case anyFolders
  }

  private var steps: [Step] = []
  private let start: FilePath
  /// Whether the glob ends with a slash, and so names folders only.
  private let isOfFolders: Bool

  init(_ text: String) {
    start = FilePath(text.hasPrefix("/") ? "/" : "")
    isOfFolders = text.hasSuffix("/")
    for name in text.split(separator: "/") where name != "." {
      if name == "**" {
        if case .anyFolders = steps.last { continue }
        steps.append(.anyFolders)
      } else if GlobPattern.isPattern(name) {
        let pattern = GlobPattern(name)
        steps.append(pattern.literal.map { .name(Array($0.utf8)) } ?? .pattern(pattern))
      } else {
        steps.append(.name(Array(name.utf8)))
      }
    }
  }

  /// What the glob names, in byte order of the paths, each once.
  ///
  /// Throws where a folder on the way cannot be listed.
  func paths() throws(ImportError) -> [FilePath] {
    var reached: Set<FilePath> = [start]
    for (index, step) in steps.enumerated() {
      var next: Set<FilePath> = []
      for path in reached {
        try take(step, from: path, isLast: index == steps.count - 1, into: &next)
      }
      reached = next
    }
    reached.remove(start)
    if isOfFolders {
      var folders: Set<FilePath> = []
      for path in reached where try Self.kind(of: path) == .folder { folders.insert(path) }
      reached = folders
    }
    return reached.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  private func take(
    _ step: Step, from path: FilePath, isLast: Bool, into next: inout Set<FilePath>
  ) throws(ImportError) {
    switch step {
    case .name(let name):
      let found = path.appending(name)
      if let kind = try Self.kind(of: found), isLast || kind == .folder { next.insert(found) }
    case .pattern(let pattern):
      for name in try Self.names(in: path) where pattern.matches(String(decoding: name, as: UTF8.self)) {
        let found = path.appending(name)
        if isLast {
          next.insert(found)
        } else if try Self.kind(of: found) == .folder {
          next.insert(found)
        }
      }
    case .anyFolders:
      var stack = [path]
      while let folder = stack.popLast() {
        if !isLast { next.insert(folder) }
        for name in try Self.names(in: folder) where name.first != UInt8(ascii: ".") {
          let found = folder.appending(name)
          if try Self.kind(of: found, followingLinks: false) == .folder {
            stack.append(found)
          } else if isLast {
            next.insert(found)
          }
        }
      }
    }
  }

  private static func kind(
    of path: FilePath, followingLinks: Bool = true
  ) throws(ImportError) -> FileSystem.Kind? {
    do { return try FileSystem.statusIfThere(of: path, followingLinks: followingLinks)?.kind } catch {
      throw .unreadable(path: path.display, reason: error.reason)
    }
  }

  private static func names(in folder: FilePath) throws(ImportError) -> [[UInt8]] {
    do { return try FileSystem.names(in: folder) } catch {
      throw .unreadable(path: folder.display, reason: error.reason)
    }
  }
}
