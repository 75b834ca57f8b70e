/// What a plugin brings: a family of analyzers under one name and version.
///
/// A plugin's source declares one, as `let plugin = Plugin(…)`; nothing registers itself by side effect.
public struct Plugin: Sendable {
  /// The plugin's name: lower case, one word.
  public let name: String
  /// Its version, as its author counts.
  public let version: String
  /// What it brings, in a sentence.
  public let summary: String
  /// Its analyzers.
  public let analyzers: [any Analyzer.Type]

  /// Describes a plugin.
  public init(name: String, version: String, summary: String, analyzers: [any Analyzer.Type]) {
    self.name = name
    self.version = version
    self.summary = summary
    self.analyzers = analyzers
  }
}
