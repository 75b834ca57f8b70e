import Foundation
import PluginHost
import Testing

@testable import Workbench

/// `plugin check` passes what keeps the laws of the fold, and names what breaks them.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/env"))) struct PluginCheckTests {
  /// A plugin in Python whose `merge` and `finish` are given.
  private func plugin(_ workspace: Workspace, _ name: String, merge: String, finish: String) throws -> String {
    try workspace.write(
      "\(name)/plugin.json",
      #"{"name": "\#(name)", "version": "1.0", "summary": "Counts.", "command": ["python3", "it.py"]}"#)
    try workspace.write(
      "\(name)/it.py",
      """
      import os
      from lect_plugin import Analyzer, Column, run

      class It(Analyzer):
          name = "\(name)"
          summary = "Counts words."
          demand = "tokens"
          columns = [Column.integer("words", "Counted words.")]
          examples = [("generated | \(name)", "How many words there are.")]
          def __init__(self, options):
              self.words = 0
          def add(self, document):
              self.words += len(document.words)
          def merge(self, other):
              \(merge)
          def finish(self):
              return [[\(finish)]]

      run(It)
      """)
    return "\(workspace.path)/\(name)"
  }

  @Test func aSoundPluginPasses() throws {
    let workspace = try Workspace()
    let session = try workspace.pluginSession()
    let folder = try plugin(workspace, "sound", merge: "self.words += other.words", finish: "self.words")
    try workspace.write("sound/Tests/sound.lect", "> text a.txt\nEins zwei.\n> run sound\nwords\n2\n")
    let table = try session.output("plugin check '\(folder)' | select check,outcome")
    #expect(
      table
        == "check\toutcome\nexamples\tpassed\ncolumns\tpassed\ncut anywhere\tpassed\nmerged in any order\tpassed\n"
        + "the same each time\tpassed\nspeed\tmeasured\nTests/sound.lect\tpassed\n")
  }

  @Test func aBrokenMergeIsNamed() throws {
    let workspace = try Workspace()
    let session = try workspace.pluginSession()
    let folder = try plugin(workspace, "forgetful", merge: "self.words = other.words", finish: "self.words")
    let failure = workspace.failure(of: "plugin check '\(folder)'", in: session)
    #expect(failure.contains("forgetful, merged in any order: generated | forgetful"), "\(failure)")
  }

  @Test func chanceIsNamed() throws {
    let workspace = try Workspace()
    let session = try workspace.pluginSession()
    let folder = try plugin(workspace, "random", merge: "self.words += other.words", finish: "self.words + os.getpid()")
    let failure = workspace.failure(of: "plugin check '\(folder)'", in: session)
    #expect(failure.contains("random, the same each time: "), "\(failure)")
  }

  /// A plugin in Python that annotates; `value` gives a token's.
  private func annotator(_ workspace: Workspace, _ name: String, value: String) throws -> String {
    try workspace.write(
      "\(name)/plugin.json",
      #"{"name": "\#(name)", "version": "1.0", "summary": "Marks.", "command": ["python3", "it.py"]}"#)
    try workspace.write(
      "\(name)/it.py",
      """
      import os
      from lect_plugin import Annotator, run

      class It(Annotator):
          name = "\(name)"
          summary = "Marks words."
          layers = ["mark"]
          def annotate(self, document):
              return {"mark": [[\(value) for token in sentence] for sentence in document.sentences]}

      run(It)
      """)
    return "\(workspace.path)/\(name)"
  }

  @Test func annotatorsAreChecked() throws {
    let workspace = try Workspace()
    let session = try workspace.pluginSession()
    let sound = try annotator(workspace, "marks", value: "str(len(token))")
    #expect(
      try session.output("plugin check '\(sound)' | select analyzer,check,outcome")
        == "analyzer\tcheck\toutcome\nmarks\tvalues\tpassed\nmarks\tthe same each time\tpassed\n")
    for (name, value, message) in [
      ("chance", "str(os.getpid())", "chance, the same each time: other values of mark in new processes"),
      ("silent", "None", "silent, values: it gives no token a value of mark"),
      ("short", "str(len(token)) if token != 'Wort' else 7", "short, it runs: the plugin short"),
    ] {
      let failure = workspace.failure(of: "plugin check '\(try annotator(workspace, name, value: value))'", in: session)
      #expect(failure.contains(message), "\(failure)")
    }
  }

  @Test func aWrongExpectationIsNamedByItsLine() throws {
    let workspace = try Workspace()
    let session = try workspace.pluginSession()
    let folder = try plugin(workspace, "tested", merge: "self.words += other.words", finish: "self.words")
    try workspace.write("tested/Tests/it.lect", "> text a.txt\nEins zwei.\n> run tested\nwords\n3\n")
    let failure = workspace.failure(of: "plugin check '\(folder)'", in: session)
    #expect(failure.contains("tested, Tests/it.lect: line 5: ‘2’ instead of ‘3’"), "\(failure)")
  }
}
