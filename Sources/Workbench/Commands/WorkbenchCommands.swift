import AnalyzerKit
import CommandLanguage
import PluginHost
import Rendering

/// The command `analyzers`.
struct AnalyzersCommand: Command {
  let card = CommandCard(
    "analyzers", in: .workbench, "Lists the analyzers there are.",
    columns: [
      Column("name", .text, "The verb."), Column("summary", .text, "What it does."),
      Column("origin", .text, "Where its plugin comes from."), Column("version", .text, "Its plugin's version."),
    ], examples: [.init("analyzers", "What can be run.")])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    var table = Table(columns: card.columns)
    for (name, entry) in session.registry.entries.sorted(by: { $0.key < $1.key }) {
      try table.append([
        .text(name), .text(entry.card.summary), .text("\(entry.origin) (\(entry.plugin))"), .text(entry.version),
      ])
    }
    return .report(Report(tables: [table]))
  }
}

/// The command `set OPTION VALUE`.
struct SetCommand: Command {
  let card = CommandCard(
    "set", in: .workbench, "Changes a setting of the session; without operands, shows them.", usage: "[OPTION VALUE]",
    discussion: """
      format: the output format. layer: the layer of analyzers that are not told one. plugin-memory: how many megabytes a \
      plugin's process may take. plugin-patience: after how many seconds without a sign of life it is ended.
      """, operands: .words,
    columns: [Column("option", .text, "The setting."), Column("value", .text, "Its value.")])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    guard !call.words.isEmpty else {
      var table = Table(columns: card.columns)
      try table.append([.text("format"), .text(session.settings.format ?? "automatic")])
      try table.append([.text("layer"), .text(session.settings.layer)])
      try table.append([.text("plugin-memory"), .text("\(session.plugins.limits.memory >> 20)")])
      try table.append([.text("plugin-patience"), .text("\(session.plugins.limits.patience)")])
      return .report(Report(tables: [table]))
    }
    let words = try call.words(2...2, "an option and its value")
    if words[0].text.hasPrefix("plugin-"), try setLimit(words[0].text, words[1], in: session) { return .nothing }
    // Which layers there are depends on the corpus.
    let choices: [String: [String]] = [
      "format": OutputFormat.allCases.map(\.rawValue) + ["automatic"], "layer": [],
    ]
    guard let known = choices[words[0].text] else {
      let names = choices.keys.sorted() + SetCommand.limits.keys.sorted()
      throw CommandError(
        "there is no setting \(words[0].text)", kind: .syntax, at: words[0].span,
        advice: NearestName.nearest(to: words[0].text, among: names).map { "Did you mean \($0)?" }
          ?? "There is: \(names.joined(separator: ", "))")
    }
    guard known.isEmpty || known.contains(words[1].text) else {
      throw CommandError(
        "\(words[0].text) is one of \(known.joined(separator: ", ")), not \(words[1].text)", kind: .syntax,
        at: words[1].span, advice: "See: help set")
    }
    if words[0].text == "format" {
      session.settings.format = words[1].text == "automatic" ? nil : words[1].text
    } else {
      session.settings.layer = words[1].text
    }
    return .nothing
  }
}

extension SetCommand {
  /// The limits of plugins' processes, with the numbers that they may have.
  static let limits = ["plugin-memory": 256...1_048_576, "plugin-patience": 1...86_400]

  /// Sets a limit of plugins' processes; false when there is none of the name.
  private func setLimit(_ name: String, _ value: Word, in session: Session) throws -> Bool {
    guard let range = SetCommand.limits[name] else { return false }
    guard let number = Int(value.text), range.contains(number) else {
      throw CommandError(
        "\(name) takes a whole number\(CommandCall.bounds(range)), not \(value.text)", kind: .syntax, at: value.span,
        advice: "See: help set")
    }
    if name == "plugin-memory" {
      session.plugins.limits.memory = number << 20
    } else {
      session.plugins.limits.patience = number
    }
    return true
  }
}

/// The command `timing on|off`.
struct TimingCommand: Command {
  let card = CommandCard(
    "timing", in: .workbench, "Tells after each command how long it took, or stops telling.", usage: "on|off",
    operands: .words)

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    let word = try call.words(1...1, "on or off")[0]
    guard ["on", "off"].contains(word.text) else {
      throw CommandError(
        "timing takes on or off, not \(word.text)", kind: .syntax, at: word.span, advice: "See: help timing")
    }
    session.settings.showsTiming = word.text == "on"
    return .nothing
  }
}

/// The command `run FILE`.
struct RunCommand: Command {
  let card = CommandCard(
    "run", in: .workbench, "Runs the commands of a script or notebook.", usage: "FILE [NAME=VALUE…]", operands: .words)

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    let words = try call.words(1...Int.max, "the name of a file")
    guard let runner = session.scriptRunner else {
      throw CommandError("scripts cannot be run from here", at: words[0].span)
    }
    try runner(words.map(\.text))
    return .nothing
  }
}

/// The command `quit`.
struct QuitCommand: Command {
  let card = CommandCard("quit", in: .workbench, "Ends the session.")

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow { .nothing }
}
