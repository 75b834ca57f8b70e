import AnalyzerKit
import CorpusStore
import PluginHost
import Synchronization

/// Writes a worker's replies, from the thread that works and from the one that tells that it is alive.
final class WorkerOutput: Sendable {
  private let channel: Mutex<FrameChannel>
  /// Reads requests: by one thread only.
  let input: FrameChannel

  init(_ channel: FrameChannel) {
    input = channel
    self.channel = Mutex(channel)
  }

  /// Sends a reply.
  func send(_ reply: WorkerReply) throws {
    try channel.withLock { try $0.send(reply) {} }
  }
}

extension WorkerFailure {
  /// What a session must know of an error.
  init(_ error: any Error) {
    switch error {
    case let failure as WorkerFailure: self = failure
    case AnalyzerError.invalidOption(let option, let why):
      self.init(kind: "invalidOption", subject: option, message: why)
    case AnalyzerError.badResource(let name, let why): self.init(kind: "badResource", subject: name, message: why)
    case AnalyzerError.undeclaredOption(let name): self.init(kind: "undeclaredOption", subject: name, message: "")
    case AnalyzerError.unsuitableCorpus(let why): self.init(kind: "unsuitableCorpus", message: why)
    case AnalyzerError.malformedReport(let why): self.init(kind: "malformedReport", message: why)
    case AnalyzerError.damagedPartial(let why): self.init(kind: "damagedPartial", message: why)
    case AnalyzerError.cancelled: self.init(kind: "cancelled", message: "stopped")
    case PluginError.otherKit(_, let its, _): self.init(kind: "otherKit", subject: its, message: "")
    case PluginError.cannotLoad(_, let why): self.init(kind: "cannotLoad", message: why)
    case PluginError.rubbish(_, let doing, let what): self.init(kind: "rubbish", subject: doing, message: what)
    case PluginError.failed(_, let message): self.init(kind: "failed", message: message)
    case PluginError.changed(_, let message): self.init(kind: "changed", message: message)
    case StoreError.changed: self.init(kind: "changed", message: "\(error)")
    case PluginError.workerEnded(_, let doing, let ending, let words):
      self.init(
        kind: "failed",
        message: "its command \(ending) while it \(doing)" + (words.isEmpty ? "" : ". Its last words: \(words)"))
    default: self.init(kind: "failed", message: "\(error)")
    }
  }
}
