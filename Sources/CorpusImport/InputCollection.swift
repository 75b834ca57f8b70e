extension InputCollector {
  /// The files found so far: keeps each once, and names their documents at the end.
  struct Collection {
    private struct Found {
      var path: FilePath
      var status: FileSystem.Status
      var format: ImportFormat
      var packing: InputFile.Packing
      var content: [UInt8]?
    }

    /// How many bytes of small files are kept in all.
    private static let mostKept = 32 << 20

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
    /// How many bytes of files are kept.
    private var kept = 0

    init(currentFolder: FilePath) { self.currentFolder = currentFolder }

    mutating func skip(_ path: FilePath, _ reason: SkippedFile.Reason) {
      skipped.append(SkippedFile(path: path.display, reason: reason))
    }

    mutating func skip(_ file: SkippedFile) { skipped.append(file) }

    /// The table of `--meta`, which no folder's documents are in.
    var table: FileSystem.Identity?
    /// The files whose format their content told.
    var toldByContent: [String] = []

    /// Adds a file, or the members of an archive; `base` is the folder that led to it, nil for one named by itself.
    ///
    /// The bytes are all of the file, where they are known.
    mutating func add(
      _ path: FilePath, _ status: FileSystem.Status, base: FilePath?, _ contents: [(ImportFormat, InputFile.Packing)],
      bytes: [UInt8]? = nil
    ) {
      if contents.isEmpty { return }
      named += 1
      if isRepeated(path, status) {
        repeated.append(path.display)
        return
      }
      seen[status.identity, default: []].append(found.count)
      let content = bytes.flatMap { kept + $0.count <= Collection.mostKept ? $0 : nil }
      kept += content?.count ?? 0
      found += contents.map { Found(path: path, status: status, format: $0.0, packing: $0.1, content: content) }
      let folder =
        base?.absoluteComponents(currentFolder: currentFolder)
        ?? path.absoluteComponents(currentFolder: currentFolder).dropLast()
      common = common.map { zip($0, folder).prefix { $0 == $1 }.map(\.0) } ?? folder
    }

    /// Hard links are files of their own; links and paths to the same name are not.
    private func isRepeated(_ path: FilePath, _ status: FileSystem.Status) -> Bool {
      guard let others = seen[status.identity] else { return false }
      if status.links < 2 { return true }
      guard let canonical = FileSystem.canonical(path) else { return true }
      return others.contains { FileSystem.canonical(found[$0].path) == canonical }
    }

    /// What was found, with the name of each document below the deepest common folder.
    func finished() -> CollectedInput {
      var names: Set<String> = []
      let files = found.map { file in
        var below = file.path.absoluteComponents(currentFolder: currentFolder).dropFirst(common?.count ?? 0)
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
          currentFolder: currentFolder, changed: file.status.changed, content: file.content)
      }
      return CollectedInput(files: files, skipped: skipped, repeated: repeated, toldByContent: toldByContent)
    }
  }
}
