/// How a session is set up: what the options of the program say.
public struct Configuration: Sendable {
  /// The path of the store.
  public var store: String
  /// How many threads work.
  public var threads: Int
  /// What comes with the program.
  public var resources: ResourceFolders
  /// How long a fold must take for its partial to be kept.
  public var cacheThreshold: Duration

  /// Sets up a session.
  public init(
    store: String, threads: Int, resources: ResourceFolders,
    cacheThreshold: Duration = .milliseconds(200)
  ) {
    self.store = store
    self.threads = threads
    self.resources = resources
    self.cacheThreshold = cacheThreshold
  }
}
