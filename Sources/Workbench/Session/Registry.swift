import AnalyzerKit

/// The analyzers there are, each with the plugin that brings it.
public struct Registry: Sendable {
  /// One analyzer.
  public struct Entry: Sendable {
    /// The analyzer.
    public let analyzer: any Analyzer.Type
    /// The name of its plugin.
    public let plugin: String
    /// Where the plugin comes from: `bundled`, or a path.
    public let origin: String
    /// The plugin's version.
    public let version: String

    /// The analyzer's card.
    public var card: AnalyzerCard { analyzer.card }
  }

  /// The analyzers by name.
  public private(set) var entries: [String: Entry] = [:]

  /// Nothing is registered.
  public init() {}

  /// Adds the analyzers of a plugin; a name that is taken is an error.
  public mutating func register(_ plugin: Plugin, origin: String) throws {
    for analyzer in plugin.analyzers {
      let name = analyzer.card.name
      if let other = entries[name] {
        throw CommandError("the plugin \(plugin.name) brings `\(name)`, which \(other.plugin) brings already")
      }
      entries[name] = Entry(analyzer: analyzer, plugin: plugin.name, origin: origin, version: plugin.version)
    }
  }
}
