import Synchronization

/// The idle workers of a session, by what they have loaded, so that the next analysis need not start them.
public final class WorkerPool: Sendable {
  /// How many idle workers are kept in all; the ones that came back first go first.
  static let mostIdle = 16

  private let program: String
  private let idle = Mutex<[(arguments: [String], worker: WorkerProcess)]>([])

  /// Starts workers by running a program as `lect worker`.
  public init(program: String) { self.program = program }

  /// Idle workers serve only those who would start them alike.
  private static func key(_ arguments: [String], _ limits: WorkerLimits) -> [String] {
    ["\(limits.memory)", "\(limits.patience)"] + arguments
  }

  /// A worker that has loaded what the words say: an idle one, or a new one.
  public func take(
    _ arguments: [String], name: String, limits: WorkerLimits, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> WorkerProcess {
    let words = WorkerPool.key(arguments, limits)
    let known = idle.withLock { idle in
      idle.lastIndex { $0.arguments == words }.map { idle.remove(at: $0).worker }
    }
    return try known
      ?? WorkerProcess(program: program, arguments, name: name, limits: limits, isCancelled: isCancelled)
  }

  /// Takes back a worker that has answered everything it was asked; one that failed is let go instead.
  public func giveBack(_ worker: WorkerProcess, _ arguments: [String], limits: WorkerLimits) {
    guard worker.isUsable else { return }
    idle.withLock { idle in
      idle.append((WorkerPool.key(arguments, limits), worker))
      if idle.count > WorkerPool.mostIdle { idle.removeFirst() }
    }
  }

  /// Ends all idle workers, such as those of a plugin that was changed.
  public func empty() { idle.withLock { $0 = [] } }
}
