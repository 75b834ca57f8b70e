import AnalyzerKit
import PluginHost

/// The command `plugin load|new|check|build|trust PATH`.
struct PluginCommand: Command {
  let card = CommandCard(
    "plugin", in: .workbench, "Makes, loads, checks and trusts plugins: analyzers that anyone can write.",
    usage: "load|new|check|build|trust PATH",
    discussion: """
      load compiles the folder on first use and adds its analyzers to the commands; with --watch it does so again whenever \
      the folder was changed, before the next command. new makes a folder with a working analyzer, its example and test. \
      check holds a plugin against the laws of the fold, runs its examples and measures it. build only compiles.

      Plugins run in processes of their own: one that crashes, hangs or takes too much memory costs the session nothing. \
      They can do whatever you can do, though: `plugin load` typed by you is trust in what the folder holds, and so is \
      `plugin trust`. A script's `plugin load` runs only what you trusted. A plugin that was changed is another one.

      A folder with plugin.json is run by a command, in any language: docs/writing-an-analyzer.md tells how.
      """,
    operands: .words,
    options: [
      OptionCard(name: "watch", kind: .flag, summary: "With load: loads it again whenever its files were changed.")
    ])

  /// What can be done with a plugin.
  static let deeds = ["build", "check", "load", "new", "trust"]

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    let words = try call.words(2...2, "what to do and the path of a plugin")
    let (deed, path) = (words[0], words[1])
    if call.has("watch"), deed.text != "load" {
      throw CommandError("--watch goes with plugin load", kind: .syntax, at: deed.span, advice: "See: help plugin")
    }
    do {
      switch deed.text {
      case "load":
        let folder = try session.plugins.folder(path.text)
        try session.loadPlugin(folder, isWatched: call.has("watch"))
      case "new":
        try needsUser(session, deed.text)
        let made = try PluginTemplate.make(at: SessionPath.expanded(path.text))
        session.note("\(made.path) holds the plugin \(made.name). Next: plugin load \(path.text)")
      case "build":
        try needsUser(session, deed.text)
        try build(try session.plugins.folder(path.text), session)
      case "trust":
        try needsUser(session, deed.text)
        let folder = try session.plugins.folder(path.text)
        try session.plugins.trust.trust(folder.hash, at: folder.path)
        session.note("\(folder.path) is trusted as it is now (\(folder.hash.prefix(12))).")
      case "check":
        try needsUser(session, deed.text)
        return .report(try PluginCheck(session, try session.plugins.folder(path.text)).report())
      default:
        throw CommandError(
          "plugin does not know \(deed.text)", kind: .syntax, at: deed.span,
          advice: NearName.advice(for: deed.text, among: PluginCommand.deeds)
            + "There is: \(PluginCommand.deeds.joined(separator: ", "))")
      }
    } catch let error as PluginError {
      throw CommandError.wrap(error, at: path.span)
    }
    return .nothing
  }

  /// Refuses what a script must not do for its user.
  private func needsUser(_ session: Session, _ deed: String) throws {
    guard session.isTyped else {
      throw CommandError(
        "a script cannot do this: plugin \(deed)", advice: "Type it at the prompt, or give it to `lect -c`.")
    }
  }

  private func build(_ folder: PluginFolder, _ session: Session) throws {
    guard case .swift = folder.kind else {
      throw CommandError("\(folder.folderName) is run by a command: there is nothing to build")
    }
    let progress = session.progress
    let (_, compiling) = try session.plugins.runner(of: folder) { progress.isCancelled }
    session.note(
      compiling.map { "\(folder.folderName) was compiled in \(Console.time($0))." }
        ?? "\(folder.folderName) was compiled before, and is unchanged.")
  }
}

/// The command `plugins`.
struct PluginsCommand: Command {
  let card = CommandCard(
    "plugins", in: .workbench, "Lists the plugins: those that come with Lect, that are loaded, and that are offered.",
    discussion: "A plugin in ~/.config/lect/plugins is offered; nothing of it runs before you trust it.",
    columns: [
      Column("name", .text, "The plugin."), Column("version", .text, "Its version."),
      Column("origin", .text, "Where it comes from: `bundled`, or its folder."),
      Column("state", .text, "Whether its analyzers can be run, or what to do first."),
      Column("analyzers", .text, "The commands that it brings."),
    ], examples: [.init("plugins", "What is there.")])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    var table = Table(columns: card.columns)
    let plugins = Dictionary(grouping: session.registry.entries.values, by: \.plugin)
    for (name, entries) in plugins.sorted(by: { $0.key < $1.key }) {
      guard let first = entries.first else { continue }
      let isChanged = session.plugins.loaded[name].map { loaded in
        (try? PluginFolder(loaded.folder.path))?.hash != loaded.folder.hash
      }
      try table.append([
        .text(name), .text(first.version), .text(first.origin),
        .text(isChanged == true ? "loaded, changed since" : "loaded"),
        .text(entries.map(\.card.name).sorted().joined(separator: " ")),
      ])
    }
    for (name, plugin) in session.plugins.loaded.sorted(by: { $0.key < $1.key }) where plugins[name] == nil {
      try table.append([
        .text(name), .text(plugin.hello.pluginVersion), .text(plugin.folder.path), .text("loaded"),
        .text(plugin.hello.annotators.map { "annotate --with \($0.name)" }.joined(separator: ", ")),
      ])
    }
    let known = Set(session.plugins.loaded.values.map(\.folder.path))
    for path in session.plugins.places.installed {
      guard let folder = try? PluginFolder(path), !known.contains(folder.path) else { continue }
      let state =
        session.plugins.trust.trusts(folder.hash)
        ? "trusted: plugin load \(folder.folderName)" : "offered: plugin trust \(folder.folderName)"
      try table.append([.text(folder.folderName), .missing, .text(folder.path), .text(state)])
    }
    return .report(Report(tables: [table]))
  }
}
