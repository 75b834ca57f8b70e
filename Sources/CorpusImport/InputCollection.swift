extension InputCollector {
  /// The files found so far: keeps each once, and names their documents at the end.
  struct Collection {
    private struct Found {
      var path: FilePath
      var status: FileSystem.Status
      var format: ImportFormat
      var packing: InputFile.Packing
      var wasLookedAt: Bool
    }

    private let currentFolder: FilePath
    private var found: [Found] = []
    /// The names of the deepest folder common to all files so far.
    private var common: [[UInt8]]?
    /// The files of each identity, by index; more than one are hard links.
    private var seen: [FileSystem.Identity: [Int]] = [:]
    private var repeated: [String] = []
    private(set) var skipped: [SkippedFile] = []
    /// How many files were named, those named again included.
    private(set) var named = 0
    /// How many were named before the path that is followed now.
    private var namedBefore = 0
    private var folders: FolderNames
    /// The folder that led to the file before.
    private var lastBase: FilePath?

    init(currentFolder: FilePath) {
      self.currentFolder = currentFolder
      folders = FolderNames(currentFolder: currentFolder)
    }

    /// Begins to follow another of the user's paths; gives how many files were named, and left out, before.
    mutating func beginPath() -> (files: Int, skipped: Int) {
      namedBefore = named
      return (named, skipped.count)
    }

    /// Whether a file was found where the path leads that is followed now.
    var hasFound: Bool { named > namedBefore }

    mutating func skip(_ path: FilePath, _ reason: SkippedFile.Reason) {
      skip(SkippedFile(path: path.display, reason: reason))
    }

    mutating func skip(_ file: SkippedFile) {
      skipped.append(SkippedFile(path: file.path, reason: file.reason, filesBefore: found.count))
    }

    /// The table of `--meta`, which no folder's documents are in.
    var table: FileSystem.Identity?
    /// The files whose format their content told.
    var toldByContent: [String] = []

    /// Adds a file, or the members of an archive; `base` is the folder that led to it, nil for one named by itself.
    mutating func add(
      _ path: FilePath, _ status: FileSystem.Status, base: FilePath?, _ contents: [(ImportFormat, InputFile.Packing)],
      wasLookedAt: Bool = true
    ) {
      if contents.isEmpty { return }
      named += 1
      if isRepeated(path, status) {
        repeated.append(path.display)
        return
      }
      seen[status.identity, default: []].append(found.count)
      found += contents.map { Found(path: path, status: status, format: $0.0, packing: $0.1, wasLookedAt: wasLookedAt) }
      // Of one folder all files are below it.
      if let base, base == lastBase { return }
      lastBase = base
      let folder =
        base?.absoluteComponents(currentFolder: currentFolder) ?? folders.names(of: path).dropLast()
      common = common.map { zip($0, folder).prefix { $0 == $1 }.map(\.0) } ?? folder
    }

    /// Whether a file was found before, or has several names.
    func knows(_ status: FileSystem.Status) -> Bool { status.links > 1 || seen[status.identity] != nil }

    /// Hard links are files of their own; links and paths to the same name are not.
    private func isRepeated(_ path: FilePath, _ status: FileSystem.Status) -> Bool {
      guard let others = seen[status.identity] else { return false }
      if status.links < 2 { return true }
      guard let canonical = FileSystem.canonical(path) else { return true }
      return others.contains { FileSystem.canonical(found[$0].path) == canonical }
    }

    /// What was found, with the name of each document below the deepest common folder.
    mutating func finished() -> CollectedInput {
      var names: Set<String> = []
      let files = found.map { file in
        var below = folders.names(of: file.path).dropFirst(common?.count ?? 0)
        var size = file.status.size
        if case .member(let member) = file.packing {
          below += member.names
          size = member.size
        }
        var name = below.map { FilePath.display($0[...]) }.joined(separator: "/")
        var count = 1
        let plain = name
        while !names.insert(name).inserted {
          count += 1
          name = "\(plain) (\(count))"
        }
        return InputFile(
          name: name, size: size, format: file.format, packing: file.packing, location: file.path,
          currentFolder: currentFolder, changed: file.status.changed, wasLookedAt: file.wasLookedAt)
      }
      return CollectedInput(files: files, skipped: skipped, repeated: repeated, toldByContent: toldByContent)
    }
  }
}
