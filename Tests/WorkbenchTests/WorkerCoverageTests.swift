import AnalyzerKit
import Foundation
import Testing

@testable import Workbench

/// Every bundled analyzer, with every one of its options, gives the same bytes in workers as in the session.
///
/// What is registered decides what must be here: a new analyzer or option without a command fails.
@Suite struct WorkerCoverageTests {
  /// What stands behind the name of each analyzer.
  static let commands: [String: [String]] = [
    "cooccurrence": [
      "alpha --min-count 1 --measures all", "alpha --left 2 --right 1 --min-count 1 --stopwords en",
      "alpha --within s --window 2 --by kind --min-count 1", "--terms 6 --top 4 --min-count 1 --ordered",
      "--context sentence --terms 8 --min-count 1", "alpha --layer word --punctuation --min-count 1",
    ],
    "duplicates": [
      "--near 0.2 --shingle 1", "--near 0.2 --shingle 1 --by kind", "--near 0.2 --shingle 2 --layer word --punctuation",
    ],
    "frequency": [
      "", "--stopwords en --no-numbers --top 5", "--match '^[ab]' --min-count 2 --forms", "--min-documents 3 --by kind",
      "alpha*, b=(beta|gamma)", "--layer word --punctuation",
    ],
    "kwic": [
      "alpha", "alpha, beta gamma --context 3 --sort R1", "gamma --by kind --within s",
      "alpha --show kind --layer word --punctuation",
    ],
    "readability": ["", "--by kind", "--layer word --punctuation"],
    "sentiment": [
      "", "--unit sentence", "--unit corpus --by kind", "--explain --rules none",
      "--around alpha --window 4 --lexicon en", "--layer word --punctuation",
    ],
    "topics": [
      "--k 3 --iterations 20 --stopwords en", "--k 2 --unit term --top 3 --seed 7 --min-documents 1 --iterations 10",
      "--k 2 --unit document --terms 5 --alpha 1 --beta 0.1 --iterations 10",
      "--k 2 --iterations 5 --by kind --layer word --punctuation",
    ],
  ]

  private static func lines(_ name: String) -> [String] { (commands[name] ?? []).map { "c | \(name) \($0)" } }

  @Test func everyAnalyzerAndOptionIsHere() throws {
    let entries = try Workspace().session().registry.entries
    #expect(Set(entries.keys) == Set(Self.commands.keys))
    for (name, entry) in entries {
      let all = Self.commands[name] ?? []
      #expect(all.count >= 3, "\(name) has too few sets of options")
      let words = Set(all.flatMap { $0.split(separator: " ").map(String.init) })
      for option in entry.card.options + AnalyzerCommand.common {
        #expect(words.contains("--\(option.name)"), "no command gives \(name) the option \(option.name)")
      }
      if entry.card.operand != nil {
        #expect(all.contains { !$0.isEmpty && !$0.hasPrefix("--") }, "no command gives \(name) its operand")
      }
    }
  }

  /// The tests have a list of their own of what the program brings.
  @Test func theProgramBringsNoOther() throws {
    let workspace = try Workspace()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Workspace.program)
    process.arguments = ["-s", workspace.store, "-f", "tsv", "-q", "-c", "plugins | select name"]
    process.environment = ["HOME": workspace.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(
      text == (["name"] + Workspace.bundled.map(\.name).sorted()).joined(separator: "\n") + "\n",
      "Workspace.bundled is not what Sources/lect/BundledPlugins.swift lists")
  }

  /// All that a command gives, to the byte: cells, columns with their roles, charts, notes.
  private static func everything(_ command: String, _ session: Session) throws -> String {
    let outcome = try session.run(command)
    let report = try #require(outcome?.report, "\(command) gives no report")
    return (outcome?.notes ?? []).joined(separator: "\n")
      + report.tables.map { "\($0.columns)\n\($0.cells)" }.joined(separator: "\n") + "\(report.charts)\n\(report.notes)"
  }

  @Test func reportsAreTheSameInWorkers() throws {
    let workspace = try Workspace()
    try ExecutorLawsTests.writeTexts(to: workspace, 0..<16, in: "a")
    let here = try workspace.session(threads: 1)
    try ExecutorLawsTests.load(here, workspace, "--segment-tokens 40")
    let isolated = try workspace.pluginSession(isolatesBundled: true, threads: 2)
    let mixed = try workspace.pluginSession(isolatesBundled: true, threads: 2)
    // Partials of single segments, each encoded, handed over, and merged in a random order by whichever worker.
    mixed.settings.checking = Settings.Checking(order: 11)
    for name in Self.commands.keys.sorted() {
      for command in Self.lines(name) {
        let expected = try Self.everything(command, here)
        #expect(expected.split(separator: "\n").count > 2, "\(command) gives nothing")
        #expect(try Self.everything(command, isolated) == expected, "\(command) in workers")
        #expect(try Self.everything(command, mixed) == expected, "\(command) with partials merged in another order")
      }
    }
  }
}
