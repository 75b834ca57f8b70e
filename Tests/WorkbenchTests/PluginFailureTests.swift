import Foundation
import PluginHost
import Testing

@testable import Workbench

/// A plugin that fails costs nothing: each failure has its message, the session goes on, the store is untouched.
@Suite(.enabled(if: Workspace.hasToolchain, "there is no Swift toolchain in PATH"), .serialized)
struct PluginFailureTests {
  /// A workspace with two texts, and the plugin `trouble` compiled once for all.
  static let prepared = Result<Workspace, any Error> {
    let workspace = try Workspace()
    try workspace.write("texts/a.txt", "One two three four five.")
    try workspace.write("texts/b.txt", "Six seven.")
    // Of 40 texts one has more than two words.
    for number in 10..<50 {
      try workspace.write("many/\(number).txt", number == 31 ? "One two three four five." : "Six.")
    }
    let session = try workspace.pluginSession()
    _ = try session.run("load c '\(workspace.path)/texts' --language en")
    _ = try session.run("load many '\(workspace.path)/many' --language en --segment-tokens 2")
    _ = try session.run("plugin load '\(Workspace.plugins)/trouble'")
    return workspace
  }

  /// Runs a command that must fail, and holds what it says against the beginning of a message.
  private func expectFailure(
    _ command: String, _ message: String, limits: WorkerLimits = WorkerLimits(memory: 512 << 20, patience: 60)
  ) throws {
    let workspace = try Self.prepared.get()
    let before = try workspace.storeContent()
    let session = try workspace.pluginSession(limits: limits)
    _ = try session.run("plugin load '\(Workspace.plugins)/trouble'")
    let failure = workspace.failure(of: command, in: session)
    #expect(failure.hasPrefix(message), "\(failure)")
    #expect(try session.output("c | frequency --top 1").hasPrefix("term\tcount"), "the session goes on")
    let words = try session.output("c | chatty")
    #expect(words == "document\twords\na.txt\t5\nb.txt\t2\n", "the plugin's other analyzers can be run")
    #expect(try workspace.storeContent() == before, "the store is untouched")
  }

  @Test func aCrashIsToldWithItsInput() throws {
    try expectFailure(
      "c | crash",
      "the plugin trouble crashed (signal 4, a trap: an index out of range, an overflow, or a force unwrap) while it read "
        + "2 documents of c, from a.txt to b.txt.\nThe session and the store are as they were. plugin check PATH looks for the cause"
    )
  }

  @Test func anEndlessLoopIsEnded() throws {
    try expectFailure(
      "c | endless",
      "the plugin trouble gave no sign of life for 3 s while it read 2 documents of c, from a.txt to b.txt.\n"
        + "The limit is changed by: set plugin-patience SECONDS", limits: WorkerLimits(memory: 512 << 20, patience: 3))
  }

  @Test func ofSeveralThreadsTheOneThatCrashedIsTold() throws {
    try expectFailure(
      "many | crash",
      "the plugin trouble crashed (signal 4, a trap: an index out of range, an overflow, or a force unwrap) while it read "
        + "31.txt of many.\n")
  }

  @Test func aFullStackIsToldWithItsInput() throws {
    try expectFailure("many | deep", "the plugin trouble crashed (signal 11")
    let workspace = try Self.prepared.get()
    let session = try workspace.pluginSession()
    _ = try session.run("plugin load '\(Workspace.plugins)/trouble'")
    let failure = workspace.failure(of: "many | deep", in: session)
    #expect(failure.contains("while it read 31.txt of many."), "\(failure)")
  }

  @Test func ofSeveralThreadsTheOneThatIsSilentIsEnded() throws {
    try expectFailure(
      "many | stuck", "the plugin trouble gave no sign of life for 2 s while it read 31.txt of many.\n",
      limits: WorkerLimits(memory: 512 << 20, patience: 2))
  }

  @Test func endlessAllocationIsEnded() throws {
    try expectFailure(
      "c | greedy",
      "the plugin trouble needed more than 512 MB of memory while it read 2 documents of c, from a.txt to b.txt")
  }

  @Test func rubbishIsQuoted() throws {
    try expectFailure(
      "c | garbage",
      "the plugin trouble answered with rubbish while it read 2 documents of c, from a.txt to b.txt: it began with ‘This’."
    )
  }

  @Test func whoeverLeavesIsMissedThoughAChildHoldsItsPlace() throws {
    let start = ContinuousClock.now
    try expectFailure(
      "c | deserter", "the plugin trouble left with status 7 while it read 2 documents of c, from a.txt to b.txt.")
    // Long before its patience ends.
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  @Test func aTableOfWrongTypesIsRefused() throws {
    try expectFailure(
      "c | mistyped",
      "the plugin trouble answered with rubbish while it made its table: "
        + "the column words is of kind integer, and holds the text ‘many’ in row 1.")
  }

  @Test func whatThePluginItselfRefusesIsItsOwnMessage() throws {
    try expectFailure("c | failing", "it has too many words: 5.")
  }

  @Test func aLibraryOfAnotherKitIsRefused() throws {
    let workspace = try Self.prepared.get()
    let session = try workspace.pluginSession()
    let folder = try PluginFolder(Workspace.plugins + "/trouble")
    let stale = workspace.path + "/stale.swift"
    try workspace.write(
      "stale.swift",
      """
      @_silgen_name("lect_kit_0123456789abcdef") private func kit()
      @_cdecl("lect_plugin_kit") public func other() { kit() }
      """)
    let library = workspace.path + "/stale.so"
    let compiler = try ChildProcess(["swiftc", "-parse-as-library", "-emit-library", "-o", library, stale])
    #expect(compiler.wait() == .status(0))
    let error = #expect(throws: PluginError.self) {
      try WorkerProcess(
        program: Workspace.program, ["--plugin", "trouble", "--library", library], name: "trouble",
        limits: session.plugins.limits)
    }
    guard case .otherKit(name: "trouble", its: "0123456789abcdef", ours: _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    // Loaded from its folder it is compiled for this kit.
    let runner = try session.plugins.runner(of: folder) { false }
    #expect(try runner.runner.worker().hello.plugin == "trouble")
  }

  @Test func aPluginThatDoesNotCompileShowsTheCompilersWords() throws {
    let workspace = try Self.prepared.get()
    try workspace.write("broken/Broken.swift", "import AnalyzerKit\n\nlet plugin = Plugn(name: \"broken\")\n")
    let session = try workspace.pluginSession()
    let failure = workspace.failure(of: "plugin load '\(workspace.path)/broken'", in: session)
    #expect(
      failure.hasPrefix(
        "$TMP/broken does not compile.\nBroken.swift:3:14: error: cannot find 'Plugn' in scope"), "\(failure)")
    #expect(try session.output("c | frequency --top 1").hasPrefix("term\tcount"))
  }
}

/// What needs no compiler.
@Suite struct ForeignFailureTests {
  @Test func aCommandThatAnswersRubbishIsRefused() throws {
    let workspace = try Workspace()
    let session = try workspace.pluginSession()
    let failure = workspace.failure(of: "plugin load '\(Workspace.plugins)/rubbish'", in: session)
    #expect(
      failure.hasPrefix("the plugin rubbish answered with rubbish while it was greeted: ‘Hello world’."), "\(failure)")
  }

  @Test func aFolderWithoutAPluginIsTold() throws {
    let workspace = try Workspace()
    try workspace.write("empty/README.md", "Nothing.")
    let session = try workspace.pluginSession()
    #expect(
      workspace.failure(of: "plugin load '\(workspace.path)/empty'", in: session)
        == "$TMP/empty is no plugin: the folder holds neither Swift sources nor a plugin.json.\n"
        + "To make one there: plugin new $TMP/empty")
  }
}
