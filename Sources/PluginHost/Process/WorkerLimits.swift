/// What a worker may take: beyond it, the session ends it and says so.
public struct WorkerLimits: Hashable, Sendable {
  /// Memory of a process, in bytes.
  public var memory: Int
  /// How long a plugin may go without asking whether to go on, in seconds: after every batch it is asked for it.
  public var patience: Int

  /// Sets limits.
  public init(memory: Int = 4 << 30, patience: Int = 120) {
    self.memory = memory
    self.patience = patience
  }
}
