import Foundation
import PluginHost
import Testing

@testable import Workbench

/// Making, loading, trusting and listing plugins.
@Suite(.enabled(if: Workspace.hasToolchain, "there is no Swift toolchain in PATH"), .serialized)
struct PluginCommandTests {
  /// A workspace with two texts, and a new plugin that was loaded once.
  static let prepared = Result<Workspace, any Error> {
    let workspace = try Workspace()
    try workspace.write("texts/one.txt", "Ein Haus am See.")
    try workspace.write("texts/two.txt", "Zwei Boote.")
    let session = try workspace.pluginSession()
    _ = try session.run("load c '\(workspace.path)/texts' --language de")
    _ = try session.run("plugin new '\(workspace.path)/config/plugins/hello'")
    _ = try session.run("plugin load hello")
    return workspace
  }

  private static let table = "document\twords\tletters\tmean_length\none.txt\t4\t12\t3\ntwo.txt\t2\t9\t4.5\n"

  @Test func aNewPluginWorks() throws {
    let workspace = try Self.prepared.get()
    let session = try workspace.pluginSession()
    // It was trusted and loaded before, so that it is there from the start.
    #expect(try session.output("c | hello") == Self.table)
    #expect(try session.output("c | hello --by language") == "language\twords\tletters\tmean_length\nde\t6\t21\t3.5\n")
    #expect(try session.output("help hello").contains("Measures how long words are, document by document."))
    #expect(
      try session.output("plugins | filter name = \"hello\" | select name,version,state,analyzers")
        == "name\tversion\tstate\tanalyzers\nhello\t1.0\tloaded\thello\n")
    #expect(try session.output("c | hello | provenance").contains("hello 1.0 (\(workspace.path)/config/plugins/hello)"))
  }

  @Test func loadingAgainIsQuick() throws {
    let workspace = try Self.prepared.get()
    let start = ContinuousClock.now
    let session = try workspace.pluginSession()
    let outcome = try session.run("plugin load hello")
    #expect(outcome?.notes == ["The plugin hello 1.0 brings `hello`."])
    #expect(try session.output("c | hello") == Self.table)
    // The promise is 0.3 s for the program as users have it; tests run beside others, on unoptimised code.
    #expect(ContinuousClock.now - start < .seconds(3))
  }

  @Test func aScriptRunsOnlyWhatIsTrusted() throws {
    let workspace = try Self.prepared.get()
    let other = workspace.path + "/other"
    try? FileManager.default.copyItem(atPath: workspace.path + "/config/plugins/hello", toPath: other)
    try workspace.write("other/Data/more.txt", "Something else.")
    let session = try workspace.pluginSession()
    session.beginScript()
    #expect(
      workspace.failure(of: "plugin load '\(other)'", in: session)
        == "the plugin $TMP/other is not trusted, and a script cannot trust it for you.\n"
        + "If you know what it does: plugin trust $TMP/other")
    #expect(
      workspace.failure(of: "plugin trust '\(other)'", in: session)
        == "a script cannot do this: plugin trust.\nType it at the prompt, or give it to `lect -c`.")
    session.endScript()
    _ = try session.run("plugin trust '\(other)'")
    session.beginScript()
    // Watching would trust whatever comes.
    #expect(
      workspace.failure(of: "plugin load '\(other)' --watch", in: session)
        == "a script cannot do this: plugin load --watch.\nType it at the prompt, or give it to `lect -c`.")
    session.endScript()
    try workspace.write("other/Data/more.txt", "Something else again.")
    session.beginScript()
    #expect(
      workspace.failure(of: "plugin load '\(other)'", in: session)
        == "the plugin $TMP/other was changed since you trusted it.\nIf you know what it does: plugin trust $TMP/other")
  }

  @Test func whatIsInstalledIsOffered() throws {
    let workspace = try Workspace()
    try workspace.write("config/plugins/stranger/Stranger.swift", "let plugin = 1")
    let session = try workspace.pluginSession()
    #expect(
      try session.output("plugins | filter name = \"stranger\" | select name,state")
        == "name\tstate\nstranger\toffered: plugin trust stranger\n")
  }

  @Test func aWatchedPluginIsLoadedAgain() throws {
    let workspace = try Self.prepared.get()
    let folder = workspace.path + "/watched"
    let session = try workspace.pluginSession()
    _ = try session.run("plugin new '\(folder)'")
    _ = try session.run("plugin load '\(folder)' --watch")
    let file = URL(fileURLWithPath: folder + "/Watched.swift")
    let source = try String(contentsOf: file, encoding: .utf8)
    try source.replacingOccurrences(of: "letters += ", with: "letters += 10 * ").write(
      to: file, atomically: true, encoding: .utf8)
    #expect(try session.output("c | watched").contains("one.txt\t4\t120\t30"))
    try "nonsense".write(to: file, atomically: true, encoding: .utf8)
    let outcome = try session.run("c | watched")
    #expect(outcome?.notes.first?.hasPrefix("watched stays as it was: ") == true)
    #expect(outcome?.report?.tables.first?.rowCount == 2)
  }
}

/// Plugins in other languages than Swift.
@Suite struct ForeignPluginTests {
  static func isThere(_ program: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("texts/one.txt", "Rot, rot.")
    try workspace.write("texts/two.txt", "Blau. Und rot.")
    return workspace
  }

  @Test(.enabled(if: isThere("python3"), "there is no Python")) func aPluginInPythonFoldsAndGroups() throws {
    let workspace = try workspace()
    let session = try workspace.pluginSession()
    _ = try session.run("load c '\(workspace.path)/texts' --language de")
    _ = try session.run("plugin load '\(Workspace.repository)/plugins/zipf'")
    let head = "tokens\ttypes\thapaxes\tdis_legomena\thapax_share\texponent\n"
    // Frequencies 3, 1, 1 in all; 2 in the first text; 1, 1, 1 in the second, where every rank is as likely.
    #expect(try session.output("c | zipf --min-types 9") == head + "5\t3\t2\t0\t0.6666666666666666\t\n")
    #expect(
      try session.output("c | zipf --by document")
        == "document\t" + head + "one.txt\t2\t1\t0\t1\t0\t\ntwo.txt\t3\t3\t3\t0\t1\t0\n")
    let failure = workspace.failure(of: "c | zipf --min-types 1", in: session)
    #expect(failure.hasPrefix("--min-types takes a whole number from 2 to"), "\(failure)")
  }

  @Test(.enabled(if: isThere("Rscript"), "there is no R")) func aPluginInRGivesItsTable() throws {
    let workspace = try workspace()
    let session = try workspace.pluginSession()
    _ = try session.run("load c '\(workspace.path)/texts' --language de")
    _ = try session.run("plugin load '\(Workspace.repository)/plugins/sentence-length'")
    // R's jsonlite writes 15 digits.
    #expect(
      try session.output("c | sentence-length")
        == "sentences\tmean\tq25\tmedian\tq75\n3\t1.66666666666667\t1.5\t2\t2\n")
  }

  @Test(.enabled(if: isThere("python3"), "there is no Python")) func thePythonKitPassesItsTests() throws {
    let tests = try ChildProcess(
      ["python3", "-B", "-m", "unittest", "discover", "-s", "plugins/python-kit/tests"], folder: Workspace.repository)
    #expect(tests.wait() == .status(0), "\(tests.lastWords(waiting: 2))")
  }
}
