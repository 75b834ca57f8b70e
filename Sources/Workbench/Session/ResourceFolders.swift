import FoundationEssentials

/// Where the program finds what comes with it: language data and the plugins' data files.
public struct ResourceFolders: Sendable {
  /// Holds a folder a language with abbreviations and stop words.
  public let languages: String
  /// Holds a folder a plugin, each with `Data`.
  public let plugins: String

  /// Names the folders.
  public init(languages: String, plugins: String) {
    self.languages = languages
    self.plugins = plugins
  }

  /// Looks in `$LECT_SHARE`, in `../share/lect` from the program, and in the source tree that the program stands in.
  public init?(program: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
    if let share = environment["LECT_SHARE"], let found = ResourceFolders(share: share) {
      self = found
      return
    }
    var folder = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
    if let found = ResourceFolders(share: folder.appendingPathComponent("../share/lect").standardized.path) {
      self = found
      return
    }
    while folder.path != "/" {
      let manifest = folder.appendingPathComponent("Package.swift").path
      let plugins = folder.appendingPathComponent("plugins").path
      let languages = folder.appendingPathComponent("Sources/TextProcessing/Languages").path
      if FileManager.default.fileExists(atPath: manifest), FileManager.default.fileExists(atPath: languages) {
        self.init(languages: languages, plugins: plugins)
        return
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }

  private init?(share: String) {
    let languages = share + "/languages"
    guard FileManager.default.fileExists(atPath: languages) else { return nil }
    self.init(languages: languages, plugins: share + "/plugins")
  }

  /// The folder of the samples `news-de` and `news-en`; nil where they are not there.
  var samples: String? {
    ["samples", "notebooks/data"].map { SessionPath.parent(of: plugins) + "/" + $0 }
      .first { FileManager.default.fileExists(atPath: $0 + "/news-de") }
  }

  /// The names of the lexicons that a plugin brings, ascending.
  func lexicons(ofPlugin plugin: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(plugins)/\(plugin)/Data")) ?? []
    return files.filter { $0.hasPrefix("lexicon-") && $0.hasSuffix(".tsv") }
      .map { String($0.dropFirst("lexicon-".count).dropLast(".tsv".count)) }.sorted()
  }

  /// The bytes of a data file of a plugin; nil when there is none of that name.
  func data(_ name: String, ofPlugin plugin: String) -> [UInt8]? {
    guard !name.contains("/"), let data = FileManager.default.contents(atPath: "\(plugins)/\(plugin)/Data/\(name)")
    else {
      return nil
    }
    return [UInt8](data)
  }
}
