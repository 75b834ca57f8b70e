import Glibc
import Synchronization
import Threading

/// Watches running commands from a thread of its own: draws how far they are, and stops them at Ctrl-C.
///
/// The first Ctrl-C asks the running commands to stop. A second one within two seconds, while they still run, ends the
/// program with status 130. There is one watch in a program.
public final class CommandWatch: Sendable {
  /// How long a command runs before its progress is drawn.
  static let patience = Duration.milliseconds(500)
  /// How often progress is drawn.
  static let interval = Duration.milliseconds(100)
  /// Within which time a second Ctrl-C ends the program.
  static let insistence = Duration.seconds(2)

  private struct Running {
    let progress: AnalysisProgress
    var since: ContinuousClock.Instant
    var completed = 0
    var isHidden = false
  }

  private struct State {
    var running: [Running] = []
    var isDrawn = false
    var lastInterrupt: ContinuousClock.Instant?
    var handled = 0
  }

  private let state = Mutex(State())
  private let screen: (@Sendable () -> Screen)?
  private let draw: @Sendable (String) -> Void
  private let leave: @Sendable () -> Void

  /// Makes a watch that is told of commands and signals by hand, for tests and for faces without a terminal.
  ///
  /// - Parameters:
  ///   - screen: the terminal that progress is drawn on; nil for none.
  ///   - draw: writes to it.
  ///   - leave: ends the program when the user insists.
  public init(
    screen: (@Sendable () -> Screen)? = nil, draw: @escaping @Sendable (String) -> Void = { _ in },
    leave: @escaping @Sendable () -> Void = {}
  ) {
    self.screen = screen
    self.draw = draw
    self.leave = leave
  }

  /// A watch over the program: takes over `SIGINT`, ignores `SIGPIPE`, and starts the thread.
  ///
  /// Progress is drawn on standard error, if that is a terminal with a cursor that can be moved and `showsProgress`.
  public static func install(showsProgress: Bool) -> CommandWatch {
    InterruptSignal.install()
    let terminal: @Sendable () -> Screen = { Screen(of: STDERR_FILENO, color: .never) }
    let draw: @Sendable (String) -> Void = { text in
      // What cannot be drawn is lost: progress is no result.
      try? DescriptorOutput(STDERR_FILENO).write(Array(text.utf8))
    }
    let leave: @Sendable () -> Void = { _exit(130) }
    let watch = CommandWatch(
      screen: showsProgress && terminal().canErase ? terminal : nil, draw: draw, leave: leave)
    if let thread = try? WorkerThread({ watch.serve() }) {
      thread.detach()
    } else {
      // Nobody would see Ctrl-C: it ends the program, as it does others.
      signal(SIGINT, SIG_DFL)
    }
    return watch
  }

  /// How many times the user pressed Ctrl-C so far.
  public var interruptCount: Int { InterruptSignal.count }

  /// Whether the command that began last was told to stop.
  var isStopping: Bool { state.withLock { $0.running.last?.progress.isCancelled ?? false } }

  // MARK: Commands

  /// A command begins.
  func begin(_ progress: AnalysisProgress) {
    state.withLock { $0.running.append(Running(progress: progress, since: .now)) }
    InterruptSignal.wake()
  }

  /// The command that began last has its result, which may be written now; its progress is drawn no more.
  func hideProgress() {
    state.withLock { state in
      if let last = state.running.indices.last { state.running[last].isHidden = true }
      erase(&state)
    }
  }

  /// The command that began last ends.
  func end() {
    state.withLock { state in
      erase(&state)
      _ = state.running.popLast()
      if state.running.isEmpty { state.lastInterrupt = nil }
    }
  }

  // MARK: The thread

  private func serve() {
    while true {
      var source = pollfd(fd: InterruptSignal.wakeUps, events: Int16(POLLIN), revents: 0)
      let isIdle = state.withLock { $0.running.isEmpty }
      let wait = isIdle ? -1 : Int32(CommandWatch.interval / .milliseconds(1))
      if poll(&source, 1, wait) > 0 {
        var bytes = [UInt8](repeating: 0, count: 64)
        _ = read(InterruptSignal.wakeUps, &bytes, bytes.count)
      }
      look(at: .now, interrupts: InterruptSignal.count)
    }
  }

  /// Does what is due at a time, when the user has pressed Ctrl-C so many times.
  func look(at now: ContinuousClock.Instant, interrupts: Int) {
    state.withLock { state in
      let isNew = interrupts > state.handled
      state.handled = interrupts
      guard !state.running.isEmpty else { return }
      if isNew { interrupt(&state, at: now) }
      drawProgress(&state, at: now)
    }
  }

  private func interrupt(_ state: inout State, at now: ContinuousClock.Instant) {
    for running in state.running { running.progress.cancel() }
    if let last = state.lastInterrupt, now - last <= CommandWatch.insistence {
      erase(&state)
      leave()
    }
    state.lastInterrupt = now
  }

  private func drawProgress(_ state: inout State, at now: ContinuousClock.Instant) {
    guard let screen, let last = state.running.indices.last, !state.running[last].isHidden else { return }
    let progress = state.running[last].progress
    let completed = progress.completed
    // A later stage of the pipeline counts anew.
    if completed < state.running[last].completed { state.running[last].since = now }
    state.running[last].completed = completed
    let elapsed = now - state.running[last].since
    guard elapsed >= CommandWatch.patience || state.isDrawn else { return }
    let line = ProgressLine(completed: completed, total: progress.total, elapsed: elapsed).text
    guard let text = progress.isCancelled ? "Stopping …" : line else { return }
    let columns = screen().columns
    draw("\r\u{1B}[K" + (columns > 1 ? String(text.prefix(columns - 1)) : text))
    state.isDrawn = true
  }

  private func erase(_ state: inout State) {
    if state.isDrawn { draw("\r\u{1B}[K") }
    state.isDrawn = false
  }
}
