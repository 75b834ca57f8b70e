import Glibc
import TextProcessing

/// Finds the files behind the user's paths.
///
/// A file that is named is read whatever its extension; so is one that a glob names. Of a folder and the folders in it, files with
/// the extensions of the formats are read: of all that can be read, or of the one that the user said. What is left out is
/// named with the reason. A file that is no text is left out of a folder or glob, and an error where it is named itself.
public struct InputCollector: Sendable {
  /// What is to be read, and how.
  public var plan: ImportPlan
  /// What a leading `~` stands for.
  public var home: String?

  /// A collector; by default `~` stands for `$HOME`.
  public init(_ plan: ImportPlan, home: String? = getenv("HOME").map { String(cString: $0) }) {
    self.plan = plan
    self.home = home
  }

  /// The files, each once, with unique names.
  ///
  /// Files are opened and their beginnings read, but for small texts of a folder in which something was found before: those are left
  /// to their reader. O(files · log files). Throws for what does not exist, a glob without a match, a folder without text, what
  /// cannot be read, and a named file that is no text.
  public func collect(_ inputs: [InputPath]) throws(ImportError) -> CollectedInput {
    if inputs.isEmpty { throw .noInput }
    var collection = Collection(currentFolder: FileSystem.currentFolder())
    if let table = plan.table {
      collection.table = (try? FileSystem.status(of: FilePath(table)))?.identity
    }
    for input in inputs {
      let text = input.isLiteral ? input.text : expandingHome(input.text)
      if !input.isLiteral, GlobPattern.isPattern(text) {
        try collectGlob(text, into: &collection)
      } else {
        try collectPath(FilePath(text), into: &collection)
      }
    }
    return collection.finished()
  }

  private func expandingHome(_ text: String) -> String {
    guard let home, text == "~" || text.hasPrefix("~/") else { return text }
    return home + text.dropFirst()
  }

  private func collectPath(_ path: FilePath, into collection: inout Collection) throws(ImportError) {
    let status = try status(of: path)
    switch status.kind {
    case .file: try add(path, status, base: nil, .named, into: &collection)
    case .folder: try collectFolder(path, into: &collection)
    case .link, .other: throw .notAFile(path: path.display)
    }
  }

  private func collectGlob(_ text: String, into collection: inout Collection) throws(ImportError) {
    let paths = try GlobExpansion(text).paths()
    if paths.isEmpty {
      // A name may itself hold a bracket or a question mark.
      let path = FilePath(text)
      if (try? FileSystem.status(of: path)) != nil { return try collectPath(path, into: &collection) }
      throw .noMatch(glob: text)
    }
    let before = collection.beginPath()
    for path in paths {
      let status: FileSystem.Status
      do { status = try FileSystem.status(of: path) } catch {
        // Gone since it was listed, a link to nothing, or one that leads to itself.
        if error.code != ENOENT, error.code != ELOOP {
          throw ImportError.unreadable(path: path.display, reason: error.reason)
        }
        collection.skip(path, .brokenLink)
        continue
      }
      switch status.kind {
      case .folder where isLink(path): collection.skip(path, .linkedFolder)
      case .folder: try walk(path, into: &collection)
      case .file: try add(path, status, base: nil, .glob, into: &collection)
      case .link, .other: collection.skip(path, .special)
      }
    }
    if collection.named == before.files {
      throw .noText(path: text, format: plan.format, skipped: Array(collection.skipped[before.skipped...]))
    }
  }

  private func isLink(_ path: FilePath) -> Bool {
    (try? FileSystem.status(of: path, followingLinks: false))?.kind == .link
  }

  private func collectFolder(_ folder: FilePath, into collection: inout Collection) throws(ImportError) {
    let before = collection.beginPath()
    try walk(folder, into: &collection)
    if collection.named == before.files {
      throw .noText(path: folder.display, format: plan.format, skipped: Array(collection.skipped[before.skipped...]))
    }
  }

  private func walk(_ folder: FilePath, into collection: inout Collection) throws(ImportError) {
    for entry in try FolderWalk.entries(of: folder) {
      switch entry.content {
      case .file(let status, let isLink):
        try add(entry.path, status, base: folder, .folder, isLink: isLink, into: &collection)
      case .skipped(let reason): collection.skip(entry.path, reason)
      }
    }
  }

  /// Adds a file, or says why not: of one that the user named, by an error.
  private func add(
    _ path: FilePath, _ status: FileSystem.Status, base: FilePath?, _ origin: InputInspector.Origin,
    isLink: Bool = false, into collection: inout Collection
  ) throws(ImportError) {
    if origin != .named, collection.table == status.identity { return collection.skip(path, .table) }
    let name = path.name
    let fileExtension = name.fileExtension
    if fileExtension == "zip" { return try addMembers(path, status, base: base, into: &collection) }
    let inspector = InputInspector(plan)
    // What has other names, too, may have been found by one of them, and must be known when it is found again.
    if origin == .folder, !isLink, collection.hasFound, !collection.knows(status),
      inspector.leavesToReader(extension: fileExtension, size: status.size)
    {
      return collection.add(path, status, base: base, [(.text, .none)], wasLookedAt: false)
    }
    let finding = try inspector.inspect(name: name, origin: origin, head: try head(of: path, status)) {
      () throws(ImportError) in try unpackedHead(of: path, status)
    }
    switch finding {
    case .read(let format, let packing, let isTold):
      if isTold { collection.toldByContent.append("\(path.display) (\(format.rawValue))") }
      collection.add(path, status, base: base, [(format, packing)])
    case .leftOut(let reason) where origin != .named: collection.skip(path, reason)
    case .leftOut(.binary(let what)): throw .binary(path: path.display, what: what)
    case .leftOut(let reason):
      let skipped = SkippedFile(path: path.display, reason: reason)
      throw .noText(path: path.display, format: plan.format, skipped: [skipped])
    }
  }

  /// Adds what a zip archive holds, as if it were a folder.
  private func addMembers(
    _ path: FilePath, _ status: FileSystem.Status, base: FilePath?, into collection: inout Collection
  ) throws(ImportError) {
    let directory = try ZipDirectory(path, InputInspector(plan))
    for skipped in directory.skipped { collection.skip(skipped) }
    if directory.members.isEmpty {
      throw .noText(path: path.display, format: plan.format, skipped: directory.skipped)
    }
    collection.add(path, status, base: base, directory.members)
  }

  private func head(of path: FilePath, _ status: FileSystem.Status) throws(ImportError) -> [UInt8] {
    do { return try FileSystem.head(of: path, size: status.size, limit: TextDecoder.headLength) } catch {
      throw .unreadable(path: path.display, reason: error.reason)
    }
  }

  private func unpackedHead(of path: FilePath, _ status: FileSystem.Status) throws(ImportError) -> [UInt8] {
    let file = InputFile(
      name: "", size: status.size, format: .text, packing: .gzip, location: path, currentFolder: FilePath("/"),
      changed: status.changed)
    return try ByteSource().open(file).head(limit: TextDecoder.headLength)
  }

  private func status(of path: FilePath) throws(ImportError) -> FileSystem.Status {
    do { return try FileSystem.status(of: path) } catch {
      if error.code == ENOENT || error.code == ENOTDIR {
        throw .notFound(path: path.display, from: path.isAbsolute ? nil : FileSystem.currentFolder().display)
      }
      throw .unreadable(path: path.display, reason: error.reason)
    }
  }
}
