import AnalyzerKit
import Foundation
import Synchronization

/// A worker as its session sees it: asked and answered in turn, watched meanwhile, and ended when it misbehaves.
///
/// It belongs to one thread at a time.
public final class WorkerProcess: Sendable {
  private struct State {
    var lastSign = ContinuousClock.now
    var lastLook = ContinuousClock.now
    var cancelledAt: ContinuousClock.Instant?
    /// The most memory that it was seen with, in bytes.
    var largestMemory = 0
    /// Whether it was found dead while its descriptor was still held open.
    var isGone = false
  }

  /// How long a worker that was told to stop is waited for.
  private static let grace = Duration.milliseconds(100)

  /// What the worker brings.
  public let hello: WorkerHello
  /// The plugin's name, for messages.
  public let name: String
  private let process: ChildProcess
  private let channel: FrameChannel
  private let limits: WorkerLimits
  private let ends: [Int32]
  private let state = Mutex(State())

  /// Starts a worker: `lect worker` with the given words, which say what it loads.
  public init(
    program: String, _ arguments: [String], name: String, limits: WorkerLimits,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws {
    let requests = try Pipe()
    let replies = try Pipe()
    do {
      // Its own ends are closed here, so that the end of the worker is the end of what can be read.
      defer {
        close(requests.reading)
        close(replies.writing)
      }
      process = try ChildProcess(
        [program, "worker", "serve", "--memory", "\(limits.memory)"] + arguments,
        descriptors: [(requests.reading, WorkerProtocol.requests), (replies.writing, WorkerProtocol.replies)],
        environment: ["SWIFT_BACKTRACE": "enable=no"])
    }
    channel = FrameChannel(reading: replies.reading, writing: requests.writing)
    ends = [replies.reading, requests.writing]
    self.name = name
    self.limits = limits
    var first: WorkerHello?
    let reply = try WorkerProcess.receive(
      channel, process, name: name, limits: WorkerLimits(memory: limits.memory, patience: max(limits.patience, 30)),
      state, doing: "was loaded", isCancelled)
    switch reply {
    case .hello(let hello): first = hello
    case .failed(let failure): throw WorkerProcess.error(failure, name, "was loaded")
    default: break
    }
    guard let first else { throw PluginError.rubbish(name: name, doing: "was loaded", what: "no greeting") }
    guard first.version == WorkerProtocol.version, first.kit == KitStamp.value else {
      throw PluginError.otherKit(name: name, its: first.kit, ours: KitStamp.value)
    }
    hello = first
  }

  deinit {
    process.end()
    for end in ends { close(end) }
  }

  /// Ends the worker.
  public func end() { process.end() }

  /// Asks for something and waits for the answer; `doing` tells what, for messages: "read a.txt".
  ///
  /// Throws `AnalyzerError` for what the analyzer itself refuses, and `PluginError` when the worker had to be given up.
  public func ask(
    _ request: WorkerRequest, doing: @autoclosure () -> String, isCancelled: () -> Bool = { false },
    isAlive: () -> Void = {}
  ) throws -> WorkerReply {
    state.withLock {
      $0.lastSign = .now
      $0.cancelledAt = nil
    }
    let watch = {
      try WorkerProcess.watch(self.channel, self.process, self.name, self.limits, self.state, doing(), isCancelled)
    }
    do {
      try channel.send(request, wait: watch)
    } catch FrameChannel.Failure.closed {
      throw WorkerProcess.ending(process, name, limits, doing(), seen: state.withLock { $0.largestMemory })
    }
    let reply = try WorkerProcess.receive(
      channel, process, name: name, limits: limits, state, doing: doing(), isCancelled, isAlive)
    if case .failed(let failure) = reply { throw WorkerProcess.error(failure, name, doing()) }
    return reply
  }

  // MARK: Watching

  /// The next reply that is no sign of life.
  private static func receive(
    _ channel: FrameChannel, _ process: ChildProcess, name: String, limits: WorkerLimits,
    _ state: borrowing Mutex<State>,
    doing: @autoclosure () -> String, _ isCancelled: () -> Bool, _ isAlive: () -> Void = {}
  ) throws -> WorkerReply {
    while true {
      do {
        let reply = try channel.receive(WorkerReply.self) {
          try watch(channel, process, name, limits, state, doing(), isCancelled)
        }
        guard case .alive = reply else { return reply }
        state.withLock { $0.lastSign = .now }
        isAlive()
      } catch FrameChannel.Failure.closed {
        throw ending(process, name, limits, doing(), seen: state.withLock { $0.largestMemory })
      } catch FrameChannel.Failure.rubbish(let what) {
        process.end()
        throw PluginError.rubbish(name: name, doing: doing(), what: what)
      }
    }
  }

  /// Looks after a worker that is being waited for: ends one that takes too much memory or time, or that must stop.
  private static func watch(
    _ channel: FrameChannel, _ process: ChildProcess, _ name: String, _ limits: WorkerLimits,
    _ state: borrowing Mutex<State>, _ doing: @autoclosure () -> String, _ isCancelled: () -> Bool
  ) throws {
    let now = ContinuousClock.now
    let (sign, look, cancelled) = state.withLock { ($0.lastSign, $0.lastLook, $0.cancelledAt) }
    if let cancelled {
      guard now - cancelled > grace else { return }
      process.end()
      throw AnalyzerError.cancelled
    }
    if isCancelled() {
      state.withLock { $0.cancelledAt = now }
      // One that does not read any more is ended after the grace.
      try? channel.send(WorkerRequest.cancel) { throw AnalyzerError.cancelled }
      return
    }
    if now - sign > .seconds(limits.patience) {
      process.end()
      throw PluginError.workerEnded(
        name: name, doing: doing(), ending: .silence(limits.patience), lastWords: words(of: process))
    }
    guard now - look > .milliseconds(100) else { return }
    state.withLock { $0.lastLook = now }
    if process.poll() != nil {
      // Something that it started holds its descriptor open. What it said at last is read first.
      guard
        state.withLock({ state in
          defer { state.isGone = true }
          return state.isGone
        })
      else { return }
      throw FrameChannel.Failure.closed
    }
    let memory = ChildProcess.memory(ofAllBelow: process.id)
    state.withLock { $0.largestMemory = max($0.largestMemory, memory) }
    if memory > limits.memory {
      process.end()
      throw PluginError.workerEnded(
        name: name, doing: doing(), ending: .memory(limits.memory), lastWords: words(of: process))
    }
  }

  /// Why a worker that closed its end is gone.
  private static func ending(
    _ process: ChildProcess, _ name: String, _ limits: WorkerLimits, _ doing: String, seen: Int
  ) -> PluginError {
    // One that only closed its descriptors is ended.
    let deadline = ContinuousClock.now + .milliseconds(200)
    var exit = process.poll()
    while exit == nil, ContinuousClock.now < deadline {
      usleep(2000)
      exit = process.poll()
    }
    if exit == nil {
      process.end()
      exit = process.wait()
    }
    let words = words(of: process)
    let ending: WorkerEnding =
      switch exit {
      // The system refuses memory beyond a limit, and the plugin stops there; a trap or a division has other causes.
      case .signal(let signal)
      where ![SIGILL, SIGTRAP, SIGFPE].contains(signal) && max(process.largestMemory, seen) > limits.memory / 3:
        .memory(limits.memory)
      case .signal(let signal): .signal(signal)
      case .status(let status): .status(status)
      case nil: .status(0)
      }
    return .workerEnded(name: name, doing: doing, ending: ending, lastWords: words)
  }

  /// The last lines that a worker wrote, for a message.
  private static func words(of process: ChildProcess) -> String {
    LastWords.shown(process.lastWords())
  }

  /// What a failure means to the session.
  private static func error(_ failure: WorkerFailure, _ name: String, _ doing: String) -> any Error {
    switch failure.kind {
    case "invalidOption": AnalyzerError.invalidOption(failure.subject, failure.message)
    case "badResource": AnalyzerError.badResource(failure.subject, failure.message)
    case "undeclaredOption": AnalyzerError.undeclaredOption(failure.subject)
    case "unsuitableCorpus": AnalyzerError.unsuitableCorpus(failure.message)
    case "malformedReport": PluginError.rubbish(name: name, doing: doing, what: failure.message)
    case "damagedPartial": AnalyzerError.damagedPartial(failure.message)
    case "cancelled": AnalyzerError.cancelled
    case "otherKit": PluginError.otherKit(name: name, its: failure.subject, ours: KitStamp.value)
    case "cannotLoad": PluginError.cannotLoad(name: name, why: failure.message)
    case "rubbish": PluginError.rubbish(name: name, doing: failure.subject, what: failure.message)
    default: PluginError.failed(name: name, message: failure.message)
    }
  }
}
