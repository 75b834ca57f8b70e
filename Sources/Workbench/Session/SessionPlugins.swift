import AnalyzerKit
import FoundationEssentials
import PluginHost

/// The plugins of a session that do not come with the program: where they are, and what is known of them.
struct SessionPlugins {
  /// A plugin that was loaded.
  struct Loaded: Sendable {
    /// Its folder, as it was then.
    let folder: PluginFolder
    /// Who it said it is.
    let hello: WorkerHello
    /// Whether it is loaded again when its folder changes.
    var isWatched: Bool
  }

  /// Where plugins, trust and compiled libraries are.
  let places: PluginPlaces
  /// Compiles.
  let compiler: PluginCompiler
  /// Where Python finds the kit for plugins that comes with the program.
  let pythonKit: String
  /// The idle workers.
  let pool: WorkerPool
  /// What a worker may take.
  var limits: WorkerLimits
  /// What was loaded, by name.
  private(set) var loaded: [String: Loaded] = [:]

  /// Sets up for a program whose plugins are at the given places.
  init(places: PluginPlaces, program: String, resources: ResourceFolders, limits: WorkerLimits) {
    self.places = places
    self.limits = limits
    pythonKit = resources.plugins + "/python-kit/src"
    compiler = PluginCompiler(cache: places.cache, program: program)
    pool = WorkerPool(program: program)
  }

  /// Which contents are trusted.
  var trust: TrustFile { TrustFile(places.trust) }

  /// The folders of plugins in other languages that come with the program.
  private var shipped: [String] {
    let folder = SessionPath.parent(of: pythonKit)
    let plugins = SessionPath.parent(of: folder)
    return ((try? FileManager.default.contentsOfDirectory(atPath: plugins)) ?? []).map { "\(plugins)/\($0)" }
      .filter { FileManager.default.fileExists(atPath: "\($0)/\(PluginFolder.manifestName)") }.sorted()
  }

  /// The folder that a user means by a path, or by the name of a plugin in the usual place.
  func folder(_ text: String) throws -> PluginFolder {
    let path = SessionPath.expanded(text)
    if !FileManager.default.fileExists(atPath: path), !text.contains("/"),
      let installed = (places.installed + shipped).first(where: { $0.hasSuffix("/" + text) })
    {
      return try PluginFolder(installed)
    }
    return try PluginFolder(path)
  }

  /// The words by which a worker loads a plugin; compiles it if it must be.
  func runner(
    of folder: PluginFolder, isCancelled: () -> Bool
  ) throws -> (runner: PluginRunner, compiling: Duration?) {
    let name = folder.folderName
    switch folder.kind {
    case .command(let manifest):
      return (runner(manifest.name, command(folder)), nil)
    case .swift:
      let start = ContinuousClock.now
      let isKnown = compiler.compiled(folder) != nil
      let library = try compiler.library(of: folder, isCancelled: isCancelled)
      return (
        runner(name, ["--library", library, "--data", folder.dataFolder]), isKnown ? nil : ContinuousClock.now - start
      )
    }
  }

  /// The words by which a worker loads a plugin that comes with the program.
  func bundledRunner(_ name: String, _ resources: ResourceFolders) -> PluginRunner {
    runner(name, ["--data", "\(resources.plugins)/\(name)/Data"])
  }

  private func runner(_ name: String, _ arguments: [String]) -> PluginRunner {
    PluginRunner(name: name, arguments: ["--plugin", name] + arguments, pool: pool, limits: limits)
  }

  /// With the content, so that what is changed later is neither run on old trust nor kept under an old name.
  private func command(_ folder: PluginFolder) -> [String] {
    ["--command", folder.path, "--content", folder.hash, "--python-kit", pythonKit]
  }

  mutating func keep(_ plugin: Loaded) { loaded[plugin.hello.plugin] = plugin }

  // MARK: What is known of plugins that were loaded once

  /// What a trusted plugin said when it was loaded last, so that its commands are there without starting it.
  func remembered(_ folder: PluginFolder) -> (hello: WorkerHello, runner: PluginRunner)? {
    guard let data = FileManager.default.contents(atPath: compiler.folder(of: folder) + "/hello"),
      let hello = try? PartialCoding.decode(WorkerHello.self, from: [UInt8](data)),
      hello.kit == KitStamp.value, hello.version == WorkerProtocol.version
    else { return nil }
    switch folder.kind {
    case .command:
      return (hello, runner(hello.plugin, command(folder)))
    case .swift:
      guard let library = compiler.compiled(folder) else { return nil }
      return (hello, runner(folder.folderName, ["--library", library, "--data", folder.dataFolder]))
    }
  }

  /// Keeps what a plugin said for `remembered`; that it cannot be kept is no failure.
  func remember(_ hello: WorkerHello, _ folder: PluginFolder) {
    let place = compiler.folder(of: folder)
    guard let bytes = try? PartialCoding.encode(hello) else { return }
    try? FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try? Data(bytes).write(to: URL(fileURLWithPath: place + "/hello"), options: .atomic)
  }
}
