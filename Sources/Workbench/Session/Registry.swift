import AnalyzerKit

/// The analyzers there are, each with the plugin that brings it.
public struct Registry: Sendable {
  /// How an analyzer is run.
  enum Code: Sendable {
    /// In this process: it comes with the program.
    case here(any Analyzer.Type)
    /// By workers, which have loaded its plugin.
    case workers(PluginRunner)
  }

  /// One analyzer.
  public struct Entry: Sendable {
    /// The analyzer's card.
    public let card: AnalyzerCard
    /// The name of its plugin.
    public let plugin: String
    /// Where the plugin comes from: `bundled`, or a path.
    public let origin: String
    /// The plugin's version.
    public let version: String
    /// Changes with the plugin's content: part of the cache's key.
    let content: String
    let code: Code
  }

  /// The analyzers by name.
  public private(set) var entries: [String: Entry] = [:]

  /// Nothing is registered.
  public init() {}

  /// Adds the analyzers of a plugin; a name that is taken is an error.
  public mutating func register(_ plugin: Plugin, origin: String) throws {
    for analyzer in plugin.analyzers {
      try add(
        Entry(
          card: analyzer.card, plugin: plugin.name, origin: origin, version: plugin.version, content: "",
          code: .here(analyzer)))
    }
  }

  /// Adds one analyzer; a name that is taken is an error.
  mutating func add(_ entry: Entry) throws {
    let name = entry.card.name
    if let other = entries[name] {
      throw CommandError("the plugin \(entry.plugin) brings `\(name)`, which \(other.plugin) brings already")
    }
    entries[name] = entry
  }

  /// Takes the analyzers of a plugin out.
  mutating func remove(plugin: String) { entries = entries.filter { $0.value.plugin != plugin } }

  /// Lets all analyzers run by workers.
  mutating func moveToWorkers(_ runner: (String) -> PluginRunner) {
    entries = entries.mapValues { entry in
      Entry(
        card: entry.card, plugin: entry.plugin, origin: entry.origin, version: entry.version, content: entry.content,
        code: .workers(runner(entry.plugin)))
    }
  }
}
