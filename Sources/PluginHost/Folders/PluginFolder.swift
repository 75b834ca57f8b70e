import FoundationEssentials
import Glibc

/// A folder that holds a plugin: Swift sources, or a manifest with a command.
public struct PluginFolder: Hashable, Sendable {
  /// How its code is run.
  public enum Kind: Hashable, Sendable {
    /// Swift sources, which are compiled into a library.
    case swift(sources: [String])
    /// A command that speaks JSON lines.
    case command(PluginManifest)
  }

  /// Where manifests of commands are written down.
  public static let manifestName = "plugin.json"
  /// No plugin needs more files than this; a folder that has more is something else.
  static let mostFiles = 5000
  static let mostBytes = 256 << 20

  /// The absolute path.
  public let path: String
  /// How its code is run.
  public let kind: Kind
  /// The hash of all that can change what it does: sources, manifest, data; sixty-four hexadecimal digits.
  public let hash: String

  /// The last part of the path.
  public var folderName: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Looks at a folder, or at a Swift file that is a plugin by itself; reads all its files once.
  public init(_ path: String) throws(PluginError) {
    let url = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
    self.path = url.path
    var isFolder = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw .notAPlugin(path: path, why: "there is nothing there")
    }
    guard isFolder else {
      guard url.pathExtension == "swift" else {
        throw .notAPlugin(path: path, why: "it is neither a folder nor a Swift file")
      }
      kind = .swift(sources: [url.path])
      hash = try PluginFolder.hash(of: [url.lastPathComponent], in: url.deletingLastPathComponent().path)
      return
    }
    let manifest = url.path + "/" + PluginFolder.manifestName
    let isCommand = FileManager.default.fileExists(atPath: manifest)
    let files = try PluginFolder.files(below: url.path, all: isCommand)
    // First, since it refuses what has no end.
    hash = try PluginFolder.hash(of: files, in: url.path)
    if isCommand {
      kind = .command(try PluginManifest(file: manifest))
    } else {
      let sources = files.filter { $0.hasSuffix(".swift") && PluginFolder.isSource($0) }
      guard !sources.isEmpty else {
        throw .notAPlugin(
          path: path, why: "the folder holds neither Swift sources nor a \(PluginFolder.manifestName)")
      }
      kind = .swift(sources: sources.map { url.path + "/" + $0 })
    }
  }

  /// The folder that its data files are in.
  public var dataFolder: String {
    path.hasSuffix(".swift") ? URL(fileURLWithPath: path).deletingLastPathComponent().path + "/Data" : path + "/Data"
  }

  /// Whether a Swift file is one of the plugin's own, not of its tests or a package's manifest.
  private static func isSource(_ name: String) -> Bool {
    let parts = name.split(separator: "/")
    return !parts.contains("Tests") && name != "Package.swift"
  }

  /// The files below a folder by relative path, ascending.
  ///
  /// A command can run any of them (`dist/main.js`, `tests/helper.py`), so that all count but for `.git`; of Swift sources
  /// those that are not compiled, hidden, built, or written about them are left out, in `Data` none.
  private static func files(below folder: String, all: Bool) throws(PluginError) -> [String] {
    var files: [String] = []
    var waiting = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])[...]
    while let name = waiting.popLast() {
      let last = name.split(separator: "/").last ?? ""
      var status = stat()
      guard lstat(folder + "/" + name, &status) == 0 else {
        throw .notAPlugin(path: folder, why: "\(name) cannot be read: \(String(cString: strerror(errno)))")
      }
      let type = status.st_mode & S_IFMT
      let isLeftOut =
        all || name.hasPrefix("Data/")
        ? last == ".git"
        : last.hasPrefix(".") || ["Tests", "tests", "__pycache__", "node_modules", "dist"].contains(last)
          || last.hasSuffix(".egg-info") || last.hasSuffix(".md")
      guard !isLeftOut else { continue }
      if type == S_IFDIR {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + name)) ?? []
        waiting += names.map { name + "/" + $0 }
        continue
      }
      guard type == S_IFREG || type == S_IFLNK else {
        throw .notAPlugin(path: folder, why: "\(name) is neither a file nor a folder")
      }
      files.append(name)
      guard files.count <= mostFiles else {
        throw .notAPlugin(path: folder, why: "it holds more than \(mostFiles) files")
      }
    }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func hash(of files: [String], in folder: String) throws(PluginError) -> String {
    var hash = SHA256()
    var total = 0
    for name in files {
      let path = folder + "/" + name
      // What a link leads to counts, not the link; one to a folder inside says nothing that is not said already.
      var status = stat()
      guard stat(path, &status) == 0 else { throw .notAPlugin(path: folder, why: "\(name) cannot be read") }
      if status.st_mode & S_IFMT == S_IFDIR {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard target.hasPrefix(folder + "/") else {
          throw .notAPlugin(path: folder, why: "\(name) is a link to a folder outside of it")
        }
        hash.update(text: name)
        hash.update(text: String(target.dropFirst(folder.count + 1)))
        continue
      }
      // A device or a pipe has no end.
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw .notAPlugin(path: folder, why: "\(name) is neither a file nor a folder")
      }
      total += Int(status.st_size)
      guard total <= mostBytes else { throw .notAPlugin(path: folder, why: "it holds more than \(mostBytes >> 20) MB") }
      guard let data = FileManager.default.contents(atPath: path) else {
        throw .notAPlugin(path: folder, why: "\(name) cannot be read")
      }
      hash.update(text: name)
      hash.update(text: SHA256.digest([UInt8](data)))
    }
    return hash.digest()
  }
}
