import Foundation
import PluginHost
import Testing

/// What makes a folder a plugin, and what its hash depends on.
struct PluginFolderTests {
  private let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lect-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.resolvingSymlinksInPath().path
  }

  private func write(_ name: String, _ text: String) throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  @Test func `the hash names what the plugin does`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write("A.swift", "let a = 1")
    let first = try PluginFolder(path)
    #expect(first.kind == .swift(sources: [path + "/A.swift"]))
    try write("README.md", "About it.")
    try write("Tests/ATests.swift", "let b = 1")
    try write(".hidden/x", "x")
    #expect(try PluginFolder(path) == first)
    for (name, text) in [
      ("A.swift", "let a = 2"), ("Data/list.txt", "a"), ("Data/list.txt", "b"), ("Sources/B.swift", ""),
    ] {
      let before = try PluginFolder(path).hash
      try write(name, text)
      #expect(try PluginFolder(path).hash != before, "\(name)")
    }
  }

  @Test func `a manifest makes it a command`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = path + "/plugin.json"
    func message() -> String {
      do { _ = try PluginFolder(path) } catch { return "\(error)" }
      return "no error"
    }
    try write("plugin.json", #"{"name": "x", "version": "1", "summary": "X.", "command": ["cat"]}"#)
    guard case .command(let manifest) = try PluginFolder(path).kind else {
      Issue.record("it is no command")
      return
    }
    #expect(manifest.command == ["cat"] && manifest.kind == nil)
    try write("plugin.json", "[]")
    #expect(message().hasPrefix(file))
    try write("plugin.json", #"{"name": "x", "version": "1", "summary": "X."}"#)
    #expect(message() == "\(file): it has no `command`")
    try write("plugin.json", #"{"name": "X y", "version": "1", "summary": "X.", "command": ["cat"]}"#)
    #expect(
      message() == "\(file): its name `X y` is not one word of lower-case letters, digits and dashes")
    try write("plugin.json", #"{"name": "x", "version": 1, "summary": "X.", "command": ["cat"]}"#)
    #expect(message() == "\(file): `version` is of another type than it should be")
  }

  @Test func `of a command every file counts`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write("plugin.json", #"{"name": "x", "version": "1", "summary": "X.", "command": ["node", "dist/main.js"]}"#)
    for name in ["dist/main.js", "tests/helper.py", ".hidden/x", "README.md", "node_modules/b.js", "__pycache__/a.pyc"]
    {
      let before = try PluginFolder(path).hash
      try write(name, "x")
      #expect(try PluginFolder(path).hash != before, "\(name)")
    }
    let before = try PluginFolder(path).hash
    try write(".git/HEAD", "x")
    #expect(try PluginFolder(path).hash == before)
  }

  @Test func `links count as what they lead to, and what has no end is refused`() throws {
    let outside = path + "-outside"
    defer { for place in [path, outside] { try? FileManager.default.removeItem(atPath: place) } }
    let manager = FileManager.default
    func message() -> String {
      do { _ = try PluginFolder(path) } catch { return "\(error)" }
      return "no error"
    }
    try write("A.swift", "let a = 1")
    try manager.createDirectory(atPath: outside, withIntermediateDirectories: true)
    try "1".write(toFile: outside + "/list.txt", atomically: true, encoding: .utf8)
    try manager.createDirectory(atPath: path + "/Data", withIntermediateDirectories: true)
    try manager.createSymbolicLink(atPath: path + "/Data/list.txt", withDestinationPath: outside + "/list.txt")
    let first = try PluginFolder(path).hash
    try "2".write(toFile: outside + "/list.txt", atomically: true, encoding: .utf8)
    #expect(try PluginFolder(path).hash != first)
    for (target, why) in [
      (outside, "is a link to a folder outside of it"), ("/dev/zero", "is neither a file nor a folder"),
      ("/no/such/file", "cannot be read"),
    ] {
      try manager.createSymbolicLink(atPath: path + "/Data/link", withDestinationPath: target)
      #expect(message() == "\(path) is no plugin: Data/link \(why)")
      try manager.removeItem(atPath: path + "/Data/link")
    }
    try manager.createSymbolicLink(atPath: path + "/plugin.json", withDestinationPath: "/dev/zero")
    #expect(message() == "\(path) is no plugin: plugin.json is neither a file nor a folder")
    try manager.removeItem(atPath: path + "/plugin.json")
    #expect(mkfifo(path + "/Data/pipe", 0o600) == 0)
    #expect(message() == "\(path) is no plugin: Data/pipe is neither a file nor a folder")
  }

  @Test func `trust is in a content`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let trust = TrustFile(path + "/config/trusted")
    #expect(!trust.trusts("abc"))
    try trust.trust("abc", at: "/a b/c")
    try trust.trust("def", at: "/d")
    #expect(trust.trusts("abc") && trust.trusts("def") && !trust.trusts("ab"))
    try trust.trust("ghi", at: "/a b/c")
    #expect(!trust.trusts("abc") && trust.trusts("ghi") && trust.trustedBefore("/a b/c") && !trust.trustedBefore("/a"))
  }
}
