import FoundationEssentials

/// Which plugins the user trusts: one line each with the hash of the content, and the path for human readers.
///
/// Trust is in a content. A plugin that was changed is another one, and is asked about again.
public struct TrustFile: Sendable {
  private let path: String

  /// Reads and writes trust in a file, which is made when something is trusted.
  public init(_ path: String) { self.path = path }

  /// Whether a content is trusted.
  public func trusts(_ hash: String) -> Bool { lines().contains { $0.prefix { $0 != " " } == hash } }

  /// Whether another content of the same path was trusted: the plugin was changed since.
  public func trustedBefore(_ folder: String) -> Bool {
    lines().contains { $0.drop { $0 != " " }.drop { $0 == " " } == folder }
  }

  /// Trusts a content from now on, in place of earlier ones at the same path.
  public func trust(_ hash: String, at folder: String) throws(PluginError) {
    let kept = lines().filter { line in
      line.prefix { $0 != " " } != hash && line.drop { $0 != " " }.drop { $0 == " " } != folder
    }
    let text = (kept + ["\(hash)  \(folder.replacing("\n", with: " "))"]).joined(separator: "\n") + "\n"
    do {
      let file = URL(fileURLWithPath: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file, options: .atomic)
    } catch {
      throw .system(what: path, why: "it cannot be written: \(FileFailure.reason(of: error))")
    }
  }

  private func lines() -> [Substring] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n")
  }
}
