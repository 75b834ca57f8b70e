import FoundationEssentials
import PluginHost

/// The tests that a plugin brings: `Tests/*.lect`, each with small texts, commands on them, and what comes out.
///
///     > text one.txt
///     Ein Haus am See.
///     > run hello
///     document\twords
///     one.txt\t4
struct PluginTestFiles {
  private let folder: PluginFolder
  private let place: String

  init(_ folder: PluginFolder, in place: String) {
    self.folder = folder
    self.place = place
  }

  /// Runs each file on a store of its own; `session` makes a session by the store's name.
  func findings(_ session: (String) throws -> Session) throws -> [PluginCheck.Finding] {
    let tests = folder.path + "/Tests"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: tests)) ?? []).filter { $0.hasSuffix(".lect") }
    return try names.sorted().map { name in
      let data = FileManager.default.contents(atPath: "\(tests)/\(name)") ?? Data()
      let failure = try failure(of: String(decoding: data, as: UTF8.self), named: name, session)
      return PluginCheck.Finding(
        analyzer: folder.folderName, check: "Tests/\(name)", isSound: failure == nil, details: failure ?? "as written")
    }
  }

  private struct Step {
    let verb: String
    let operand: String
    let line: Int
    var body: [String] = []
  }

  private func failure(of text: String, named name: String, _ session: (String) throws -> Session) throws -> String? {
    var steps: [Step] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).enumerated() {
      if line.hasPrefix("> ") {
        let words = line.dropFirst(2).split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, ["text", "run"].contains(words[0]) else {
          return "line \(number + 1): write `> text NAME` or `> run COMMAND`"
        }
        steps.append(Step(verb: words[0], operand: words[1], line: number + 1))
      } else if !steps.isEmpty {
        steps[steps.count - 1].body.append(line)
      }
    }
    let texts = "\(place)/\(name).texts"
    try FileManager.default.createDirectory(atPath: texts, withIntermediateDirectories: true)
    for step in steps where step.verb == "text" {
      guard !step.operand.contains("/") else { return "line \(step.line): a text's name has no /" }
      try Data(step.body.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: "\(texts)/\(step.operand)"))
    }
    let own = try session("\(name).db")
    do {
      _ = try own.run("load texts '\(texts)' --language de --heading none")
    } catch {
      return error.message
    }
    for step in steps where step.verb == "run" {
      let found: String
      do {
        var bytes: [UInt8] = []
        guard let outcome = try own.run(step.operand) else { return "line \(step.line): it gives nothing" }
        try ResultWriter(format: "tsv") { bytes += $0 }.write(outcome)
        found = String(decoding: bytes, as: UTF8.self)
      } catch {
        return "line \(step.line): \(CommandError.wrap(error).message)"
      }
      let lines = found.split(separator: "\n").map(String.init)
      let wanted = step.body.filter { !$0.isEmpty }
      for (index, pair) in zip(lines, wanted).enumerated() where pair.0 != pair.1 {
        return "line \(step.line + 1 + index): ‘\(pair.0)’ instead of ‘\(pair.1)’"
      }
      guard lines.count == wanted.count else {
        return "line \(step.line): \(lines.count) lines instead of \(wanted.count)"
      }
    }
    return nil
  }
}
