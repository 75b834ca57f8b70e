import Glibc

/// The files below a folder.
///
/// Links to files are followed and links to folders are not: nothing outside the folder is walked, and the walk
/// ends. Hidden files and folders are left out.
enum FolderWalk {
  struct Entry {
    enum Content {
      /// A file, or what a link leads to.
      case file(FileSystem.Status, isLink: Bool)
      case skipped(SkippedFile.Reason)
    }

    var path: FilePath
    var content: Content
  }

  /// Every file in byte order of the paths, and what is left out.
  ///
  /// Throws where a folder cannot be listed.
  static func entries(of folder: FilePath) throws(ImportError) -> [Entry] {
    var entries: [Entry] = []
    var stack = [folder]
    while let next = stack.popLast() {
      let names: [[UInt8]]
      do { names = try FileSystem.names(in: next) } catch {
        throw .unreadable(path: next.display, reason: error.reason)
      }
      for name in names {
        let path = next.appending(name)
        if name.first == UInt8(ascii: ".") {
          entries.append(Entry(path: path, content: .skipped(.hidden)))
        } else if let content = try content(of: path) {
          entries.append(Entry(path: path, content: content))
        } else {
          stack.append(path)
        }
      }
    }
    return entries.sorted { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }
  }

  /// What a path in the folder is; nil for a folder to be walked.
  private static func content(of path: FilePath) throws(ImportError) -> Entry.Content? {
    do {
      let own = try FileSystem.status(of: path, followingLinks: false)
      switch own.kind {
      case .folder: return nil
      case .file: return .file(own, isLink: false)
      case .other: return .skipped(.special)
      case .link: break
      }
      let target = try FileSystem.status(of: path)
      switch target.kind {
      case .file: return .file(target, isLink: true)
      case .folder: return .skipped(.linkedFolder)
      case .link, .other: return .skipped(.special)
      }
    } catch {
      if error.code == ENOENT || error.code == ELOOP { return .skipped(.brokenLink) }
      throw .unreadable(path: path.display, reason: error.reason)
    }
  }
}
