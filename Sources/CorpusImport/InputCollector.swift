import Glibc
import TextProcessing

/// Finds the files behind the user's paths.
///
/// A file that is named is read whatever its extension, unless that says another format; so is one that a glob
/// names. Of a folder and the folders in it, files with the extensions of the format are read. What is left out is named
/// with the reason. A file that is no text is left out of a folder or glob, and an error where it is named itself.
public struct InputCollector: Sendable {
  /// The format to read; nil: text, but a named file with the extension of another format is an error.
  public var format: ImportFormat?
  /// Tells text from other data.
  public var decoder: TextDecoder
  /// What a leading `~` stands for.
  public var home: String?

  /// A collector; by default `~` stands for `$HOME`.
  public init(
    format: ImportFormat? = nil, decoder: TextDecoder = TextDecoder(),
    home: String? = getenv("HOME").map { String(cString: $0) }
  ) {
    self.format = format
    self.decoder = decoder
    self.home = home
  }

  /// The files, each once, with unique names.
  ///
  /// Every file is opened and its beginning read. O(files · log files). Throws for what does not exist, a glob
  /// without a match, a folder without text, what cannot be read, and a named file that is no text.
  public func collect(_ inputs: [InputPath]) throws(ImportError) -> CollectedInput {
    if inputs.isEmpty { throw .noInput }
    var collection = Collection(currentFolder: FileSystem.currentFolder())
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
    case .file: try addNamed(path, status, into: &collection)
    case .folder: try collectFolder(path, into: &collection)
    case .link, .other: throw .notAFile(path: path.display)
    }
  }

  private func addNamed(
    _ path: FilePath, _ status: FileSystem.Status, into collection: inout Collection
  ) throws(ImportError) {
    if format == nil, let told = ImportFormat(extension: path.pathExtension), told != .text {
      throw .formatNotRead(path: path.display, format: told)
    }
    switch try beginning(of: path) {
    case .text: collection.add(path, status, base: nil)
    case .binary(let what): throw .binary(path: path.display, what: what)
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
    let before = (files: collection.named, skipped: collection.skipped.count)
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
      case .file: try addFound(path, status, base: nil, anyExtension: true, into: &collection)
      case .link, .other: collection.skip(path, .special)
      }
    }
    if collection.named == before.files {
      throw .noText(path: text, skipped: Array(collection.skipped[before.skipped...]))
    }
  }

  private func isLink(_ path: FilePath) -> Bool {
    (try? FileSystem.status(of: path, followingLinks: false))?.kind == .link
  }

  private func collectFolder(_ folder: FilePath, into collection: inout Collection) throws(ImportError) {
    let before = (files: collection.named, skipped: collection.skipped.count)
    try walk(folder, into: &collection)
    if collection.named == before.files {
      throw .noText(path: folder.display, skipped: Array(collection.skipped[before.skipped...]))
    }
  }

  private func walk(_ folder: FilePath, into collection: inout Collection) throws(ImportError) {
    for entry in try FolderWalk.entries(of: folder) {
      switch entry.content {
      case .file(let status): try addFound(entry.path, status, base: folder, anyExtension: false, into: &collection)
      case .skipped(let reason): collection.skip(entry.path, reason)
      }
    }
  }

  /// Adds a file that a folder or a glob led to, or says why not.
  private func addFound(
    _ path: FilePath, _ status: FileSystem.Status, base: FilePath?, anyExtension: Bool,
    into collection: inout Collection
  ) throws(ImportError) {
    let told = ImportFormat(extension: path.pathExtension)
    if told == nil, !anyExtension { return collection.skip(path, .unknownExtension(path.pathExtension)) }
    if let told, told != format ?? .text, !anyExtension || format == nil {
      return collection.skip(path, .otherFormat(told))
    }
    switch try beginning(of: path) {
    case .text: collection.add(path, status, base: base)
    case .binary(let what): collection.skip(path, .binary(what))
    }
  }

  private enum Beginning { case text, binary(String?) }

  private func beginning(of path: FilePath) throws(ImportError) -> Beginning {
    let head: [UInt8]
    do { head = try FileSystem.contents(of: path, limit: TextDecoder.headLength) } catch {
      throw .unreadable(path: path.display, reason: error.reason)
    }
    return decoder.looksBinary(head) ? .binary(TextDecoder.signature(of: head[...])) : .text
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

extension FilePath {
  /// What follows the last dot of the name, in lower case; empty where there is none but at the start.
  var pathExtension: String {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return "" }
    return Self.display(name[(dot + 1)...]).lowercased()
  }
}
