import Foundation
import PluginHost
import Testing

@testable import Workbench

/// A plugin in Python that fails costs nothing: each failure has its message, the session goes on, the store is untouched.
@Suite(.enabled(if: ForeignPluginTests.isThere("python3"), "there is no Python"), .serialized)
struct ForeignTroubleTests {
  static let prepared = Result<Workspace, any Error> {
    let workspace = try Workspace()
    try workspace.write("texts/a.txt", "One two three four five.")
    try workspace.write("texts/b.txt", "Six seven.")
    _ = try workspace.session().run("load c '\(workspace.path)/texts' --language en")
    return workspace
  }

  private static let input = "read 2 documents of c, from a.txt to b.txt"

  /// Runs a command that must fail, and holds what it says against a message.
  private func expectFailure(
    _ analyzer: String, of plugin: String = "pytrouble", _ message: String,
    limits: WorkerLimits = WorkerLimits(memory: 512 << 20, patience: 60)
  ) throws {
    let workspace = try Self.prepared.get()
    let before = try workspace.storeContent()
    let session = try workspace.pluginSession(limits: limits)
    _ = try session.run("plugin load '\(Workspace.plugins)/\(plugin)'")
    let failure = workspace.failure(of: "c | \(analyzer)", in: session)
    #expect(failure.hasPrefix(message), "\(failure)")
    #expect(try session.output("c | frequency --top 1").hasPrefix("term\tcount"), "the session goes on")
    if plugin == "pytrouble" {
      #expect(try session.output("c | py-chatty") == "words\n7\n", "the plugin's other analyzers can be run")
    }
    #expect(try workspace.storeContent() == before, "the store is untouched")
  }

  /// However many forms a corpus has, no line to a command tells of more than it may.
  @Test func countsOfManyFormsComeInPieces() throws {
    let workspace = try Workspace()
    let words = (0..<40_000).map { "w\($0)" }.joined(separator: " ")
    try workspace.write("texts/a.txt", words + " w7 w7.")
    try workspace.write("texts/b.txt", "w7 w8")
    _ = try workspace.session().run("load c '\(workspace.path)/texts' --language en")
    let session = try workspace.pluginSession()
    _ = try session.run("plugin load '\(Workspace.plugins)/pytrouble'")
    let expected = "pieces\tlargest\tforms\twords\tdocuments\n3\t16384\t40000\t40004\t2\n"
    #expect(try session.output("c | py-pieces") == expected)
  }

  @Test func aCrashIsToldWithItsInput() throws {
    try expectFailure(
      "py-crash",
      "the plugin pytrouble: its command crashed (signal 11, memory that is not its own) while it \(Self.input).")
  }

  @Test func anExceptionIsToldWithItsText() throws {
    try expectFailure("py-raise", "the plugin pytrouble: KeyError: 'seven' (it.py:45) while it read b.txt.")
  }

  @Test func whoeverLeavesIsToldWithLastWords() throws {
    try expectFailure(
      "py-leave", "the plugin pytrouble: its command left with status 3 while it \(Self.input). Its last words: I go ")
  }

  @Test func anEndlessLoopIsEnded() throws {
    try expectFailure(
      "py-endless", "the plugin pytrouble gave no sign of life for 2 s while it \(Self.input).\n",
      limits: WorkerLimits(memory: 512 << 20, patience: 2))
  }

  @Test func endlessAllocationIsEnded() throws {
    let workspace = try Self.prepared.get()
    let session = try workspace.pluginSession()
    _ = try session.run("plugin load '\(Workspace.plugins)/pytrouble'")
    // Either the session sees it, or Python is refused more by the system first.
    let failure = workspace.failure(of: "c | py-greedy", in: session)
    #expect(
      failure.hasPrefix("the plugin pytrouble: it needed more memory than it may have while it read a.txt")
        || failure.hasPrefix("the plugin pytrouble needed more than 512 MB of memory while it \(Self.input)"),
      "\(failure)")
    #expect(try session.output("c | py-chatty") == "words\n7\n")
  }

  @Test func theMemoryOfItsChildrenCounts() throws {
    try expectFailure(
      "py-greedy-children", "the plugin pytrouble needed more than 512 MB of memory while it \(Self.input)")
    // None of them is left.
    let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
    let left = processes.filter { process in
      let words = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
      return String(decoding: words, as: UTF8.self).contains("b = bytearray(200 << 20); time.sleep(1000)")
    }
    #expect(left.isEmpty)
  }

  @Test func rubbishIsQuoted() throws {
    try expectFailure(
      "babble", of: "babbler",
      "the plugin babbler answered with rubbish while it \(Self.input): ‘Reading... 100 % ")
  }

  @Test func aTableOfWrongTypesIsRefused() throws {
    let prefix = "the plugin pytrouble answered with rubbish while it made its table: "
    try expectFailure(
      "py-mistyped", prefix + "the column words is of kind integer, and holds the text ‘many’ in row 1.")
    try expectFailure("py-wide", prefix + "a row of 3 values in a table of 1 columns.")
    try expectFailure("py-not-finite", "the plugin pytrouble: what it gives cannot be written as JSON: ")
  }

  @Test func anotherProtocolIsRefusedByName() throws {
    let workspace = try Self.prepared.get()
    try workspace.write(
      "future/plugin.json",
      #"{"name": "future", "version": "1.0", "summary": "Later.", "command": ["sh", "it.sh"]}"#)
    try workspace.write("future/it.sh", #"read line; echo '{"hello": {"protocol": 99, "analyzers": []}}'; read line"#)
    let session = try workspace.pluginSession()
    #expect(
      workspace.failure(of: "plugin load '\(workspace.path)/future'", in: session)
        == "the plugin future cannot be loaded: it speaks version 99 of the protocol, and this program version 1.")
  }

  @Test func whatIsChangedAfterItWasLoadedIsNotRun() throws {
    let workspace = try Workspace()
    try workspace.write("texts/a.txt", "One two.")
    let session = try workspace.pluginSession()
    _ = try session.run("load c '\(workspace.path)/texts' --language en")
    try FileManager.default.copyItem(
      atPath: Workspace.plugins + "/pytrouble", toPath: workspace.path + "/pytrouble")
    _ = try session.run("plugin load '\(workspace.path)/pytrouble'")
    session.plugins.pool.empty()
    try workspace.write("pytrouble/more.py", "")
    #expect(
      workspace.failure(of: "c | py-chatty", in: session)
        == "the plugin pytrouble cannot be loaded: its folder was changed since; to run it as it is now: "
        + "plugin load $TMP/pytrouble.")
    _ = try session.run("plugin load '\(workspace.path)/pytrouble'")
    #expect(try session.output("c | py-chatty") == "words\n2\n")
  }
}
