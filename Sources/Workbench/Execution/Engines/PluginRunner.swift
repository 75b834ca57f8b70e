import PluginHost

/// One plugin and the way to get workers that have loaded it.
struct PluginRunner: Sendable {
  /// The plugin's name.
  let name: String
  /// The words by which a worker is told what to load.
  let arguments: [String]
  /// Where idle workers are.
  let pool: WorkerPool
  /// What a worker may take.
  var limits: WorkerLimits

  /// A worker that has loaded the plugin.
  func worker(isCancelled: @escaping @Sendable () -> Bool = { false }) throws -> WorkerProcess {
    try pool.take(arguments, name: name, limits: limits, isCancelled: isCancelled)
  }

  /// Takes a worker back that can be used again.
  func giveBack(_ worker: WorkerProcess) { pool.giveBack(worker, arguments, limits: limits) }
}
