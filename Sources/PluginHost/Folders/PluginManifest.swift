import FoundationEssentials

/// What `plugin.json` says of a plugin whose code is a command in any language.
///
///     { "name": "hapax", "version": "1.0", "summary": "…", "command": ["python3", "hapax.py"] }
public struct PluginManifest: Hashable, Sendable, Codable {
  /// What a plugin does.
  public enum Kind: String, Codable, Sendable {
    /// It analyses corpora.
    case analyzer
    /// It adds layers to corpora.
    case annotator
  }

  /// The plugin's name: lower case, one word.
  public let name: String
  /// Its version, as its author counts.
  public let version: String
  /// What it brings, in a sentence.
  public let summary: String
  /// The program and its arguments; run in the plugin's folder.
  public let command: [String]
  /// What it does; an analyzer where nothing is said.
  public let kind: Kind?

  /// Reads a manifest.
  public init(file: String) throws(PluginError) {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw .badManifest(path: file, why: "it cannot be read")
    }
    let manifest: PluginManifest
    do {
      manifest = try JSONDecoder().decode(PluginManifest.self, from: data)
    } catch {
      throw .badManifest(path: file, why: PluginManifest.words(for: error))
    }
    self = manifest
    guard PluginManifest.isName(name) else {
      throw .badManifest(path: file, why: "its name `\(name)` is not one word of lower-case letters, digits and dashes")
    }
    guard command.first?.isEmpty == false else { throw .badManifest(path: file, why: "its command is empty") }
  }

  /// Whether a text can be the name of a plugin or of an analyzer.
  public static func isName(_ text: String) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return (1...64).contains(text.utf8.count) && text.utf8.first.map(letters.contains) == true
      && text.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || [45, 95].contains($0) }
  }

  private static func words(for error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "it has no `\(key.stringValue)`"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "`\(context.codingPath.map(\.stringValue).joined(separator: "."))` is of another type than it should be"
    case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
      "`\(context.codingPath.map(\.stringValue).joined(separator: "."))` makes no sense"
    default: "it is no JSON object"
    }
  }
}
