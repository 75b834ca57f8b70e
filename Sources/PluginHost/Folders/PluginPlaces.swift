import FoundationEssentials
import Glibc

/// Where plugins, the user's trust and compiled libraries are kept: by the XDG Base Directory Specification.
public struct PluginPlaces: Sendable {
  /// Holds the user's plugins, a folder each.
  public let plugins: String
  /// The file with the hashes of plugins that the user trusts.
  public let trust: String
  /// Holds compiled plugins; may be deleted at any time.
  public let cache: String

  /// Names the places.
  public init(plugins: String, trust: String, cache: String) {
    self.plugins = plugins
    self.trust = trust
    self.cache = cache
  }

  /// The places of the user that an environment is of; without a home, places below the temporary folder.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    func folder(_ variable: String, _ standard: String) -> String {
      if let path = environment[variable], path.hasPrefix("/") { return path + "/lect" }
      if let home = environment["HOME"], home.hasPrefix("/") { return home + "/" + standard + "/lect" }
      return FileManager.default.temporaryDirectory.path + "/lect-\(getuid())"
    }
    let configuration = folder("XDG_CONFIG_HOME", ".config")
    self.init(
      plugins: configuration + "/plugins", trust: configuration + "/trusted-plugins",
      cache: folder("XDG_CACHE_HOME", ".cache") + "/plugins")
  }

  /// The folders of the user's plugins, ascending.
  public var installed: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: plugins)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map { plugins + "/" + $0 }
  }
}
