import AnalyzerKit
import PluginHost

extension Session {
  /// Whether the running command was typed at the prompt or given to `-c`, and not read from a script.
  ///
  /// What a user types is trust in the plugin that is named; what a script says is not.
  var isTyped: Bool { scriptDepth == 0 }

  /// A script begins: its commands are not the user's own words.
  public func beginScript() { scriptDepth += 1 }

  /// A script ends.
  public func endScript() { scriptDepth -= 1 }

  /// Loads a plugin's folder; its analyzers are commands from now on.
  func loadPlugin(_ folder: PluginFolder, isWatched: Bool) throws {
    // Watching is trust in what comes, which no script can give.
    let isWatchedAlready = plugins.loaded.values.contains { $0.isWatched && $0.folder.path == folder.path }
    guard !isWatched || isTyped || isWatchedAlready else {
      throw CommandError(
        "a script cannot do this: plugin load --watch", advice: "Type it at the prompt, or give it to `lect -c`.")
    }
    try requireTrust(in: folder)
    let progress = progress
    let (runner, compiling) = try plugins.runner(of: folder) { progress.isCancelled }
    let worker = try runner.worker { progress.isCancelled }
    let hello = worker.hello
    try register(hello, of: folder, runner, isWatched: isWatched)
    runner.giveBack(worker)
    plugins.remember(hello, folder)
    let seconds = compiling.map { " Compiled in \(Console.time($0))." } ?? ""
    let names =
      try hello.cards.map { "`\(try $0.card().name)`" }
      + hello.annotators.map { "`annotate --with \($0.name)`" }
    note("The plugin \(hello.plugin) \(hello.pluginVersion) brings \(names.joined(separator: ", ")).\(seconds)")
  }

  /// Trusts a plugin that the user types the name of; throws where a script names one that is not trusted yet.
  func requireTrust(in folder: PluginFolder) throws {
    if isTyped, !plugins.trust.trusts(folder.hash) { try plugins.trust.trust(folder.hash, at: folder.path) }
    guard plugins.trust.trusts(folder.hash) else { throw untrusted(folder) }
  }

  private func untrusted(_ folder: PluginFolder) -> CommandError {
    let wasTrusted = plugins.trust.trustedBefore(folder.path)
    return CommandError(
      wasTrusted
        ? "the plugin \(folder.path) was changed since you trusted it"
        : "the plugin \(folder.path) is not trusted, and a script cannot trust it for you",
      advice: "If you know what it does: plugin trust \(folder.path)")
  }

  /// Puts the analyzers of a plugin among the commands, in place of those that it brought before.
  private func register(
    _ hello: WorkerHello, of folder: PluginFolder, _ runner: PluginRunner, isWatched: Bool
  ) throws {
    let taken = Set(CommandTable.all.map { $0.card.name })
    var registry = registry
    registry.remove(plugin: hello.plugin)
    for card in try hello.cards.map({ try $0.card() }) {
      if taken.contains(card.name) {
        throw CommandError("the plugin \(hello.plugin) brings `\(card.name)`, which is a command of the workbench")
      }
      try registry.add(
        Registry.Entry(
          card: card, plugin: hello.plugin, origin: folder.path, version: hello.pluginVersion, content: folder.hash,
          code: .workers(runner)))
    }
    if let bundled = self.registry.entries.values.first(where: { $0.plugin == hello.plugin && $0.origin == "bundled" })
    {
      throw CommandError("there is a bundled plugin \(bundled.plugin) already", advice: "Call yours something else.")
    }
    self.registry = registry
    plugins.keep(SessionPlugins.Loaded(folder: folder, hello: hello, isWatched: isWatched))
  }

  /// Registers the trusted plugins of the usual place that were loaded once before; nothing is run.
  func registerInstalledPlugins() {
    for path in plugins.places.installed {
      guard let folder = try? PluginFolder(path), plugins.trust.trusts(folder.hash),
        let (hello, runner) = plugins.remembered(folder)
      else { continue }
      // One that does not fit in, such as one whose name is taken, is told of when it is loaded by hand.
      try? register(hello, of: folder, runner, isWatched: false)
    }
  }

  /// Loads watched plugins again whose folders were changed; one that does not compile stays as it was, with a note.
  func reloadChangedPlugins() {
    for (name, plugin) in plugins.loaded.sorted(by: { $0.key < $1.key }) where plugin.isWatched {
      guard let folder = try? PluginFolder(plugin.folder.path), folder.hash != plugin.folder.hash else { continue }
      do {
        try plugins.trust.trust(folder.hash, at: folder.path)
        try loadPlugin(folder, isWatched: true)
      } catch {
        let failure = CommandError.wrap(error)
        note("\(name) stays as it was: \(failure.rendered(in: ""))")
      }
    }
  }
}
