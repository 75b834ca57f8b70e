import Foundation
import Testing
import Workbench

@testable import Notebooks

/// Whole scripts: files in, exact output and exit status out.
@Suite struct ScriptRunnerTests {
  /// A folder with a store, and what was written.
  final class Trial {
    let folder: String
    var output = ""
    var errors = ""
    var fails = false

    init() throws {
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("lect-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      folder = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ name: String, _ text: String) throws {
      try Data(text.replacingOccurrences(of: "$TMP", with: folder).utf8).write(
        to: URL(fileURLWithPath: folder + "/" + name))
    }

    /// Runs something on a fresh session; paths in what is shown are `$TMP`.
    func run(keepsGoing: Bool = false, _ body: (ScriptRunner) -> Int32) throws -> Int32 {
      let session = try Session(
        Configuration(
          store: folder + "/x.db", threads: 1, resources: ResourceFolders(languages: folder, plugins: folder)),
        plugins: [])
      let results = try ResultWriter { [unowned self] bytes in
        if fails { throw OutputError.readerLeft }
        output += shown(bytes)
      }
      let messages = MessageWriter { [unowned self] bytes in errors += shown(bytes) }
      let console = Console(session, results: results, messages: messages)
      return body(ScriptRunner(console, keepsGoing: keepsGoing))
    }

    private func shown(_ bytes: [UInt8]) -> String {
      String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: folder, with: "$TMP")
    }
  }

  private let trial: Trial

  init() throws { trial = try Trial() }

  private func run(_ name: String, _ values: String..., keepsGoing: Bool = false) throws -> Int32 {
    try trial.run(keepsGoing: keepsGoing) { $0.run(file: trial.folder + "/" + name, values: values) }
  }

  private let header = "sentence\ttoken\tform\tstart\tend\tkind\n"

  @Test func `a script runs to its end, results apart by an empty line`() throws {
    try trial.write(
      "a.lect", "# A remark.\n\ntokenize --language de \\\n  --text {{W}}\ntokenize --language de --text b\n")
    #expect(try run("a.lect", "W=Haus") == 0)
    #expect(trial.output == "\(header)1\t1\tHaus\t0\t4\tword\n\n\(header)1\t1\tb\t0\t1\tword\n")
    #expect(trial.errors == "")
  }

  @Test func `it stops at the first error, naming file and line`() throws {
    try trial.write("a.lect", "timing off\n\ntokenize \\\n  --txt b\ntokenize --text c\n")
    #expect(try run("a.lect") == 2)
    #expect(trial.output == "")
    #expect(
      trial.errors == """
        $TMP/a.lect:4: tokenize has no option --txt.
            --txt b
            ^^^^^
        Did you mean "--text"? See: help tokenize

        """)
  }

  @Test func `a command that fails gives 1, one that is not understood 2, and with keep-going always 1`() throws {
    try trial.write("failing.lect", "use nope\n")
    try trial.write("wrong.lect", "nope\ntokenize --language de --text b\n")
    #expect(try run("failing.lect") == 1)
    #expect(try run("wrong.lect") == 2)
    #expect(trial.output == "")
    #expect(try run("wrong.lect", keepsGoing: true) == 1)
    #expect(trial.output == "\(header)1\t1\tb\t0\t1\tword\n")
  }

  @Test func `a notebook runs its blocks in order`() throws {
    try trial.write(
      "n.md", "Text\n\n```lect\ntokenize --language de --text a\n```\n\n```sh\nno\n```\n\n```lect\nnope\n```\n")
    #expect(try run("n.md") == 2)
    #expect(trial.output == "\(header)1\t1\ta\t0\t1\tword\n")
    #expect(trial.errors == "$TMP/n.md:12: no command, corpus or result named \"nope\".\n  nope\n  ^^^^\nSee: help\n")
  }

  @Test func `a quote that is left open does not swallow the rest`() throws {
    try trial.write("a.lect", "tokenize --text 'a\ntokenize --language de --text b\n")
    #expect(try run("a.lect", keepsGoing: true) == 1)
    #expect(trial.output == "\(header)1\t1\tb\t0\t1\tword\n")
    #expect(trial.errors.hasPrefix("$TMP/a.lect:1: "))
  }

  @Test func `scripts run scripts, with values, and errors come out at both places`() throws {
    try trial.write("outer.lect", "run $TMP/inner.lect W=x\nrun $TMP/inner.lect\ntiming off\n")
    try trial.write("inner.lect", "tokenize --language de --text {{W}}\n")
    #expect(try run("outer.lect") == 2)
    #expect(trial.output == "\(header)1\t1\tx\t0\t1\tword\n")
    #expect(
      trial.errors == """
        $TMP/inner.lect:1: {{W}} has no value; give one: run FILE W=VALUE.
        $TMP/outer.lect:2: $TMP/inner.lect ended with an error.

        """)
  }

  @Test func `scripts that run each other without end are stopped`() throws {
    try trial.write("a.lect", "run $TMP/a.lect\n")
    #expect(try run("a.lect") == 1)
    #expect(trial.errors.contains("seem to do so without end"))
  }

  @Test func `quit ends the script, and the one that runs it`() throws {
    try trial.write("outer.lect", "run $TMP/inner.lect\nnope\n")
    try trial.write("inner.lect", "quit\nnope\n")
    #expect(try run("outer.lect") == 0)
    #expect(trial.errors == "")
  }

  @Test func `single commands stop at the first error, and show themselves`() throws {
    let commands = ["tokenize --language de --text a", "tokenize --text a --nope", "nope"]
    #expect(try trial.run { $0.run(commands: commands) } == 2)
    #expect(trial.output == "\(header)1\t1\ta\t0\t1\tword\n")
    #expect(trial.errors.hasPrefix("error: tokenize has no option --nope.\n  tokenize --text a --nope\n"))
    #expect(!trial.errors.contains("named"))
  }

  @Test func `when the reader leaves, nothing more runs and nothing is said`() throws {
    trial.fails = true
    try trial.write("a.lect", "tokenize --language de --text a\nnope\n")
    #expect(try run("a.lect", keepsGoing: true) == 0)
    #expect(trial.errors == "")
  }
}
