import AnalyzerKit
import FoundationEssentials
import Glibc
import Synchronization

/// A worker as its session sees it: asked and answered in turn, watched meanwhile, and ended when it misbehaves.
///
/// It belongs to one thread at a time.
public final class WorkerProcess: Sendable {
  private struct State {
    var signs = ThreadSigns(at: .now)
    var lastLook = ContinuousClock.now
    var cancelledAt: ContinuousClock.Instant?
    /// The most memory that it was seen with, in bytes.
    var largestMemory = 0
    /// Whether it was found dead while its descriptor was still held open.
    var isGone = false
  }

  /// What a worker is asked, as far as whoever watches it must know.
  private struct Question {
    /// What it does, for messages.
    let doing: () -> String
    /// What it does while threads read segments.
    let reading: ([Int]) -> String
    let isCancelled: () -> Bool
    /// Called for each sign of life.
    let isAlive: () -> Void
    /// Called for each segment that was read.
    let hasRead: (Int) -> Void

    /// What it does, as far as its signs tell.
    func doing(_ signs: ThreadSigns) -> String {
      let segments = signs.segments
      return segments.isEmpty ? doing() : reading(segments)
    }
  }

  /// What a worker finds in its environment: a library may need parts of the Swift runtime that the program does not, which an installed
  /// program has beside it.
  private static func variables(_ program: String, _ arguments: [String]) -> [String: String] {
    var variables = ["SWIFT_BACKTRACE": "enable=no"]
    // `/proc/self/exe`, as a rule.
    let place = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
    let runtime = place.path + "/../lib/lect"
    if arguments.contains("--library"), FileManager.default.fileExists(atPath: runtime) {
      let known = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"].map { ":" + $0 } ?? ""
      variables["LD_LIBRARY_PATH"] = runtime + known
    }
    return variables
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
    let replies = try Pipe(wide: true)
    do {
      // Its own ends are closed here, so that the end of the worker is the end of what can be read.
      defer {
        close(requests.reading)
        close(replies.writing)
      }
      process = try ChildProcess(
        [program, "worker", "serve", "--memory", "\(limits.memory)"] + arguments,
        descriptors: [(requests.reading, WorkerProtocol.requests), (replies.writing, WorkerProtocol.replies)],
        environment: WorkerProcess.variables(program, arguments))
    }
    channel = FrameChannel(reading: replies.reading, writing: requests.writing)
    ends = [replies.reading, requests.writing]
    self.name = name
    self.limits = limits
    var first: WorkerHello?
    let question = Question(
      doing: { "was loaded" }, reading: { _ in "was loaded" }, isCancelled: isCancelled, isAlive: {}, hasRead: { _ in })
    let reply = try WorkerProcess.receive(
      channel, process, name: name, limits: WorkerLimits(memory: limits.memory, patience: max(limits.patience, 30)),
      state, question)
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

  /// Whether it can be asked more: it lives, and was not told to stop.
  public var isUsable: Bool { process.poll() == nil && state.withLock { $0.cancelledAt } == nil }

  /// Ends the worker.
  public func end() { process.end() }

  /// Asks for something and waits for the answer; `doing` tells what, for messages: "read a.txt".
  ///
  /// Throws `AnalyzerError` for what the analyzer itself refuses, and `PluginError` when the worker had to be given up.
  public func ask(
    _ request: WorkerRequest, doing: @autoclosure () -> String, isCancelled: () -> Bool = { false },
    isAlive: () -> Void = {}
  ) throws -> WorkerReply {
    try withoutActuallyEscaping(doing) { doing in
      try withoutActuallyEscaping(isCancelled) { isCancelled in
        try withoutActuallyEscaping(isAlive) { isAlive in
          try ask(
            request,
            Question(
              doing: doing, reading: { _ in doing() }, isCancelled: isCancelled, isAlive: isAlive, hasRead: { _ in }))
        }
      }
    }
  }

  /// Lets it fold segments on several threads; `reading` names segments for messages, `hasRead` is told of each that is done.
  ///
  /// Errors as of `ask`; a crash is told of the segment where it happened, or where that is not known, of all open ones.
  public func fold(
    _ segments: [Int], threads: Int, isCancelled: @escaping () -> Bool, reading: @escaping ([Int]) -> String,
    hasRead: @escaping (Int) -> Void
  ) throws {
    let reply = try ask(
      .fold(segments: segments, threads: threads),
      Question(
        doing: { "read the corpus" }, reading: reading, isCancelled: isCancelled, isAlive: {}, hasRead: hasRead))
    guard case .folded = reply else {
      throw PluginError.rubbish(name: name, doing: "read the corpus", what: "another answer than was asked for")
    }
  }

  private func ask(_ request: WorkerRequest, _ question: Question) throws -> WorkerReply {
    state.withLock {
      $0.signs = ThreadSigns(at: .now)
      $0.cancelledAt = nil
    }
    do {
      try channel.send(request) {
        try WorkerProcess.watch(self.channel, self.process, self.name, self.limits, self.state, question)
      }
    } catch FrameChannel.Failure.closed {
      throw WorkerProcess.ending(process, name, limits, state, question)
    }
    let reply = try WorkerProcess.receive(channel, process, name: name, limits: limits, state, question)
    if case .failed(let failure) = reply {
      throw WorkerProcess.error(failure, name, question.doing(state.withLock { $0.signs }))
    }
    return reply
  }

  // MARK: Watching

  /// The next reply that is an answer, and no sign of life.
  private static func receive(
    _ channel: FrameChannel, _ process: ChildProcess, name: String, limits: WorkerLimits,
    _ state: borrowing Mutex<State>, _ question: Question
  ) throws -> WorkerReply {
    while true {
      do {
        let reply = try channel.receive(WorkerReply.self) {
          try watch(channel, process, name, limits, state, question)
        }
        switch reply {
        case .alive(let threads):
          state.withLock { $0.signs.hear(threads, at: .now) }
          question.isAlive()
        case .began(let thread, let segment):
          guard (0..<WorkerProtocol.mostThreads).contains(thread) else {
            throw FrameChannel.Failure.rubbish("it has a thread of the number \(thread)")
          }
          state.withLock { $0.signs.begin(thread, segment, at: .now) }
        case .ended(let thread, let segment):
          guard state.withLock({ $0.signs.end(thread, segment, at: .now) }) else {
            throw FrameChannel.Failure.rubbish("it has read what it had not begun")
          }
          question.hasRead(segment)
        case .crashed(let thread): state.withLock { $0.signs.crash(thread) }
        default: return reply
        }
      } catch FrameChannel.Failure.closed {
        throw ending(process, name, limits, state, question)
      } catch FrameChannel.Failure.rubbish(let what) {
        process.end()
        throw PluginError.rubbish(name: name, doing: question.doing(state.withLock { $0.signs }), what: what)
      }
    }
  }

  /// Looks after a worker that is being waited for: ends one that takes too much memory or time, or that must stop.
  private static func watch(
    _ channel: FrameChannel, _ process: ChildProcess, _ name: String, _ limits: WorkerLimits,
    _ state: borrowing Mutex<State>, _ question: Question
  ) throws {
    let now = ContinuousClock.now
    let (signs, look, cancelled) = state.withLock { ($0.signs, $0.lastLook, $0.cancelledAt) }
    if let cancelled {
      guard now - cancelled > grace else { return }
      process.end()
      throw AnalyzerError.cancelled
    }
    if question.isCancelled() {
      state.withLock { $0.cancelledAt = now }
      // One that does not read any more is ended after the grace.
      try? channel.send(WorkerRequest.cancel) { throw AnalyzerError.cancelled }
      return
    }
    if let silence = signs.silence(of: .seconds(limits.patience), at: now) {
      process.end()
      throw PluginError.workerEnded(
        name: name, doing: silence.segment.map { question.reading([$0]) } ?? question.doing(),
        ending: .silence(limits.patience), lastWords: words(of: process))
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
        name: name, doing: question.doing(signs), ending: .memory(limits.memory), lastWords: words(of: process))
    }
  }

  /// Why a worker that closed its end is gone.
  private static func ending(
    _ process: ChildProcess, _ name: String, _ limits: WorkerLimits, _ state: borrowing Mutex<State>,
    _ question: Question
  ) -> PluginError {
    let (signs, seen) = state.withLock { ($0.signs, $0.largestMemory) }
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
    return .workerEnded(name: name, doing: question.doing(signs), ending: ending, lastWords: words)
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
    case "changed": PluginError.changed(name: name, message: failure.message)
    default: PluginError.failed(name: name, message: failure.message)
    }
  }
}
