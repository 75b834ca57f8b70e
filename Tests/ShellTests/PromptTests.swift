import Foundation
import LineEditing
import Testing
import Workbench

@testable import Shell

/// The prompt, with a scripted editor: what is asked, run, remembered and shown.
@Suite struct PromptTests {
  /// What a prompt has shown, in the order in which it was written.
  final class Collector {
    var text = ""
  }

  /// Types lines at a prompt on an empty store.
  private func typed(_ results: [LineResult]) throws -> (status: Int32, shown: String, editor: ScriptedLineEditor) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lect-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("Das Haus ist groß.".utf8).write(to: folder.appendingPathComponent("a.txt"))
    let resources = ResourceFolders(languages: folder.path, plugins: folder.path)
    let session = try Session(
      Configuration(store: folder.path + "/x.db", threads: 1, resources: resources), plugins: [])
    let collector = Collector()
    let console = Console(
      session, results: try ResultWriter { collector.text += String(decoding: $0, as: UTF8.self) },
      messages: MessageWriter { collector.text += String(decoding: $0, as: UTF8.self) })
    let editor = ScriptedLineEditor(
      results: results.map { result in
        if case .line(let text) = result {
          .line(text.replacingOccurrences(of: "$TMP", with: folder.path))
        } else {
          result
        }
      })
    let status = Prompt(console, editor: editor, hasColor: false).run(welcome: "Welcome.")
    return (status, collector.text, editor)
  }

  private func typed(_ lines: String...) throws -> (status: Int32, shown: String, editor: ScriptedLineEditor) {
    try typed(lines.map { .line($0) })
  }

  @Test func `the end of input and quit leave with status 0, and the history is saved`() throws {
    for lines in [[], ["quit", "nope"], ["q"]] {
      let trial = try typed(lines.map { .line($0) })
      #expect(trial.status == 0)
      #expect(trial.shown == "Welcome.\n")
      #expect(trial.editor.saves == 1)
    }
  }

  @Test func `results, then errors in the house style, and on it goes`() throws {
    let trial = try typed("tokenize --text Haus --language de", "nope", "corpora")
    #expect(
      trial.shown == """
        Welcome.
        sentence\ttoken\tform\tstart\tend\tkind
        1\t1\tHaus\t0\t4\tword
        error: no command, corpus or result named "nope".
          nope
          ^^^^
        See: help
        corpus\tdocuments\ttokens\twords\tforms\tlanguages
        The store is empty. Load a corpus: load NAME PATH…

        """)
  }

  @Test func `commands may be shortened`() throws {
    #expect(try typed("tok --text Haus --language de").shown.contains("Haus\t0\t4"))
    #expect(try typed("co").shown.contains("error"))
  }

  @Test func `a line goes on while it is incomplete, and Ctrl-C drops it`() throws {
    let trial = try typed([
      .line("tokenize --language de \\"), .line("--text 'a"), .line("b'"), .line("tokenize --text 'x"), .interrupted,
      .line("tokenize --text 'y"), .endOfInput, .line("quit"),
    ])
    #expect(trial.editor.prompts == ["lect> ", "  … ", "  … ", "lect> ", "  … ", "lect> ", "  … ", "lect> "])
    #expect(trial.editor.history == ["tokenize --language de \\\n--text 'a\nb'", "quit"])
    #expect(trial.shown.hasSuffix("1\t1\ta\t0\t1\tword\n1\t2\tb\t2\t3\tword\n"))
  }

  @Test func `a pasted block runs up to its first error, with empty lines between results`() throws {
    let trial = try typed(
      "timing off\n# a remark\ntokenize --text a --language de\ntokenize --text b --language de\nnope\ncorpora")
    #expect(
      trial.shown == """
        Welcome.
        sentence\ttoken\tform\tstart\tend\tkind
        1\t1\ta\t0\t1\tword

        sentence\ttoken\tform\tstart\tend\tkind
        1\t1\tb\t0\t1\tword
        error: no command, corpus or result named "nope".
          nope
          ^^^^
        See: help
        Not run: line 6 of what was entered, and all after it.

        """)
    #expect(trial.editor.history.count == 1)
  }

  @Test func `the prompt names the corpus in use`() throws {
    let trial = try typed("load Stärkung $TMP/a.txt --language de", "")
    #expect(trial.editor.prompts == ["lect> ", "Stärkung> ", "Stärkung> "])
  }

  @Test func `the history is in the folder for state`() {
    #expect(Prompt.historyFile(["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/lect/history")
    #expect(Prompt.historyFile(["XDG_STATE_HOME": "s", "HOME": "/h"]) == "/h/.local/state/lect/history")
    #expect(Prompt.historyFile(["HOME": "/h"]) == "/h/.local/state/lect/history")
    #expect(Prompt.historyFile([:]) == nil)
  }
}
