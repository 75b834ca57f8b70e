import PluginHost

/// How a session is set up: what the options of the program say.
public struct Configuration: Sendable {
  /// The path of the store.
  public var store: String
  /// How many threads work.
  public var threads: Int
  /// What comes with the program.
  public var resources: ResourceFolders
  /// How long a fold must take for its partial to be kept: writing it may take a fifth as long.
  public var cacheThreshold: Duration
  /// The path of the program that workers run: this one, but for tests.
  public var program: String
  /// Where the user's plugins are.
  public var pluginPlaces: PluginPlaces
  /// What a worker may take.
  public var workerLimits: WorkerLimits
  /// Whether the bundled analyzers run in workers, too.
  public var isolatesBundled: Bool

  /// Sets up a session.
  public init(
    store: String, threads: Int, resources: ResourceFolders,
    cacheThreshold: Duration = .milliseconds(500), program: String = "/proc/self/exe",
    pluginPlaces: PluginPlaces = PluginPlaces(), workerLimits: WorkerLimits = WorkerLimits(),
    isolatesBundled: Bool = false
  ) {
    self.store = store
    self.threads = threads
    self.resources = resources
    self.cacheThreshold = cacheThreshold
    self.program = program
    self.pluginPlaces = pluginPlaces
    self.workerLimits = workerLimits
    self.isolatesBundled = isolatesBundled
  }
}
