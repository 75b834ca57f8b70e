import Foundation
import PluginHost
import Testing

@testable import Workbench

/// Annotators add layers, go on after an interruption, and are refused when they give what does not fit.
@Suite(.enabled(if: ForeignPluginTests.isThere("python3"), "there is no Python")) struct AnnotateTests {
  /// Texts in two languages; the plugin gives first letters, and dies at the text `c.txt` once it is told to.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    for (name, text) in [("a.txt", "Das Haus steht. Es ist rot."), ("b.txt", "Ein Baum."), ("c.txt", "Der See.")] {
      try workspace.write("texts/\(name)", text)
    }
    try workspace.write(
      "initials/plugin.json",
      #"{"name": "initials", "version": "1.0", "summary": "First letters.", "command": ["python3", "it.py"]}"#)
    try workspace.write(
      "initials/it.py",
      """
      import os
      from lect_plugin import Annotator, run

      class Initials(Annotator):
          name = "initials"
          summary = "First letters."
          layers = ["initial", "length"]
          languages = ["de"]
          def annotate(self, document):
              if document.name == "c.txt" and os.path.exists("../dies"):
                  os._exit(3)
              if document.name == "c.txt" and os.path.exists("../short"):
                  return {"initial": document.sentences, "length": [["1"]]}
              return {
                  "initial": [[t[0].lower() if t[0].isalpha() else None for t in s] for s in document.sentences],
                  "length": [[str(len(t)) for t in s] for s in document.sentences]}

      run(Initials)
      """)
    return workspace
  }

  @Test func aLayerIsAddedAfterAnInterruption() throws {
    let workspace = try workspace()
    let session = try workspace.pluginSession(threads: 1)
    _ = try session.run("load c '\(workspace.path)/texts' --language de")
    _ = try session.run("plugin load '\(workspace.path)/initials'")
    try workspace.write("dies", "")
    let failure = workspace.failure(of: "annotate c --with initials", in: session)
    #expect(failure.contains("its command left with status 3 while it annotated c.txt"), "\(failure)")
    #expect(throws: CommandError.self) { try session.run("c | frequency --layer initial") }
    try FileManager.default.removeItem(atPath: workspace.path + "/dies")
    try workspace.write("short", "")
    let short = workspace.failure(of: "annotate c --with initials", in: session)
    #expect(short.contains("length: 1 values for a sentence of 3 tokens"), "\(short)")
    try FileManager.default.removeItem(atPath: workspace.path + "/short")
    let outcome = try session.run("annotate c --with initials")
    #expect(outcome?.notes.last?.hasPrefix("c has initial, length by initials 1.0: ") == true)
    let table = try session.output("c | frequency --layer initial --top 2 | select term,count")
    #expect(table == "term\tcount\nd\t2\ne\t2\n")
    #expect(
      workspace.failure(of: "annotate c --with initials", in: session)
        == "`c` has a layer `initial` already.\nTo put another in its place: --replace")
    _ = try session.run("annotate c --with initials --replace")
    #expect(try session.output("c | frequency --layer initial --top 2 | select term,count") == table)
  }

  @Test func whatIsNotThereIsTold() throws {
    let workspace = try workspace()
    let session = try workspace.pluginSession()
    _ = try session.run("load c '\(workspace.path)/texts' --language de")
    #expect(
      workspace.failure(of: "annotate c --with nobody", in: session)
        == "there is no annotator nobody.\nLoad one first: plugin load hanta")
    _ = try session.run("plugin load '\(workspace.path)/initials'")
    #expect(
      workspace.failure(of: "annotate c --with nobody", in: session)
        == "there is no annotator nobody.\nThere is: initials")
    #expect(
      try session.output("plugins | filter name = \"initials\" | select analyzers")
        == "analyzers\nannotate --with initials\n")
  }
}
